import { randomUUID } from 'node:crypto';
import { type FigureSpec, PLOTLY_CONFIG, plotlyLayout } from './figure';
import { FIGURE_CLIENT } from './figure-client';
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

/**
 * A figure for a notebook cell: `tslab.display.html(figureHtml(figure))`. It brings its own copy of Plotly (0.7 MB, gzipped): outputs of a
 * notebook may be shown in frames that cannot see each other. On a page that has one already, the first is used. It shows its static
 * picture until Plotly has drawn, and where scripts do not run. No request leaves the page.
 */
export function figureHtml(figure: FigureSpec): string {
  const { base64, sha256 } = plotlyAsset();
  const id = `plotly-${randomUUID()}`;
  const load = `window.__deidFigures.load(document.getElementById(${JSON.stringify(id)}).textContent, ${JSON.stringify(sha256)});`;
  return `${figureElement(figure)}<script type="text/plain" id="${id}">${base64}</script><script>${FIGURE_CLIENT}${load}</script>`;
}
