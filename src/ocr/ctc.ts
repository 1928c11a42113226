/** Decoding of CTC outputs (Graves et al. 2006): class 0 is the blank. Pure: no model needed. */

/** What each class of a recogniser stands for; `''` for the blank and for classes that may not be read. */
export type ClassTable = readonly string[];

export interface DecodedCharacter {
  readonly char: string;
  /** 0 to 1. */
  readonly score: number;
  /** Centre of the character on the time axis, in steps. */
  readonly position: number;
  readonly alternatives: readonly { readonly char: string; readonly score: number }[];
  /** Highest probability of a space between the character before and this one, also where no space was read. 0 to 1. */
  readonly spaceBefore?: number;
}

const MAX_ALTERNATIVES = 4;
const MIN_ALTERNATIVE = 0.002;

/** Printable ASCII and the letters of Europe's Latin alphabets: those with accents, and Latin Extended-A. */
export const DEFAULT_CHARSET = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ...'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ°µ',
  ...Array.from({ length: 0x80 }, (_, index) => String.fromCharCode(0x100 + index)),
].join('');

/**
 * The table for a dictionary: index 0 blank, then the dictionary, then the space. Full-width forms and look-alikes of other scripts
 * count as the ASCII character they look like; everything outside `charset` is masked.
 */
export function classTable(dictionary: readonly string[], charset: string): ClassTable {
  const allowed = new Set(charset);
  return ['', ...dictionary, ' '].map((entry) => {
    const plain = LOOK_ALIKES[entry] ?? entry.normalize('NFKC');
    return allowed.has(plain) ? plain : '';
  });
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '\u03bc': '\u00b5',
  '。': '.',
  '、': ',',
  '—': '-',
  '–': '-',
  '·': '.',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  一: '-',
  丨: '|',
  〇: 'O',
};

/**
 * Best path over the allowed classes, with the runners-up of each character kept.
 * `probabilities`: `steps` rows of `table.length`, each adding up to 1.
 */
export function decodeCtc(probabilities: Float32Array, steps: number, table: ClassTable): DecodedCharacter[] {
  const byChar = charColumns(table);
  const spaceColumn = byChar.findIndex(({ char }) => char === ' ');
  const characters: DecodedCharacter[] = [];
  let run: RunningCharacter | undefined;
  let space = 0;
  for (let step = 0; step < steps; step++) {
    const row = allowedRow(probabilities.subarray(step * table.length, (step + 1) * table.length), byChar);
    if (row.best !== run?.column) {
      if (run) characters.push(finish(run, byChar));
      if (run && run.column !== spaceColumn) space = 0;
      run =
        row.best < 0
          ? undefined
          : { column: row.best, sums: new Float64Array(byChar.length), weight: 0, moment: 0, top: 0, space };
    }
    if (spaceColumn >= 0) space = Math.max(space, row.values[spaceColumn]);
    if (!run) continue;
    const own = row.values[run.column] as number;
    for (let k = 0; k < byChar.length; k++) run.sums[k] = Math.max(run.sums[k] as number, row.values[k] as number);
    run.weight += own;
    run.moment += own * (step + 0.5);
    run.top = Math.max(run.top, own);
  }
  if (run) characters.push(finish(run, byChar));
  return characters;
}

interface RunningCharacter {
  readonly column: number;
  /** Highest probability of each character while the run lasted. */
  readonly sums: Float64Array;
  weight: number;
  moment: number;
  top: number;
  /** Highest probability of a space before it. */
  readonly space: number;
}

/** The distinct characters of a table with the classes that stand for each. */
function charColumns(table: ClassTable): { char: string; classes: number[] }[] {
  const columns = new Map<string, number[]>();
  table.forEach((char, index) => {
    if (char === '') return;
    const classes = columns.get(char);
    if (classes) classes.push(index);
    else columns.set(char, [index]);
  });
  return [...columns].map(([char, classes]) => ({ char, classes }));
}

/** Probabilities of the characters among blank and allowed classes; `best` is -1 where the blank wins. */
function allowedRow(row: Float32Array, columns: readonly { classes: number[] }[]) {
  const values = new Float64Array(columns.length);
  let total = row[0] as number;
  let best = -1;
  let top = total;
  for (let k = 0; k < columns.length; k++) {
    let value = 0;
    for (const index of (columns[k] as { classes: number[] }).classes) value += row[index] as number;
    values[k] = value;
    total += value;
    if (value > top) {
      top = value;
      best = k;
    }
  }
  // Renormalised, so that a masked class does not lower the score of what it was mistaken for.
  if (total > 0) for (let k = 0; k < values.length; k++) values[k] = (values[k] as number) / total;
  return { values, best };
}

function finish(run: RunningCharacter, columns: readonly { char: string }[]): DecodedCharacter {
  const alternatives: { char: string; score: number }[] = [];
  for (let k = 0; k < columns.length; k++) {
    const score = run.sums[k] as number;
    if (k !== run.column && score >= MIN_ALTERNATIVE)
      alternatives.push({ char: (columns[k] as { char: string }).char, score });
  }
  alternatives.sort((a, b) => b.score - a.score);
  return {
    char: (columns[run.column] as { char: string }).char,
    score: Math.min(1, run.top),
    position: run.moment / run.weight,
    alternatives: alternatives.slice(0, MAX_ALTERNATIVES),
    spaceBefore: run.space,
  };
}
