import { type Axis, type FigureSpec, logRange, type Trace } from './figure';
import { round1 } from './svg';

export interface Tick {
  /** Pixels. */
  readonly at: number;
  readonly label: string;
  readonly grid: boolean;
}

/** Maps values of one axis to pixels. */
export interface Scale {
  readonly kind: Axis['kind'];
  /** Categories in order of appearance; empty for numbers. */
  readonly categories: readonly string[];
  /** Pixels of one category; 0 for numbers. */
  readonly step: number;
  at(value: string | number): number;
  readonly ticks: readonly Tick[];
}

/** The drawing area in pixels and its two scales. */
export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The scale of one axis of a figure, from pixel `start` (low values) to pixel `end`. */
export function scaleFor(figure: FigureSpec, which: 'x' | 'y', start: number, end: number): Scale {
  const axis = figure[which];
  const values = figure.data.flatMap((trace) => [...(trace[which] ?? [])].filter((value) => value !== null));
  if (axis.kind === 'category') return categoryScale(values.map(String), start, end, axis.reversed === true);
  const numbers = values.filter((value): value is number => typeof value === 'number');
  return axis.kind === 'log'
    ? logScale(axis.range ?? logRange(numbers), start, end)
    : linearScale(numbers, figure, which, start, end);
}

function categoryScale(values: readonly string[], start: number, end: number, reversed: boolean): Scale {
  const categories = [...new Set(values)];
  // `start` and `end` are swapped for a reversed axis already: the first category stands at `start` either way.
  const step = (end - start) / Math.max(1, categories.length);
  const at = (value: string | number) => round1(start + step * (categories.indexOf(String(value)) + 0.5));
  const letters = Math.max(4, Math.floor(Math.abs(step) / 6.2));
  const shortLine = (line: string) => (line.length <= letters ? line : `${line.slice(0, letters - 1)}…`);
  const short = (label: string) => (reversed ? label : label.split('<br>').map(shortLine).join('<br>'));
  return {
    kind: 'category',
    categories,
    step: Math.abs(step),
    at,
    ticks: categories.map((category) => ({ at: at(category), label: short(category), grid: false })),
  };
}

/** Stacked bars reach the sum of their parts. */
function stackedMaximum(traces: readonly Trace[], which: 'x' | 'y'): number {
  const sums = new Map<string, number>();
  for (const trace of traces) {
    const base = trace[which === 'x' ? 'y' : 'x'] ?? [];
    (trace[which] ?? []).forEach((value, i) => {
      const key = String(base[i]);
      sums.set(key, (sums.get(key) ?? 0) + Number(value));
    });
  }
  return Math.max(0, ...sums.values());
}

function linearScale(
  values: readonly number[],
  figure: FigureSpec,
  which: 'x' | 'y',
  start: number,
  end: number,
): Scale {
  const top = figure.barmode === 'stack' ? stackedMaximum(figure.data, which) : Math.max(0, ...values);
  const [low, high] = figure[which].range ?? [0, top === 0 ? 1 : top * 1.05];
  const at = (value: string | number) => round1(start + ((Number(value) - low) / (high - low)) * (end - start));
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw) ?? raw;
  const ticks: Tick[] = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    const value = Number((i * step).toPrecision(6));
    const label = figure[which].tickformat === '.0%' ? `${Math.round(value * 100)}%` : String(value);
    ticks.push({ at: at(value), label, grid: true });
  }
  return { kind: 'linear', categories: [], step: 0, at, ticks };
}

function logScale([first, last]: readonly [number, number], start: number, end: number): Scale {
  const low = Math.log10(first);
  const high = Math.log10(last);
  const at = (value: string | number) =>
    round1(start + ((Math.log10(Number(value)) - low) / (high - low)) * (end - start));
  const ticks: Tick[] = [];
  for (let power = Math.floor(low); power <= high; power++) {
    for (const factor of [1, 2, 5]) {
      const value = Number((factor * 10 ** power).toPrecision(3));
      const place = Math.log10(value);
      if (place >= low && place <= high) ticks.push({ at: at(value), label: String(value), grid: true });
    }
  }
  return { kind: 'log', categories: [], step: 0, at, ticks };
}
