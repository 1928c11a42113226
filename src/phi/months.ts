import { foldAccents, substitutionCost } from '../page/confusion';
import { monthIn } from './calendar';
import { isTechniqueWord } from './technique';

/** Month names as printed, by month 1 to 12: English first (a correction is spelt in English), then de, fr, es, it, pt, nl; of other
 * languages between a day and a year only (`monthIn`). */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'janv', 'janvier', 'ene', 'enero', 'gen', 'gennaio', 'janeiro'],
  ['feb', 'february', 'februar', 'fevr', 'fevrier', 'febrero', 'febbraio', 'fev', 'fevereiro'],
  ['mar', 'march', 'marz', 'maerz', 'mars', 'marzo', 'marco', 'mrt', 'maart'],
  ['apr', 'april', 'avr', 'avril', 'abr', 'abril', 'aprile'],
  ['may', 'mai', 'mayo', 'mag', 'maggio', 'maio', 'mei'],
  ['jun', 'june', 'juni', 'juin', 'junio', 'giu', 'giugno', 'junho'],
  ['jul', 'july', 'juli', 'juil', 'juillet', 'julio', 'lug', 'luglio', 'julho'],
  ['aug', 'august', 'aout', 'ago', 'agosto', 'augustus'],
  ['sep', 'sept', 'september', 'septembre', 'septiembre', 'set', 'settembre', 'setembro'],
  ['oct', 'october', 'okt', 'oktober', 'octobre', 'octubre', 'ott', 'ottobre', 'out', 'outubro'],
  ['nov', 'november', 'novembre', 'noviembre', 'novembro'],
  ['dec', 'december', 'dez', 'dezember', 'decembre', 'dic', 'diciembre', 'dicembre', 'dezembro'],
];

const BY_NAME = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
export const ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const ENGLISH_FULL = MONTHS.map((names) => names[1]);

export interface MonthReading {
  /** 1 to 12. */
  readonly month: number;
  /** English spelling when the word was not a month as read (`JUI`). */
  readonly corrected?: string;
}

/** Look-alikes cost so much together at most; in a full date one letter may be anything. */
const ALIKE = 0.6;
const ONE_LETTER = 1;

/**
 * The month that a word names, look-alikes allowed (`JUI`, `0ct`, `Fe6`), or undefined.
 *
 * @param full whether day and year stand beside it: one letter may be wrong altogether then (`2004 bep 13`)
 */
export function readMonth(word: string, full = false): MonthReading | undefined {
  const plain = foldAccents(word);
  const exact = BY_NAME.get(plain) ?? (full ? monthIn(word) : undefined);
  if (exact) return { month: exact };
  // `Ser 1` is a series, `Ang 23` an angle; between a day and a year stands a month, whatever else the word may be.
  if (!full && isTechniqueWord(word)) return undefined;
  const candidates = plain.length === 3 ? ENGLISH : ENGLISH_FULL;
  const limit = full && /\p{L}{2}/u.test(word) ? ONE_LETTER : ALIKE;
  let best: { month: number; cost: number } | undefined;
  for (const [index, name] of candidates.entries()) {
    if (name.length !== word.length) continue;
    let cost = 0;
    for (let i = 0; i < name.length; i++) cost += substitutionCost(word[i], name[i]);
    if (cost <= limit && (!best || cost < best.cost)) best = { month: index + 1, cost };
  }
  if (!best) return undefined;
  const name = candidates[best.month - 1];
  const corrected = word === word.toUpperCase() ? name.toUpperCase() : name[0].toUpperCase() + name.slice(1);
  return { month: best.month, corrected };
}
