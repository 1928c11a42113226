import { matchesIn, rangeOf } from '../base/text';
import { luhn, neverIssuedSsn, nhs } from './presidio/checks';

/** An identifier of a person that its form and its check digits give away. */
export interface IdentifierMatch {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

interface Identifier {
  /** Country and name, for the reader of this table. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly score: number;
  /** The characters of the match without spaces, dashes and points, in capitals. */
  readonly check?: (plain: string) => boolean;
}

const identifier = (name: string, source: string, score: number, check?: Identifier['check']): Identifier => ({
  name,
  pattern: new RegExp(`(?<![\\p{L}\\p{N}]|\\d[.-])(?:${source})(?![\\p{L}\\p{N}]|[.-]\\d)`, 'gu'),
  score,
  ...(check ? { check } : {}),
});

const GAP = '[ -]?';

/**
 * Numbers of health systems and states. Groups of digits with spaces between them could be anything in a picture, so they count only
 * with a right check digit; forms with letters that nothing else has count by themselves.
 */
const IDENTIFIERS: readonly Identifier[] = [
  identifier('US social security', `\\d{3}([ -])\\d{2}\\1\\d{4}`, 0.85, (plain) => !neverIssuedSsn(plain)),
  identifier(
    'US Medicare beneficiary',
    `[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d${GAP}[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d${GAP}[AC-HJKMNP-RT-Y]{2}\\d{2}`,
    0.9,
  ),
  identifier('GB NHS', `\\d{3}${GAP}\\d{3}${GAP}\\d{4}`, 0.9, nhs),
  identifier('GB national insurance', `[A-CEGHJ-PR-TW-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]`, 0.85),
  identifier('AU Medicare', '[2-6]\\d{3} ?\\d{5} ?\\d(?:[/ -]?\\d)?', 0.9, medicare),
  identifier('CA social insurance', `\\d{3}([ -])\\d{3}\\1\\d{3}`, 0.8, luhn),
  identifier('DE health insurance', '[A-Z]\\d{9}', 0.85, healthInsurance),
  identifier('CH AHV', '756[. ]?\\d{4}[. ]?\\d{4}[. ]?\\d{2}', 0.9, ean13),
  identifier(
    'FR sécurité sociale',
    '[12] ?\\d{2} ?(?:0[1-9]|1[0-2]) ?\\d{2} ?\\d{3} ?\\d{3} ?\\d{2}',
    0.9,
    (plain) => BigInt(plain.slice(0, 13)) % 97n === 97n - BigInt(plain.slice(13)),
  ),
  identifier('ES DNI and NIE', '(?:\\d{8}|[XYZ]\\d{7})-?[A-HJ-NP-TV-Z]', 0.85, dni),
  identifier('IT codice fiscale', '[A-Z]{6}\\d{2}[A-EHLMPR-T]\\d{2}[A-Z]\\d{3}[A-Z]', 0.9),
  identifier('SE and FI personal number', '\\d{6}[-+A]\\d{3}[\\dA-Y]', 0.8, personalNumber),
  identifier('IN Aadhaar', `[2-9]\\d{3}([ -])\\d{4}\\1\\d{4}`, 0.85, verhoeff),
];

/** All identifiers in one row of text; they may overlap each other and less sure forms of numbers. */
export function findIdentifiers(text: string): readonly IdentifierMatch[] {
  return IDENTIFIERS.flatMap(({ pattern, score, check }) =>
    [...matchesIn(text, pattern)]
      .filter((match) => !check || check(match[0].replace(/[ .+/-]/g, '').toUpperCase()))
      .map((match) => ({ ...rangeOf(match), score })),
  );
}

const digits = (plain: string): number[] => Array.from(plain, Number);
const weighted = (values: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * values[index], 0);

/** The ninth digit checks the first eight; the tenth is the card's issue. */
function medicare(plain: string): boolean {
  const values = digits(plain);
  return weighted(values, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === values[8];
}

/** The letter as two digits, products with 1 and 2 by turns, digit sums. */
function healthInsurance(plain: string): boolean {
  const letter = String(plain.charCodeAt(0) - 64).padStart(2, '0');
  const values = digits(letter + plain.slice(1));
  const sum = values.slice(0, -1).reduce((total, value, index) => {
    const product = value * (index % 2 === 0 ? 1 : 2);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return sum % 10 === values.at(-1);
}

function ean13(plain: string): boolean {
  const values = digits(plain);
  return values.reduce((sum, value, index) => sum + value * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

function dni(plain: string): boolean {
  const number = Number(plain.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))));
  return DNI_LETTERS[number % 23] === plain.at(-1);
}

const HETU_LETTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Sweden: ten digits by Luhn. Finland: nine digits modulo 31, with `A` between them for those born since 2000. */
function personalNumber(plain: string): boolean {
  // Year, month, day in Sweden and day, month, year in Finland: the month is the same pair.
  const month = Number(plain.slice(2, 4));
  if (month < 1 || month > 12) return false;
  if (/^\d{10}$/.test(plain) && luhn(plain)) return true;
  return HETU_LETTERS[Number(plain.slice(0, 6) + plain.slice(-4, -1)) % 31] === plain.at(-1);
}

/** Verhoeff: products in the dihedral group of ten elements, which finds every swap of neighbours. */
function verhoeff(plain: string): boolean {
  let check = 0;
  for (const [index, digit] of digits(plain).reverse().entries()) {
    let value = digit;
    for (let round = 0; round < index % 8; round++) value = VERHOEFF_PERMUTATION[value];
    check = dihedral(check, value);
  }
  return check === 0;
}

const VERHOEFF_PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4] as const;

/** Rotations are 0 to 4, reflections 5 to 9. */
function dihedral(a: number, b: number): number {
  const turn = (x: number) => ((x % 5) + 5) % 5;
  if (a < 5) return b < 5 ? turn(a + b) : 5 + turn(a + b - 5);
  return b < 5 ? 5 + turn(a - 5 - b) : turn(a - b);
}
