import type { PhiClass } from '../../base/types';
import type { Piece } from '../piece';

/** Text beside a value that says what it is; not judged. */
export const label = (text: string): Piece => ({ text, field: 'label', phiClass: 'keep' });

/** Acquisition annotation: a redaction must leave it alone. */
export const stay = (text: string): Piece => ({ text, field: 'keep', phiClass: 'keep' });

/** Text that may go or stay: study names, remarks, counters without a label, a clock time alone; not judged. */
export const open = (text: string): Piece => ({ text, field: 'neutral', phiClass: 'keep' });

/** Patient data. `value` as the header writes it, where it differs. */
export const secret = (text: string, field: string, phiClass: PhiClass, value = text): Piece => ({
  text,
  field,
  phiClass,
  ...(value === text ? {} : { value }),
});
