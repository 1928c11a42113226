import type { NewElement } from './build';
import { type CharacterSet, decodeText } from './charset';
import type { DicomElement } from './elements';
import type { Identities } from './identities';
import { DUMMIES } from './profile-values';
import { groupOf, trueVr } from './tags';
import { trimPadding, valueBytes } from './values';

/** Text of one value: a backslash in it is no separator. */
const SINGLE_VALUED = new Set(['LT', 'ST', 'UT', 'UR']);
const TEXT = new Set('CS LO LT SH ST UC UI UR UT'.split(' '));
const PIXEL_DATA_GROUP = 0x7fe0;
/** Numbers as text: only a whole identifier counts, since its digits may stand in any number. */
const NUMBERS = new Set(['DS', 'IS']);
const NUMBER_DIGITS = 6;
const MAX_AGE = 89;

/**
 * What an element that the header profile keeps has to become, because its value repeats an identity of the header or tells an age over
 * 89; `undefined`: it may stay. Binary values that hold an identity become zeros.
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
  if (bytes.length === 0 || groupOf(tag) === PIXEL_DATA_GROUP || vr === 'TM') return undefined;
  if (vr === 'AS') return cappedAge(element, bytes);
  if (!TEXT.has(vr) && !NUMBERS.has(vr)) {
    return identities.isIn(bytes) ? { tag, vr, value: new Uint8Array(bytes.length) } : undefined;
  }
  const text = trimPadding(decodeText(bytes, set, false));
  const values = SINGLE_VALUED.has(vr) ? [text] : text.split('\\');
  const cleaned = values.map((value) => {
    // A UID has no words in it: its digits would be cut apart.
    if (vr === 'UI' && /^[\d.]*$/.test(value)) return value;
    if (NUMBERS.has(vr) && value.replace(/\D/g, '').length < NUMBER_DIGITS) return value;
    const rest = identities.clean(value);
    if (rest === undefined) return value;
    return rest !== '' && TEXT.has(vr) ? rest : (DUMMIES[vr] ?? '');
  });
  if (cleaned.every((value, i) => value === values[i])) return undefined;
  // Only plain ASCII can be written whatever the character set, also of the values beside the one that changed.
  const written = cleaned.map((value) => (/^[ -~\r\n\t\f]*$/.test(value) ? value : (DUMMIES[vr] ?? '')));
  return { tag, vr, value: written.join('\\') };
}

/** Ages of 90 and more are so rare that they point at people: all of them become 90 years. */
function cappedAge({ tag }: DicomElement, bytes: Uint8Array): NewElement | undefined {
  const age = /^\s*(\d+)\s*Y/i.exec(Buffer.from(bytes).toString('latin1'));
  return age !== null && Number(age[1]) > MAX_AGE ? { tag, vr: 'AS', value: '090Y' } : undefined;
}
