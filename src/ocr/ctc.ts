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
  const columns = columnsOf(table);
  const count = columns.chars.length;
  const spaceColumn = columns.chars.indexOf(' ');
  const characters: DecodedCharacter[] = [];
  let run: RunningCharacter | undefined;
  let space = 0;
  for (let step = 0; step < steps; step++) {
    const row = allowedRow(probabilities.subarray(step * table.length, (step + 1) * table.length), columns);
    if (row.best !== run?.column) {
      if (run) characters.push(finish(run, columns));
      if (run && run.column !== spaceColumn) space = 0;
      run =
        row.best < 0
          ? undefined
          : { column: row.best, sums: new Float64Array(count), weight: 0, moment: 0, top: 0, space };
    }
    if (spaceColumn >= 0) space = Math.max(space, row.values[spaceColumn]);
    if (!run) continue;
    const own = row.values[run.column];
    for (let k = 0; k < count; k++) if (row.values[k] > run.sums[k]) run.sums[k] = row.values[k];
    run.weight += own;
    run.moment += own * (step + 0.5);
    run.top = Math.max(run.top, own);
  }
  if (run) characters.push(finish(run, columns));
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

/** The distinct characters of a table; character `k` is what the classes from `classes[first[k]]` up to `classes[first[k + 1]]` stand for. */
interface Columns {
  readonly chars: readonly string[];
  readonly first: Int32Array;
  readonly classes: Int32Array;
}

const columnsByTable = new WeakMap<ClassTable, Columns>();

/** Made once a table: it has thousands of classes, and each line is decoded with it. */
function columnsOf(table: ClassTable): Columns {
  const known = columnsByTable.get(table);
  if (known) return known;
  const classes = new Map<string, number[]>();
  table.forEach((char, index) => {
    if (char === '') return;
    const same = classes.get(char);
    if (same) same.push(index);
    else classes.set(char, [index]);
  });
  const groups = [...classes.values()];
  const first = new Int32Array(groups.length + 1);
  groups.forEach((group, k) => {
    first[k + 1] = first[k] + group.length;
  });
  const columns = { chars: [...classes.keys()], first, classes: Int32Array.from(groups.flat()) };
  columnsByTable.set(table, columns);
  return columns;
}

/** Probabilities of the characters among blank and allowed classes; `best` is -1 where the blank wins. */
function allowedRow(row: Float32Array, { chars, first, classes }: Columns) {
  const values = new Float64Array(chars.length);
  let total = row[0];
  let best = -1;
  let top = total;
  for (let k = 0; k < values.length; k++) {
    let value = 0;
    for (let at = first[k]; at < first[k + 1]; at++) value += row[classes[at]];
    values[k] = value;
    total += value;
    if (value > top) {
      top = value;
      best = k;
    }
  }
  // Renormalised, so that a masked class does not lower the score of what it was mistaken for.
  if (total > 0) for (let k = 0; k < values.length; k++) values[k] /= total;
  return { values, best };
}

function finish(run: RunningCharacter, { chars }: Columns): DecodedCharacter {
  const alternatives: { char: string; score: number }[] = [];
  for (let k = 0; k < chars.length; k++) {
    const score = run.sums[k];
    if (k !== run.column && score >= MIN_ALTERNATIVE) alternatives.push({ char: chars[k], score });
  }
  alternatives.sort((a, b) => b.score - a.score);
  return {
    char: chars[run.column],
    score: Math.min(1, run.top),
    position: run.moment / run.weight,
    alternatives: alternatives.slice(0, MAX_ALTERNATIVES),
    spaceBefore: run.space,
  };
}
