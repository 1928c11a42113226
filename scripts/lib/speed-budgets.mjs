// The budgets of two idle cores, and what was measured of each.
import { recordTable } from './markdown.mjs';
import { seconds, shareInModels } from './speed-says.mjs';
import { median, ratioOf, slope } from './speed-stats.mjs';

const rowOf = ({ rows }, system, id) => rows.find((row) => row.system === system && row.case === id);
const wall = (result, system, id) => median(rowOf(result, system, id).wallMs) / 1000;
const size = ({ cases }, id) => cases.find((each) => each.id === id);
const megapixels = (result, id) => (size(result, id).rows * size(result, id).columns) / 1e6;

/** Seconds with ten lines, on the straight line through no, 6 and 25 lines. */
function tenLines(result, system) {
  const counts = [0, 6, 25];
  const points = counts.map((count) => [count, wall(result, system, `lines-${count}`)]);
  const mean = (key) => points.reduce((sum, point) => sum + point[key], 0) / points.length;
  return mean(1) + slope(points) * (10 - mean(0));
}

/** The highest ratio over the three small pictures of ours to theirs; `null` where theirs was not measured. */
function slowest(result, ours, theirs) {
  const ratios = ['lines-0', 'lines-6', 'lines-25'].flatMap((id) => {
    const other = result.rows.find(({ system, case: at }) => system.startsWith(theirs) && at === id);
    return other === undefined ? [] : [ratioOf(rowOf(result, ours, id).wallMs, other.wallMs).ratio];
  });
  return ratios.length === 0 ? null : Math.max(...ratios);
}

const inSeconds = (value) => `${seconds(value * 1000)} s`;
const times = (value) => value.toFixed(2);
const BASE = 'detector-base';

/** `limit` is the most; with `least` the least that is asked for. */
const BUDGETS = [
  { what: '`detector-base`, 512 x 512, 6 lines', limit: 0.2, show: inSeconds, of: (r) => wall(r, BASE, 'lines-6') },
  {
    what: '`detector-base`: share inside models',
    limit: 0.8,
    least: true,
    show: (share) => `${Math.round(100 * share)} %`,
    of: (r) => shareInModels(rowOf(r, BASE, 'lines-6')),
  },
  { what: '`proof`, 512 x 512, 10 lines (interpolated)', limit: 1, show: inSeconds, of: (r) => tenLines(r, 'proof') },
  { what: '`proof`, 512 x 512, no text', limit: 0.25, show: inSeconds, of: (r) => wall(r, 'proof', 'lines-0') },
  {
    what: '`proof`, 3.3 megapixels, a megapixel',
    limit: 2,
    show: inSeconds,
    of: (r) => wall(r, 'proof', 'mp-3.3') / megapixels(r, 'mp-3.3'),
  },
  {
    what: '`proof`, cine, a frame',
    limit: 0.25,
    show: inSeconds,
    of: (r) => wall(r, 'proof', 'cine') / size(r, 'cine').frames,
  },
  {
    what: '`proof`: start until models are loaded',
    limit: 1.5,
    show: inSeconds,
    of: ({ starts }) => median(starts.find(({ pipeline }) => pipeline === 'proof').readyMs) / 1000,
  },
  {
    what: 'peak memory of one process',
    limit: 700,
    show: (mib) => `${Math.round(mib)} MiB`,
    of: ({ growth }) => Math.max(...growth.map(({ peakMiB }) => peakMiB)),
  },
  {
    what: 'two workers, times one, a thread each',
    limit: 1.6,
    least: true,
    show: times,
    of: ({ workers }) => (workers === null ? null : ratioOf(...workers.runs.map((run) => run.seconds)).ratio),
  },
  {
    what: '`detector-base` / RapidOCR, wall',
    limit: 1,
    show: times,
    of: (r) => slowest(r, BASE, 'RapidOCR'),
  },
  {
    what: '`tesseract` / tesseract command line, wall',
    limit: 1,
    show: times,
    of: (r) => slowest(r, 'tesseract', 'tesseract command line'),
  },
  {
    what: '`presidio` / tesseract command line, wall',
    limit: 1,
    show: times,
    of: (r) => slowest(r, 'presidio', 'tesseract command line'),
  },
];

/** One row a budget: what is asked for, what was measured, and whether it is met. */
export function budgetRows(result) {
  return BUDGETS.map(({ what, limit, least = false, show, of }) => {
    const value = of(result);
    const met = value === null ? null : least ? value >= limit : value <= limit;
    return {
      what,
      asked: `${least ? 'at least' : 'at most'} ${show(limit)}`,
      measured: value === null ? '–' : show(value),
      met,
    };
  });
}

export const budgetTable = (result) =>
  recordTable(
    [
      ['What', ({ what }) => what],
      ['Budget', ({ asked }) => asked],
      ['Measured', ({ measured }) => measured],
      ['Met', ({ met }) => (met === null ? '–' : met ? 'yes' : '**no**')],
    ],
    budgetRows(result),
  );
