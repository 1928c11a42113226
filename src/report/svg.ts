import { escapeHtml } from './html';

/** Label text for SVG. Figure labels were made harmless for Plotly already (`plotlyText`): undone first, or they would show entities. */
export const svgText = (label: string): string =>
  escapeHtml(label.replaceAll('<br>', ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));

export const round1 = (value: number): number => Math.round(value * 10) / 10;
