/** Operations (insert, delete, replace, swap of neighbours) between two short words. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...new Array<number>(b.length).fill(0)]);
  for (let j = 0; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}

/** The choice that somebody may have meant: at most a third of its letters differ, or the word begins it. `undefined` when none is near. */
export function closest(word: string, choices: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const ranked = choices
    .map((choice) => ({
      choice,
      cost: lower.length >= 3 && choice.startsWith(lower) ? 0 : distance(lower, choice.toLowerCase()),
    }))
    .filter(({ choice, cost }) => cost <= Math.max(1, Math.floor(choice.length / 3)))
    .sort((a, b) => a.cost - b.cost);
  return ranked[0]?.choice;
}

/** `; did you mean "proof"?`, or nothing: the end of a sentence that names the choices. */
export function didYouMean(word: string, choices: readonly string[]): string {
  const near = closest(word, choices);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
