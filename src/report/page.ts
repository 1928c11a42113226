import { createHash } from 'node:crypto';
import { FIGURE_CLIENT } from './figure-client';
import { escapeHtml } from './html';
import { plotlyAsset } from './plotly-asset';
import { REPORT_CLIENT } from './report-client';
import { REPORT_STYLE } from './style';

/** A place to link to. */
export interface SectionPart {
  readonly id: string;
  readonly title: string;
}

/** A section of a page; one without `html` is left out by its maker. */
export interface Section extends SectionPart {
  readonly html: string;
  /** Headings inside `html`, for the table of contents; titles as plain text, ids as they stand in the HTML. */
  readonly parts?: readonly SectionPart[];
}

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/**
 * One self-contained page of sections with a table of contents: no request leaves it, and only its own scripts run (by hash).
 *
 * @param patientData say above all that the page holds the texts and pictures of the input
 */
export function sectionsPage(title: string, list: readonly Section[], patientData: boolean): string {
  const plotly = plotlyAsset();
  const start = `${FIGURE_CLIENT}window.__deidFigures.load(document.getElementById('plotly').textContent, ${JSON.stringify(plotly.sha256)});`;
  // Plotly adds style rules of its own at run time, hence unsafe-inline for styles; scripts only by hash.
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(start)} ${hashOf(REPORT_CLIENT)} 'sha256-${plotly.sha256}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const body = list.map(
    ({ id, title: name, html }) =>
      `<section id="${id}" aria-label="${escapeHtml(name)}"><h2>${escapeHtml(name)}</h2>\n${html}\n</section>`,
  );
  return `<!doctype html>
<html lang="en" class="deid-report">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${REPORT_STYLE}</style>
</head>
<body>
<header class="top"><div><h1>${escapeHtml(title)}</h1></div><button type="button" id="theme" aria-pressed="false">Dark / light</button></header>
<div class="layout">
<nav class="contents" aria-label="Contents">${contents(list)}</nav>
<main>
${patientData ? '<p class="confidential"><strong>Contains the texts and pictures of the input.</strong> Where the input is real, treat this page as patient data.</p>' : ''}
${body.join('\n')}
</main>
</div>
<script type="text/plain" id="plotly">${plotly.base64}</script>
<script>${start}</script>
<script>${REPORT_CLIENT}</script>
</body>
</html>
`;
}

function contents(list: readonly Section[]): string {
  const link = ({ id, title }: SectionPart) => `<a href="#${escapeHtml(id)}">${escapeHtml(title)}</a>`;
  const items = list.map((section) => {
    const parts = section.parts?.length
      ? `<ol>${section.parts.map((part) => `<li>${link(part)}</li>`).join('')}</ol>`
      : '';
    return `<li>${link(section)}${parts}</li>`;
  });
  return `<ol>${items.join('')}</ol>`;
}
