/**
 * Which characters recognisers take for each other on small, low-contrast print. Groups collected from how glyphs share strokes, and
 * from readings of generated pictures.
 */
const GROUPS = [
  'O0QDCUo@',
  'I1lit|!JTj/]7f',
  'S5s$8',
  'B8R3E&6',
  'Z2z7?',
  'G6Cb',
  'g9q',
  'A4R^',
  'UVYuvy',
  'MNHWmnw',
  'ceo',
  'hnb',
  'PRFp',
  'EFL',
  'KXkx',
  'rn',
  'unv',
  '.,:;',
  '-~_=',
];

const NEAR = new Map<string, Set<string>>();
for (const group of GROUPS) {
  for (const a of group) {
    for (const b of group) {
      if (!NEAR.has(a)) NEAR.set(a, new Set());
      NEAR.get(a)!.add(b);
    }
  }
}

/** 0 for the same letter in either case, 0.3 for glyphs that recognisers take for each other, else 1. Symmetric. */
export function substitutionCost(a: string, b: string): number {
  const [codeA, codeB] = [a.charCodeAt(0), b.charCodeAt(0)];
  if (codeA >= TABLE_SIZE || codeB >= TABLE_SIZE) return compareGlyphs(a, b);
  costs ??= Float64Array.from(ASCII.flatMap((from) => ASCII.map((to) => compareGlyphs(from, to))));
  return costs[codeA * TABLE_SIZE + codeB];
}

/** Cost of a character that only one of the two texts has: spaces and punctuation come and go easily. */
export function gapCost(char: string): number {
  const code = char.charCodeAt(0);
  return code < TABLE_SIZE ? GAPS[code] : compareGap(char);
}

function compareGlyphs(a: string, b: string): number {
  if (a === b) return 0;
  const lowerA = a.toLowerCase();
  const lowerB = b.toLowerCase();
  if (lowerA === lowerB || stripAccent(lowerA) === stripAccent(lowerB)) return 0;
  const forms = [b, lowerB, b.toUpperCase()];
  for (const form of [a, lowerA, a.toUpperCase()]) {
    const near = NEAR.get(form);
    if (near && forms.some((other) => near.has(other))) return 0.3;
  }
  return 1;
}

function compareGap(char: string): number {
  if (/\s/.test(char)) return 0.1;
  return /[\p{L}\p{N}]/u.test(char) ? 1 : 0.2;
}

const PLAIN = /^[\x00-\x7f]$/;
/** Letters with strokes that Unicode takes for letters of their own. */
const STROKED: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ı: 'i', Ł: 'L', Ø: 'O', Đ: 'D' };
export const stripAccent = (char: string): string =>
  PLAIN.test(char) ? char : (STROKED[char] ?? char.normalize('NFD').replace(/\p{M}/gu, ''));

const ASCII_ONLY = /^[\x00-\x7f]*$/;

/** In small letters without accents. */
export function foldAccents(text: string): string {
  const lower = text.toLowerCase();
  return ASCII_ONLY.test(lower) ? lower : [...lower].map(stripAccent).join('');
}

/** Costs of all pairs of ASCII characters: what almost every comparison is about, and comparisons are the inner loop. */
const TABLE_SIZE = 128;
const ASCII = Array.from({ length: TABLE_SIZE }, (_, code) => String.fromCharCode(code));
let costs: Float64Array | undefined;
const GAPS = Float64Array.from(ASCII, compareGap);

const FOLDED: Readonly<Record<string, string>> = {
  '0': 'o',
  q: 'o',
  d: 'o',
  '1': 'i',
  l: 'i',
  '|': 'i',
  '!': 'i',
  '5': 's',
  $: 's',
  '8': 'b',
  '2': 'z',
  '6': 'g',
  '9': 'g',
};

/**
 * One representative for each group of look-alikes, lower case, without accents; characters other than letters and digits become ''.
 * Texts that differ only by the commonest confusions fold to the same string.
 */
export function foldChar(char: string): string {
  const plain = stripAccent(char.toLowerCase());
  const folded = FOLDED[plain] ?? plain;
  // `Nº` is written as `N°` and `No.`.
  return /^[\p{L}\p{N}]+$/u.test(folded) && !/[ºª]/.test(folded) ? folded : '';
}

export function foldText(text: string): string {
  let folded = '';
  for (const char of text) folded += foldChar(char);
  return folded;
}

/** Letters and the digits that they are read for. */
const DIGIT_LIKE: ReadonlyMap<string, string> = new Map(
  [...'OoQDIl|SBZ'].map((letter, at) => [letter, '0000111582'[at]]),
);

/** With the digits that its letters are read for. */
export const toDigits = (text: string): string => text.replace(/[OoQDIl|SBZ]/g, (letter) => DIGIT_LIKE.get(letter)!);
