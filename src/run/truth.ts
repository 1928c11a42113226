import type { TruthFile, TruthItem } from '../base/truth';
import { PHI_CLASSES, type PhiClass } from '../base/types';

/** What the published field names mean. */
const FIELD_CLASSES: Readonly<Record<string, PhiClass | 'keep'>> = {
  inst: 'institution',
  dob: 'birth-date',
  keep: 'keep',
};

/** The class of a truth item; published files name only the field. A field nobody knows is patient data: `other`. */
export function truthClass(item: TruthItem): PhiClass | 'keep' {
  if (item.phiClass !== undefined) return item.phiClass;
  return FIELD_CLASSES[item.field] ?? PHI_CLASSES.find((phiClass) => phiClass === item.field) ?? 'other';
}

/** Items with text; the published set has empty ones (a header without institution). */
export const truthItems = (truth: TruthFile | undefined): readonly TruthItem[] =>
  (truth?.annotation ?? []).filter((item) => item.value.text.trim() !== '');
