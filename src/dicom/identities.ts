import { matchesIn } from '../base/text';
import { disguises } from './disguises';
import type { DicomElement } from './elements';
import { visitTexts } from './header';
import type { DicomFile } from './open';
import { type LoosePattern, PatternIndex } from './pattern-index';
import { type Tag, trueVr } from './tags';
import { everySecond } from './values';

/**
 * What a header says about who the patient is, to be found again where a header profile keeps free text: a protocol that holds the
 * patient's name, a model name with the hospital behind it.
 */
export interface Identities {
  /** The text without the identities in it; `undefined` when it holds none. */
  clean(text: string): string | undefined;
  /** Whether the bytes hold an identity as plain text, in whatever case. */
  isIn(bytes: Uint8Array): boolean;
}

/** Identifiers that are text of any form: looked for as a whole, with or without what separates their characters. */
const IDENTIFIERS = new Set<Tag>([
  0x00080050, 0x00080054, 0x00080055, 0x00081010, 0x00100020, 0x00100021, 0x00101000, 0x00101090, 0x00102154,
  0x00120040, 0x00120042, 0x00181000, 0x00200010, 0x00321000, 0x00380010, 0x00380060, 0x00400241, 0x00400253,
  0x00401001, 0x00401103, 0x00402016, 0x00402017, 0x0040a123,
]);
const PATIENT_ID = 0x00100020;
/** Phrases of several words: institution, department, address. */
const PHRASES = new Set<Tag>([0x00080080, 0x00080081, 0x00081040, 0x00101040, 0x00401102, 0x00120060]);

/** Letters of a word of a name that is looked for by itself; shorter ones only beside another word of the name. */
const NAME_LETTERS = 3;
/** Characters of an identifier: shorter ones are numbers like any other. */
const IDENTIFIER_CHARACTERS = 4;
/** From so many characters on an identifier is looked for inside longer words, too. */
const UNMISTAKABLE = 6;
/** Letters of a name that do not come together by chance among other bytes. */
const BYTES = 5;
/** From so many on a value of any attribute that the profile removes is an identifier, if it has so many digits. */
const DIGITS = 5;

/**
 * Collects the identities of a file's header.
 *
 * @param isRemoved whether the profile removes or replaces an element's value: what it keeps on purpose is no identity
 * @param isOrdinary words that are no name by themselves even where a patient is called so (`NONE`, `SPINE`)
 */
export function collectIdentities(
  file: DicomFile,
  isRemoved: (element: DicomElement) => boolean,
  isOrdinary: (word: string) => boolean,
): Identities {
  const names = new Set<string>();
  const phrases = new Set<string>();
  const patterns: LoosePattern[] = [];
  visitTexts(file, (element, texts, depth) => {
    if (!isRemoved(element)) return;
    const vr = trueVr(element);
    for (const text of texts) {
      // The file's own; what it refers to is known to nobody by its UID.
      if (vr === 'UI' && depth > 0) continue;
      if (vr === 'PN') {
        for (const whole of unspacedNames(text)) {
          names.add(whole);
          patterns.push(literal(whole));
        }
        // `SITE-0024` is an identifier in a name's place: its letters are no name.
        for (const part of text.split(/[\^=]/)) {
          if (!/\d/.test(part)) for (const word of nameWords(part)) names.add(word);
          else if (isIdentifier(PATIENT_ID, 'LO', part)) patterns.push(...identifierPatterns(part));
        }
      }
      if (vr === 'DA' || vr === 'DT') patterns.push(...dateForms(text));
      else if (PHRASES.has(element.tag)) phrases.add(wordsOf(text).join(' '));
      else if (isIdentifier(element.tag, vr, text)) patterns.push(...identifierPatterns(text));
    }
  });
  return new HeaderIdentities(
    names,
    [...phrases].filter((phrase) => phrase.length >= UNMISTAKABLE),
    patterns,
    isOrdinary,
  );
}

function isIdentifier(tag: Tag, vr: string, text: string): boolean {
  const plain = folded(text).replace(/[^\p{L}\p{N}]/gu, '');
  if (vr === 'UI' || vr === 'AE') return plain.length >= UNMISTAKABLE;
  if (IDENTIFIERS.has(tag)) return plain.length >= IDENTIFIER_CHARACTERS;
  return (
    text.length <= 64 &&
    /^(?:LO|SH|ST|UN|OB|UC)$/.test(vr) &&
    text.replace(/\D/g, '').length >= DIGITS &&
    !/\s.*\s/.test(text)
  );
}

class HeaderIdentities implements Identities {
  private readonly patterns: PatternIndex;
  private readonly longNames: PatternIndex;

  constructor(
    private readonly names: ReadonlySet<string>,
    phrases: readonly string[],
    patterns: readonly LoosePattern[],
    private readonly isOrdinary: (word: string) => boolean,
  ) {
    this.patterns = new PatternIndex([...patterns, ...phrases.map(phrasePattern), ...gluedNames([...names])]);
    const long = [...names].filter((word) => word.length >= BYTES && !isOrdinary(word));
    this.longNames = new PatternIndex(long.map(literal));
  }

  clean(text: string): string | undefined {
    const cuts = [...this.cutsIn(folded(text)), ...this.disguisedIn(text)];
    if (cuts.length === 0) return undefined;
    let rest = '';
    let from = 0;
    for (const [start, end] of [...cuts].sort((a, b) => a[0] - b[0])) {
      if (start > from) rest += text.slice(from, start);
      from = Math.max(from, end);
    }
    return (rest + text.slice(from)).replace(/[ ^_,;/-]{2,}/g, ' ').replace(/^[ ^_,;:/-]+|[ ^_,;:/-]+$/g, '');
  }

  isIn(bytes: Uint8Array): boolean {
    const text = Buffer.from(bytes).toString('latin1');
    return this.isPlainIn(bytes) || [...this.disguisedIn(text)].length > 0;
  }

  private isPlainIn(bytes: Uint8Array): boolean {
    // Not folded: there may be megabytes of them. Profiles and such hold their text as UTF-16, too.
    return [bytes, everySecond(bytes, 0), everySecond(bytes, 1)].some((part) =>
      this.isUnmistakableIn(Buffer.from(part).toString('latin1').toUpperCase()),
    );
  }

  private isUnmistakableIn(text: string): boolean {
    return [this.longNames, this.patterns].some((index) => index.matches(text).next().done === false);
  }

  /** What holds an identity backwards, spaced out, as Base64 or as hexadecimal digits: only long ones, since those forms fit much by chance. */
  private *disguisedIn(text: string): Generator<readonly [number, number]> {
    for (const { start, end, bytes } of disguises(text)) {
      if (this.isPlainIn(bytes) || this.isUnmistakableIn(folded(Buffer.from(bytes).toString('utf8'))))
        yield [start, end];
    }
    const backwards = folded(text).split('').reverse().join('');
    for (const index of [this.longNames, this.patterns])
      for (const [start, end] of index.matches(backwards))
        if (end - start >= BYTES) yield [text.length - end, text.length - start];
  }

  private cutsIn(text: string): readonly (readonly [number, number])[] {
    const cuts: (readonly [number, number])[] = [...this.patterns.matches(text)];
    // Runs of words that all belong to the name; what joins them goes with them.
    const words = [...matchesIn(text, /\p{L}+|\p{N}+/gu)];
    for (let i = 0; i < words.length; i += 1) {
      let last = i;
      while (last < words.length && this.names.has(words[last][0])) last += 1;
      if (last === i) continue;
      const alone = last === i + 1;
      const [word] = words[i];
      if (!alone || (word.length >= shortestAlone(word) && !this.isOrdinary(word))) {
        const end = words[last - 1];
        cuts.push([words[i].index ?? 0, (end.index ?? 0) + end[0].length]);
      }
      i = last - 1;
    }
    return cuts;
  }
}

/** Scripts of which two characters are a name by themselves, and that set no spaces between words. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2,}$/u;
const shortestAlone = (word: string): number => (UNSPACED.test(word) ? 2 : NAME_LETTERS);

/** Family and given name as one, in either order: `王^小东` is `王小东` in a sentence. */
const unspacedNames = (name: string): readonly string[] =>
  name.split('=').flatMap((group) => {
    const [family, given = ''] = group.split('^');
    return [family + given, given + family].map(folded).filter((whole) => UNSPACED.test(whole));
  });

/** Upper case without accents, character by character, so that offsets stay. */
const folded = (text: string): string =>
  Array.from(text, (char) => {
    const [base] = char.normalize('NFKD').toUpperCase();
    return base.length === char.length ? base : char;
  }).join('');

const wordsOf = (text: string): readonly string[] =>
  folded(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.filter((word) => word.length > 1) ?? [];

/** The words of a name, also as they are written where letters are missing: `Müller` is `MULLER` and `MUELLER`, `Strauß` `STRAUSS`. */
const nameWords = (part: string): readonly string[] => [
  ...wordsOf(part),
  ...wordsOf(
    part
      .normalize('NFC')
      .toUpperCase()
      .replace(/[ÄÖÜÅÆØŁĐ]/g, (letter) => SPELT_OUT[letter]),
  ),
  ...wordsOf(part.toUpperCase().replace(/[ÆØŁĐ]/g, (letter) => PLAIN_LETTERS[letter])),
];
const SPELT_OUT: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  Å: 'AA',
  Æ: 'AE',
  Ø: 'OE',
  Ł: 'L',
  Đ: 'D',
};
const PLAIN_LETTERS: Readonly<Record<string, string>> = { Æ: 'A', Ø: 'O', Ł: 'L', Đ: 'D' };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** `4471123` also as `447-1123` or `447 1123`, and without the letters of `MRN4471123`; a short one only as a word of its own. */
function identifierPatterns(value: string): readonly LoosePattern[] {
  const digits =
    value.match(/\d+/g)?.filter((part) => part.length >= DIGITS && part.length < value.trim().length) ?? [];
  // Not across a point: `88.13` is a number.
  return [
    loosePattern(value),
    ...digits.map((part) => ({ lead: part, source: `(?<!\\p{N})${[...part].join('[-/_ ]?')}(?!\\p{N})` })),
  ];
}

function loosePattern(value: string): LoosePattern {
  const characters = folded(value).match(/[\p{L}\p{N}]/gu) ?? [];
  const loose = characters.map(escaped).join('[^\\p{L}\\p{N}]?');
  const source = characters.length >= UNMISTAKABLE ? loose : `(?<![\\p{L}\\p{N}])${loose}(?![\\p{L}\\p{N}])`;
  return { lead: characters.join(''), source };
}

const literal = (text: string): LoosePattern => ({ lead: text, source: escaped(text) });

const phrasePattern = (phrase: string): LoosePattern => ({
  lead: phrase,
  source: phrase.split(' ').map(escaped).join('[^\\p{L}\\p{N}]+'),
});

/** `DOEJANE`, `JANEDOE`. */
function gluedNames(names: readonly string[]): readonly LoosePattern[] {
  const long = names.slice(0, 12).filter((name) => name.length >= NAME_LETTERS);
  const pairs = long.flatMap((a) => long.filter((b) => b !== a).map((b) => a + b));
  return pairs.filter((pair) => pair.length >= UNMISTAKABLE).map(literal);
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');

/** A date of the header as people write it: with or without separators, the month as a number or a word, in the order of any country. */
function dateForms(value: string): readonly LoosePattern[] {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})/.exec(value);
  if (match === null) return [];
  const [, year, month, day] = match;
  const form = (join: string, ...parts: readonly string[]): LoosePattern => ({
    lead: parts.join(''),
    source: `(?<!\\p{N})${parts.join(join)}(?!\\p{N})`,
  });
  const orders = [
    [year, month, day],
    [day, month, year],
    [month, day, year],
  ].map((parts) => form('[-./ _]?', ...parts));
  const short = (part: string) => new Set([part, part.replace(/^0/, '')]);
  const word = MONTHS[Number(month) - 1] ?? month;
  const written = [...short(day)].flatMap((d) => [
    ...[...short(month)].flatMap((m) => [form('[-./]', d, m, year), form('[-./]', m, d, year)]),
    form('\\p{L}*[-./, _]*', d, word, year),
    form('\\p{L}*[-./, _]*', word, d, year),
  ]);
  return [...orders, ...written];
}
