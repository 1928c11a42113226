import { readDataJson } from '../base/data-file';

/**
 * Rectangles for usual devices (`data/device-rules.json`, made by `scripts/device_rules.py` from the rules that the package `deid` collects),
 * in the form of `rectangles` of a rules file.
 */
export const deviceRules = (): readonly unknown[] =>
  (readDataJson('device-rules.json') as { readonly rectangles: readonly unknown[] }).rectangles;
