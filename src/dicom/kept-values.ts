import type { NewElement } from './build';
import { type CharacterSet, decodeText } from './charset';
import type { DicomElement } from './elements';
import { FORMS } from './forms';
import type { Identities } from './identities';
import { DUMMIES } from './profile-values';
import { TAG, type Tag, trueVr } from './tags';
import { trimPadding, valueBytes } from './values';

/** Text of one value: a backslash in it is no separator. */
const SINGLE_VALUED = new Set(['LT', 'ST', 'UT', 'UR']);
const TEXT = new Set('CS LO LT SH ST UC UR UT'.split(' '));
const PIXELS = new Set<Tag>([TAG.pixelData, TAG.extendedOffsetTable, TAG.extendedOffsetTableLengths]);
/** Numbers as text: only a whole identifier counts, since its digits may stand in any number. */
const NUMBER_DIGITS = 6;
const MAX_AGE = 89;

/**
 * What an element that the header profile keeps has to become, because its value repeats an identity of the header, tells an age over 89,
 * or is no value of its representation, so that it may say anything; `undefined`: it may stay. Binary values that hold an identity become
 * zeros.
 */
export function cleanedValue(
  data: Uint8Array,
  element: DicomElement,
  set: CharacterSet,
  identities: Identities,
): NewElement | undefined {
  const { tag } = element;
  const vr = trueVr(element);
  const bytes = valueBytes(data, element);
  if (bytes.length === 0 || PIXELS.has(tag)) return undefined;
  if (!TEXT.has(vr) && FORMS[vr] === undefined) {
    return identities.isIn(bytes) ? { tag, vr, value: new Uint8Array(bytes.length) } : undefined;
  }
  const text = trimPadding(decodeText(bytes, set, false));
  const values = SINGLE_VALUED.has(vr) ? [text] : text.split('\\');
  const cleaned = values.map((value) =>
    FORMS[vr] ? cleanedForm(vr, value, identities) : cleanedText(vr, value, identities),
  );
  if (cleaned.every((value, i) => value === values[i])) return undefined;
  // Only plain ASCII can be written whatever the character set, also of the values beside the one that changed.
  const written = cleaned.map((value) => (/^[ -~\r\n\t\f]*$/.test(value) ? value : (DUMMIES[vr] ?? '')));
  return { tag, vr, value: written.join('\\') };
}

/** A value that is none of its representation says nothing to a reader: it goes. */
function cleanedForm(vr: string, value: string, identities: Identities): string {
  const plain = trimPadding(value).trim();
  if (plain !== '' && FORMS[vr]?.test(plain) === false) return '';
  if (vr === 'AS') return cappedAge(value);
  // A birth date where other dates are kept.
  if (vr === 'DA' || vr === 'DT')
    return identities.clean(value.replace(/\D/g, '').slice(0, 8)) === undefined ? value : '';
  // A UID or a time has no words in it, and a short number may be any.
  if ((vr !== 'DS' && vr !== 'IS') || value.replace(/\D/g, '').length < NUMBER_DIGITS) return value;
  return identities.clean(value) === undefined ? value : (DUMMIES[vr] ?? '');
}

function cleanedText(vr: string, value: string, identities: Identities): string {
  const rest = identities.clean(value);
  return rest === undefined ? value : rest || (DUMMIES[vr] ?? '');
}

/** Ages of 90 and more are so rare that they point at people: all of them become 90 years. Years, where no unit is given. */
function cappedAge(value: string): string {
  const age = /^\s*(\d+)\s*Y?\s*$/i.exec(value);
  return age !== null && Number(age[1]) > MAX_AGE ? '090Y' : value;
}
