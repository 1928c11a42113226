import { matchesIn, rangeOf } from '../base/text';
import { foldAccents } from '../page/confusion';
import { placeWords } from './place-words';
import { isTechniqueWord } from './technique';

type Range = ReturnType<typeof rangeOf>;

interface Token extends Range {
  readonly text: string;
  /** Without a point or comma behind it. */
  readonly word: string;
}

const STREETS: ReadonlySet<string> = new Set(placeWords('street'));
const BEHIND: ReadonlySet<string> = new Set(placeWords('street-behind'));
/** `Lindenstraße`, `Storgatan`: shorter words end others by accident. */
const ENDING = new RegExp(
  `\\p{L}{3}(?:${placeWords('street-behind')
    .filter((word) => word.length > 2)
    .join('|')})$`,
  'u',
);
const NAME = /^\p{Lu}[\p{L}'’.-]+$/u;
const LINK = /^(?:de|la|le|les|du|des|der|di|del|della|dos|das|da|do|van|von|den|[Ss]t|[śs]w|sv)$/;
const HOUSE = /^\d{1,5}[A-Za-z]?(?:[/-]\d{1,4}[A-Za-z]?)?$/;
const NUMBER = /^(?:no|nr|n[º°])[.:]?$/i;

const ROOMS: ReadonlySet<string> = new Set(placeWords('room'));
/** `12`, `5B`, `C3`, `507-2`, `A`; `4/7` behind `Bed` counts positions of a table. */
const ROOM_CODE = /^(?:\p{Lu}{0,2}-?\d{1,4}\p{L}?(?:[-.]\d{1,2})?[ªº]?|\p{Lu})$/u;

/** Towns with their postcode: `Springfield, IL 62701`, `SW1A 1AA`. */
const TOWN =
  /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L} ]{2,20},\s[A-Z]{2}\s\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})(?![\p{L}\p{N}])/gu;

/** Streets with a house number, in the order of many countries, towns with their postcode, and rooms (the code); offsets into the text of a cell. */
export function findAddresses(text: string): readonly Range[] {
  const tokens = [...matchesIn(text, /\S+/g)].map(
    (match): Token => ({ ...rangeOf(match), text: match[0], word: match[0].replace(/[.,]+$/, '') }),
  );
  const streets = tokens.flatMap((_, at) => before(tokens, at) ?? behind(tokens, at) ?? []);
  return [...streets, ...roomsIn(tokens), ...[...matchesIn(text, TOWN)].map(rangeOf)];
}

/** `Rm 4112`, `Ward C3 Bed 2`: nothing but such words and their codes. */
function roomsIn(tokens: readonly Token[]): readonly Range[] {
  const isRoom = (at: number): boolean => ROOMS.has(foldAccents(tokens[at].word)) && at + 1 < tokens.length;
  const codes = tokens.filter((token, at) => at > 0 && isRoom(at - 1) && ROOM_CODE.test(token.word));
  return codes.length > 0 && codes.length * 2 === tokens.length ? codes : [];
}

/** `ul. Lipowa 4/7`, `Via Roma, 12`, `12 rue de la Paix`. */
function before(tokens: readonly Token[], at: number): Range | undefined {
  if (!STREETS.has(foldAccents(tokens[at].word))) return undefined;
  let last = at;
  while (isName(tokens[last + 1], tokens[at])) last++;
  while (last > at && LINK.test(tokens[last].word)) last--;
  return last === at ? undefined : withNumber(tokens, at, last);
}

/** `250 Old Mill Road`, `Long Street 5`, `Lindenstr. 4`, `Atatürk Cad. No: 12`. */
function behind(tokens: readonly Token[], at: number): Range | undefined {
  const word = foldAccents(tokens[at].word);
  const isWhole = ENDING.test(word) && !isTechniqueWord(word);
  if (!isWhole && !BEHIND.has(word)) return undefined;
  let first = at;
  while (isName(tokens[first - 1], tokens[at])) first--;
  return first === at && !isWhole ? undefined : withNumber(tokens, first, at);
}

/** A word of technique is a street's name only beside a word that can be nothing but a street: `Av. Central 1200`, but `ECG Gate 75`. */
const isName = (token: Token | undefined, street: Token): boolean =>
  token !== undefined &&
  (LINK.test(token.word) || NAME.test(token.word)) &&
  (!isTechniqueWord(token.word) || (street.word.length > 1 && !isTechniqueWord(street.word)));

/** The street with the number behind or before it. */
function withNumber(tokens: readonly Token[], first: number, last: number): Range | undefined {
  const number = NUMBER.test(tokens[last + 1]?.text ?? '') ? last + 2 : last + 1;
  if (HOUSE.test(tokens[number]?.word ?? '')) return { start: tokens[first].start, end: tokens[number].end };
  if (HOUSE.test(tokens[first - 1]?.word ?? '')) return { start: tokens[first - 1].start, end: tokens[last].end };
  return undefined;
}
