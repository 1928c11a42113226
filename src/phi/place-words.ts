import { readDataFile } from '../base/data-file';

const ROWS = readDataFile('places.tsv')
  .split('\n')
  .filter((row) => row !== '' && !row.startsWith('#'))
  .map((row) => row.split('\t'));

/** Words of places of care and of addresses that say one thing (`data/places.tsv`), as `foldAccents` gives words. */
export const placeWords = (
  kind: 'noun' | 'common' | 'ending' | 'kind' | 'street' | 'street-behind' | 'room',
): readonly string[] => ROWS.filter(([own]) => own === kind).flatMap(([, words]) => words.split(' '));
