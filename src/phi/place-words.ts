import { readDataRows } from '../base/data-file';

const ROWS = readDataRows('places.tsv');

/** Words of places of care and of addresses that say one thing (`data/places.tsv`), as `foldAccents` gives words. */
export const placeWords = (
  kind: 'noun' | 'common' | 'ending' | 'kind' | 'street' | 'street-behind' | 'room',
): readonly string[] => ROWS.filter(([own]) => own === kind).flatMap(([, words]) => words.split(' '));
