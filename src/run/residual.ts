import { foldChar } from '../page/confusion';

/** Shortest run of characters that counts as legible. */
const SHORTEST_RUN = 3;

/**
 * How many letters and digits of `truth` an independent reader still reads: those in runs of three and more that occur in one of the
 * `read` texts, look-alikes (`O` for `0`) taken as equal, case, spaces and punctuation ignored. 0 for a truth of one or two characters:
 * such a text occurs by chance, only the ink tells whether it is gone.
 */
export function residualCharacters(read: readonly string[], truth: string): number {
  const wanted = folded(truth);
  if (wanted.length < SHORTEST_RUN) return 0;
  const legible = new Array<boolean>(wanted.length).fill(false);
  for (const text of read) markRuns(wanted, folded(text), legible);
  return legible.filter(Boolean).length;
}

const folded = (text: string): string[] => Array.from(text, foldChar).filter((char) => char !== '');

/** Marks every character of `wanted` inside a common run with `text`; dynamic programming over run lengths. */
function markRuns(wanted: readonly string[], text: readonly string[], legible: boolean[]): void {
  let previous = new Int32Array(text.length + 1);
  for (let i = 0; i < wanted.length; i++) {
    const current = new Int32Array(text.length + 1);
    for (let j = 0; j < text.length; j++) {
      if (wanted[i] !== text[j]) continue;
      current[j + 1] = previous[j] + 1;
      if (current[j + 1] >= SHORTEST_RUN) legible.fill(true, i - current[j + 1] + 1, i + 1);
    }
    previous = current;
  }
}
