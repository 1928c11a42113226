import { quantile } from '../evaluate/bootstrap';
import type { FigureSpec, Trace } from './figure';
import type { Plot } from './scales';
import { round1, svgText } from './svg';

const colourOf = (trace: Trace): string => trace.marker?.color ?? trace.line?.color ?? '#8a94a3';

/** Where a grouped trace stands among the others of its category, in pixels from the middle, and how broad it is. */
function slot(trace: Trace, figure: FigureSpec, step: number): { readonly offset: number; readonly width: number } {
  const groups = [...new Set(figure.data.flatMap((other) => (other.offsetgroup ? [other.offsetgroup] : [])))];
  const used = step * 0.75;
  if (figure.barmode === 'stack' || !trace.offsetgroup || groups.length === 0) return { offset: 0, width: used };
  const width = used / groups.length;
  return { offset: (groups.indexOf(trace.offsetgroup) - (groups.length - 1) / 2) * width, width };
}

/** A bar, scatter or box trace as SVG. */
export function drawTrace(trace: Trace, figure: FigureSpec, plot: Plot): string {
  if (trace.type === 'box') return drawBox(trace, plot);
  if (trace.type === 'scatter') return drawScatter(trace, figure, plot);
  return trace.orientation === 'h' ? drawStacked(trace, figure, plot) : drawBars(trace, figure, plot);
}

function errorBar(trace: Trace, i: number, x: number, plot: Plot): string {
  const value = Number(trace.y?.[i]);
  const { array, arrayminus } = trace.error_y ?? { array: [], arrayminus: [] };
  if (!array[i] && !arrayminus[i]) return '';
  const high = plot.y.at(value + array[i]);
  const low = plot.y.at(value - arrayminus[i]);
  return `<path d="M${x} ${low}V${high}M${x - 4} ${low}h8M${x - 4} ${high}h8" stroke="#38424f" fill="none"/>`;
}

/** Bars with a border of their own: the ones to look at. */
const outline = ({ marker }: Trace): string =>
  marker?.line === undefined ? '' : ' stroke="#1b2430" stroke-width="1.5"';

function drawBars(trace: Trace, figure: FigureSpec, plot: Plot): string {
  const { offset, width } = slot(trace, figure, plot.x.step);
  const bottom = plot.top + plot.height;
  return (trace.x ?? [])
    .map((x, i) => {
      if (trace.y?.[i] === null) return '';
      const left = round1(plot.x.at(x) + offset - width / 2);
      const top = plot.y.at(Number(trace.y?.[i]));
      const base = plot.y.kind === 'log' ? bottom : plot.y.at(0);
      return `<rect x="${left}" y="${top}" width="${round1(width - 1)}" height="${round1(Math.max(0, base - top))}" fill="${colourOf(trace)}"${outline(trace)}/>${errorBar(trace, i, round1(left + width / 2), plot)}`;
    })
    .join('');
}

function drawStacked(trace: Trace, figure: FigureSpec, plot: Plot): string {
  const before = figure.data.slice(0, figure.data.indexOf(trace));
  return (trace.y ?? [])
    .map(String)
    .map((y, i) => {
      const start = before.reduce((sum, other) => sum + Number(other.x?.[i] ?? 0), 0);
      const left = plot.x.at(start);
      const right = plot.x.at(start + Number(trace.x?.[i]));
      const height = plot.y.step * 0.7;
      return `<rect x="${left}" y="${round1(plot.y.at(y) - height / 2)}" width="${round1(right - left)}" height="${round1(height)}" fill="${colourOf(trace)}" stroke="#ffffff" stroke-width="0.5"/>`;
    })
    .join('');
}

function mark(symbol: string, x: number, y: number, colour: string): string {
  const open = symbol.endsWith('-open');
  const paint = open ? `fill="none" stroke="${colour}" stroke-width="2"` : `fill="${colour}"`;
  if (symbol.startsWith('diamond')) return `<path d="M${x} ${y - 6}l6 6l-6 6l-6 -6z" ${paint} stroke="#1b2430"/>`;
  if (symbol.startsWith('square')) return `<rect x="${x - 5}" y="${y - 5}" width="10" height="10" ${paint}/>`;
  return `<circle cx="${x}" cy="${y}" r="5" ${paint}/>`;
}

function drawScatter(trace: Trace, figure: FigureSpec, plot: Plot): string {
  const { offset } = slot(trace, figure, plot.x.step);
  const points = (trace.x ?? []).flatMap((x, i) => {
    const y = trace.y?.[i] ?? null;
    return y === null ? [] : [{ x: round1(plot.x.at(x) + offset), y: plot.y.at(y), i }];
  });
  if (trace.mode === 'lines') {
    const path = points.map((p, i) => (i === 0 ? `M${p.x} ${p.y}` : `H${p.x}V${p.y}`)).join('');
    return `<path d="${path}" fill="none" stroke="${colourOf(trace)}" stroke-dasharray="3 3"/>`;
  }
  return points
    .map(({ x, y, i }) => errorBar(trace, i, x, plot) + mark(trace.marker?.symbol ?? 'circle', x, y, colourOf(trace)))
    .join('');
}

/** Quartile box, median, and all points side by side. */
function drawBox(trace: Trace, plot: Plot): string {
  const values = (trace.y ?? []).map(Number);
  if (values.length === 0) return '';
  const middle = plot.x.at(String(trace.x?.[0]));
  const half = Math.min(60, plot.x.step * 0.3);
  const [q1, q2, q3] = [0.25, 0.5, 0.75].map((share) => plot.y.at(quantile(values, share)));
  const points = values.map((value, i) => {
    const x = round1(middle + (((i * 7) % 11) / 10 - 0.5) * half);
    return `<circle cx="${x}" cy="${plot.y.at(value)}" r="3" fill="${colourOf(trace)}" fill-opacity="0.7"/>`;
  });
  return `${points.join('')}<path d="M${middle - half} ${q1}H${middle + half}V${q3}H${middle - half}ZM${middle - half} ${q2}H${middle + half}" fill="none" stroke="${colourOf(trace)}" stroke-width="1.5"/>`;
}

/** Dark blue to yellow, the ends of Cividis: readable with any colour vision, and in grey. */
function shade(share: number): string {
  const mix = (from: number, to: number) => Math.round(from + (to - from) * share);
  return `rgb(${mix(0, 254)},${mix(34, 232)},${mix(78, 56)})`;
}

export function drawHeatmap(trace: Trace, plot: Plot): string {
  const cells = (trace.y ?? []).map(String).flatMap((y, row) =>
    (trace.x ?? []).map((x, column) => {
      const value = trace.z?.[row]?.[column];
      if (value === null || value === undefined) return '';
      const left = round1(plot.x.at(x) - plot.x.step / 2 + 1);
      const top = round1(plot.y.at(y) - plot.y.step / 2 + 1);
      const label = String(trace.text?.[row]?.[column] ?? '');
      return `<rect x="${left}" y="${top}" width="${round1(plot.x.step - 2)}" height="${round1(plot.y.step - 2)}" fill="${shade(value)}"/><text x="${plot.x.at(x)}" y="${plot.y.at(y) + 4}" text-anchor="middle" fill="${value > 0.5 ? '#1b2430' : '#ffffff'}">${svgText(label)}</text>`;
    }),
  );
  return cells.join('');
}
