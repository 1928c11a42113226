/**
 * Okabe and Ito's palette (Color Universal Design, 2008): told apart with the common forms of colour blindness. Wherever a colour means
 * something, a shape, a pattern or a word says the same.
 */
export const COLOURS = {
  blue: '#0072B2',
  sky: '#56B4E9',
  green: '#009E73',
  orange: '#E69F00',
  vermilion: '#D55E00',
  purple: '#CC79A7',
  yellow: '#F0E442',
  grey: '#8A94A3',
} as const;

/** Stages, from light to dark: no stage has a pipeline's colour. */
export const STAGE_SHADES: readonly string[] = [
  '#e3e7ec',
  '#c9d0d9',
  '#aeb8c4',
  '#94a0af',
  '#7a889a',
  '#637286',
  '#4f5d71',
  '#3e4a5c',
];

/** Patterns beside the colours, so that stacks can be read in black and white. */
export const PATTERNS: readonly string[] = ['', '/', '.', 'x', '-', '\\', '+', '|'];

/** A Plotly fill pattern over the bar's own colour. */
export const stripes = (shape: string) => ({
  shape,
  size: 6,
  solidity: 0.2,
  fillmode: 'overlay',
  fgcolor: 'rgba(255,255,255,0.75)',
});

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';

/** What the boxes in pictures mean; the line pattern says it without colour. */
export const BOX_STYLES = {
  hit: { colour: COLOURS.green, dash: '', label: 'covered' },
  miss: { colour: COLOURS.vermilion, dash: '8 4', label: 'missed, not fully covered or still legible' },
  extra: { colour: COLOURS.orange, dash: '2 4', label: 'over-redacted, no patient data there' },
  keep: { colour: COLOURS.sky, dash: '1 3', label: 'acquisition annotation to keep' },
} as const;

export type BoxKind = keyof typeof BOX_STYLES;
