import { randomUUID } from 'node:crypto';
import { type FigureSpec, PLOTLY_CONFIG, plotlyLayout } from './figure';
import { FIGURE_CLIENT, FRAME_CLIENT } from './figure-client';
import { figureSvg } from './figure-svg';
import { dataUri, escapeHtml, jsonForScript } from './html';
import { plotlyAsset } from './plotly-asset';

/** The element of one figure: its static picture and its data. It is drawn by `FIGURE_CLIENT`. */
export function figureElement(figure: FigureSpec): string {
  const picture = dataUri('image/svg+xml', Buffer.from(figureSvg(figure)));
  const spec = { data: figure.data, layout: plotlyLayout(figure), config: PLOTLY_CONFIG };
  return [
    `<div class="deid-figure" data-deid-figure="${escapeHtml(figure.id)}" role="group" aria-label="${escapeHtml(figure.title)}">`,
    `<img class="deid-static" style="max-width:100%;height:auto" src="${picture}" alt="${escapeHtml(`${figure.title}. ${figure.description}`)}">`,
    `<script type="application/json">${jsonForScript(spec)}</script>`,
    '</div>',
  ].join('');
}

export interface FigureHtmlOptions {
  /**
   * `shared` (default): the figure waits for the library of `plotlySetupHtml()`, whichever cell runs first. `inline`: the figure
   * brings its own copy (2.6 MB), for places where outputs cannot see each other.
   */
  readonly library?: 'shared' | 'inline';
}

/**
 * A figure for a notebook cell: `tslab.display.html(figureHtml(figure))`. Shows its static picture until Plotly has drawn, and where
 * scripts do not run. No request leaves the page.
 */
export function figureHtml(figure: FigureSpec, options: FigureHtmlOptions = {}): string {
  const { sha256 } = plotlyAsset();
  const wanted = `window.__deidFigures.wanted = ${JSON.stringify(sha256)};`;
  const script = options.library === 'inline' ? '' : `<script>${FIGURE_CLIENT}${wanted}${FRAME_CLIENT}</script>`;
  return figureElement(figure) + (options.library === 'inline' ? plotlySetupHtml() : script);
}

/**
 * The library for all figures of a notebook, once, in any cell: gzipped inside the page, inflated by the browser. Running it again does
 * no harm. Put it into the first cell: then the exported HTML holds exactly one copy.
 */
export function plotlySetupHtml(): string {
  const { base64, sha256 } = plotlyAsset();
  const id = `plotly-${randomUUID()}`;
  const load = `window.__deidFigures.load(document.getElementById(${JSON.stringify(id)}).textContent, ${JSON.stringify(sha256)}).then(() => window.__deidFigures.offer?.());`;
  return `<script type="text/plain" id="${id}">${base64}</script><script>${FIGURE_CLIENT}${FRAME_CLIENT}${load}</script>`;
}
