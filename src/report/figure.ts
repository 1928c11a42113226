import { COLOURS, FONT } from './theme';

/** The part of a Plotly trace that the figures here use; also what the static drawing understands. */
export interface Trace {
  readonly type: 'bar' | 'scatter' | 'heatmap' | 'box';
  readonly name: string;
  readonly x?: readonly (string | number)[];
  /** `null`: nothing to draw there, but the place stays. */
  readonly y?: readonly (string | number | null)[];
  readonly z?: readonly (readonly (number | null)[])[];
  readonly text?: readonly string[] | readonly (readonly string[])[];
  readonly orientation?: 'h' | 'v';
  readonly mode?: 'markers' | 'lines';
  readonly offsetgroup?: string;
  readonly marker?: Readonly<Record<string, unknown>> & { readonly color?: string; readonly symbol?: string };
  readonly line?: Readonly<Record<string, unknown>> & { readonly color?: string };
  readonly error_y?: {
    readonly type: 'data';
    readonly symmetric: false;
    readonly array: readonly number[];
    readonly arrayminus: readonly number[];
    readonly color?: string;
    readonly thickness?: number;
    readonly width?: number;
  };
  readonly [option: string]: unknown;
}

export interface Axis {
  readonly title: string;
  readonly kind: 'category' | 'linear' | 'log';
  /** Lowest and highest value shown, in data units (seconds also where the axis is logarithmic). */
  readonly range?: readonly [number, number];
  readonly tickformat?: string;
  readonly reversed?: boolean;
}

/** A figure as a value: `data` and `plotlyLayout(figure)` go to Plotly, `figureSvg` draws the same without a browser. */
export interface FigureSpec {
  /** Stable name, letters and hyphens. */
  readonly id: string;
  readonly title: string;
  /** The figure in words: the alternative text. */
  readonly description: string;
  /** Pixels. */
  readonly height: number;
  readonly barmode?: 'group' | 'stack';
  readonly x: Axis;
  readonly y: Axis;
  readonly data: readonly Trace[];
}

/** Plotly's own labels on short log axes are bare digits (`2`, `5`) without their power of ten. */
const LOG_TICKS: readonly number[] = [-3, -2, -1, 0, 1, 2, 3].flatMap((power) =>
  [1, 2, 5].map((factor) => Number((factor * 10 ** power).toPrecision(1))),
);

/** A range for a log axis that leaves room at both ends; 0.1 to 10 without positive values. */
export function logRange(values: readonly number[]): readonly [number, number] {
  const positive = values.filter((value) => value > 0);
  return positive.length === 0 ? [0.1, 10] : [Math.min(...positive) / 1.4, Math.max(...positive) * 1.4];
}

const axis = ({ title, kind, range, tickformat, reversed }: Axis) => ({
  title: { text: title, standoff: 8 },
  type: kind,
  automargin: true,
  gridcolor: 'rgba(128,138,150,0.25)',
  zerolinecolor: 'rgba(128,138,150,0.5)',
  ...(range ? { range: kind === 'log' ? range.map(Math.log10) : range } : {}),
  ...(tickformat ? { tickformat } : {}),
  ...(reversed ? { autorange: 'reversed' } : {}),
  ...(kind === 'log' ? { tickmode: 'array', tickvals: LOG_TICKS, ticktext: LOG_TICKS.map(String) } : {}),
});

/** The one look of all figures. Transparent, so that a light or a dark page shows through; the page sets the text's colour. */
export function plotlyLayout(figure: FigureSpec): Readonly<Record<string, unknown>> {
  return {
    title: { text: figure.title, x: 0.01, xanchor: 'left', xref: 'container', font: { size: 16 } },
    height: figure.height,
    font: { family: FONT, size: 13, color: COLOURS.grey },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 56, r: 16, t: 48, b: 56 },
    hoverlabel: { align: 'left' },
    // Below the axis title: Plotly counts in heights of the plot itself.
    legend: {
      orientation: 'h',
      traceorder: 'normal',
      y: -64 / Math.max(80, figure.height - 170),
      yanchor: 'top',
      x: 0,
    },
    barmode: figure.barmode ?? 'group',
    bargap: 0.25,
    scattermode: 'group',
    scattergap: 0.25,
    xaxis: axis(figure.x),
    yaxis: axis(figure.y),
  };
}

export const PLOTLY_CONFIG = { displaylogo: false, responsive: true, modeBarButtonsToRemove: ['lasso2d', 'select2d'] };
