import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../base/paths';

/**
 * Rectangles for usual devices (`data/device-rules.json`, made by `scripts/device_rules.py` from the rules that the package `deid` collects),
 * in the form of `rectangles` of a rules file.
 */
export const deviceRules = (): readonly unknown[] =>
  JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'data', 'device-rules.json'), 'utf8')).rectangles;
