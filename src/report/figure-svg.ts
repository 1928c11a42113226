import type { FigureSpec, Trace } from './figure';
import { drawHeatmap, drawTrace } from './figure-traces';
import { type Plot, scaleFor, type Tick } from './scales';
import { svgText } from './svg';
import { FONT } from './theme';

const WIDTH = 860;

/**
 * The figure as an SVG of 860 pixels width on a white ground, drawn without a browser: the static picture where scripts do not run.
 * Simpler than Plotly's own drawing, from the same data.
 */
export function figureSvg(figure: FigureSpec): string {
  const legend = legendRows(figure.data);
  const top = 60;
  const labels = figure.x.kind === 'category' ? figure.data.flatMap((trace) => (trace.x ?? []).map(String)) : [''];
  const lines = Math.max(1, ...labels.map((label) => label.split('<br>').length));
  const bottom = 30 + LINE * lines + 20 * legend.length;
  const horizontal = figure.data.some((trace) => trace.orientation === 'h' || trace.type === 'heatmap');
  const left = horizontal ? 170 : 64;
  const height = figure.height - top - bottom < 160 ? top + bottom + 160 : figure.height;
  const area = { left, top, width: WIDTH - left - 24, height: height - top - bottom };
  const plot: Plot = {
    ...area,
    x: scaleFor(figure, 'x', area.left, area.left + area.width),
    y: scaleFor(
      figure,
      'y',
      figure.y.reversed ? area.top : area.top + area.height,
      figure.y.reversed ? area.top + area.height : area.top,
    ),
  };
  const traces = figure.data.map((trace) =>
    trace.type === 'heatmap' ? drawHeatmap(trace, plot) : drawTrace(trace, figure, plot),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT.replaceAll('"', "'")}" font-size="12" fill="#38424f">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="12" y="26" font-size="16" font-weight="600">${svgText(figure.title)}</text>`,
    axes(figure, plot, lines),
    ...traces,
    drawLegend(legend, height - 20 * legend.length + 2),
    '</svg>',
  ].join('\n');
}

/** Height of a line of a tick's label in pixels. */
const LINE = 14;

/** A label of one or more lines (`<br>`); `y` is the first line's. */
function tickText(anchor: 'middle' | 'end', x: number, y: number, label: string): string {
  const spans = label
    .split('<br>')
    .map((line, i) => `<tspan x="${x}" dy="${i === 0 ? 0 : LINE}">${svgText(line)}</tspan>`);
  return `<text y="${y}" text-anchor="${anchor}">${spans.join('')}</text>`;
}

function axes(figure: FigureSpec, plot: Plot, lines: number): string {
  const { left, top, width, height } = plot;
  const xTick = ({ at, label, grid }: Tick) =>
    `${grid ? `<line x1="${at}" x2="${at}" y1="${top}" y2="${top + height}" stroke="#dfe3e8"/>` : ''}${tickText('middle', at, top + height + 16, label)}`;
  const yTick = ({ at, label, grid }: Tick) => {
    const middle = at + 4 - (LINE / 2) * (label.split('<br>').length - 1);
    return `${grid ? `<line x1="${left}" x2="${left + width}" y1="${at}" y2="${at}" stroke="#dfe3e8"/>` : ''}${tickText('end', left - 8, middle, label)}`;
  };
  return [
    ...plot.x.ticks.map(xTick),
    ...plot.y.ticks.map(yTick),
    `<line x1="${left}" x2="${left + width}" y1="${top + height}" y2="${top + height}" stroke="#8a94a3"/>`,
    `<text x="${left + width}" y="${top + height + 18 + LINE * lines}" text-anchor="end" fill="#6a7583">${svgText(figure.x.title)}</text>`,
    `<text x="${left}" y="${top - 6}" fill="#6a7583">${svgText(figure.y.title)}</text>`,
  ].join('');
}

interface LegendEntry {
  readonly name: string;
  readonly colour: string;
}

function legendRows(traces: readonly Trace[]): readonly (readonly LegendEntry[])[] {
  const entries = traces
    .filter((trace) => trace.showlegend !== false && trace.type !== 'heatmap' && traces.length > 1)
    .map((trace) => ({ name: trace.name, colour: trace.marker?.color ?? trace.line?.color ?? '#8a94a3' }));
  const rows: LegendEntry[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const width = 34 + entry.name.length * 7;
    if (used + width > WIDTH - 40) {
      rows.push([]);
      used = 0;
    }
    rows[rows.length - 1].push(entry);
    used += width;
  }
  return rows;
}

function drawLegend(rows: readonly (readonly LegendEntry[])[], top: number): string {
  return rows
    .map((row, index) => {
      let x = 24;
      return row
        .map(({ name, colour }) => {
          const at = x;
          x += 34 + name.length * 7;
          const y = top + index * 20;
          return `<rect x="${at}" y="${y}" width="12" height="12" fill="${colour}" stroke="#8a94a3" stroke-width="0.5"/><text x="${at + 18}" y="${y + 10}">${svgText(name)}</text>`;
        })
        .join('');
    })
    .join('');
}
