import { readDataFile } from '../base/data-file';
import { stripAccent } from '../page/confusion';

const ROWS = readDataFile('places.tsv')
  .split('\n')
  .filter((row) => row !== '' && !row.startsWith('#'))
  .map((row) => row.split('\t'));

/** Words of places of care and of addresses that say one thing (`data/places.tsv`), as `foldWord` gives them. */
export const placeWords = (
  kind: 'noun' | 'common' | 'ending' | 'kind' | 'street' | 'street-behind' | 'room',
): readonly string[] => ROWS.filter(([own]) => own === kind).flatMap(([, words]) => words.split(' '));

/** Small letters without accents. */
export const foldWord = (text: string): string =>
  [...text.toLowerCase()].map((char) => (char === 'ß' ? 'ss' : stripAccent(char))).join('');
