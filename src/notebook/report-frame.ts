import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { escapeHtml } from '../report/html';

/** Inflates the report, puts it into the frame and behind the link. Runs in the output's own frame; sends nothing anywhere. */
const CLIENT = `async (root) => {
  const packed = Uint8Array.from(atob(root.querySelector('script').textContent), (char) => char.charCodeAt(0));
  const inflated = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const html = await new Response(inflated).text();
  root.querySelector('iframe').srcdoc = html;
  const link = root.querySelector('a');
  link.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  link.hidden = false;
}`;

/**
 * A report inside the output of a notebook's cell: shown in a frame, with a link that saves it as `NAME.html`. The output holds the report
 * once, gzipped, and no whole document, as Colab demands.
 */
export function reportFrameHtml(name: string, report: string): string {
  const id = `report-${randomUUID()}`;
  const packed = gzipSync(report, { level: 9 }).toString('base64');
  return [
    `<div id="${id}"><p><a hidden download="${escapeHtml(name)}.html">Download the report</a></p>`,
    `<iframe title="Report" sandbox="allow-scripts allow-downloads allow-modals" style="width:100%;height:720px;border:1px solid #8a94a3"></iframe>`,
    `<script type="text/plain">${packed}</script></div>`,
    `<script>(${CLIENT})(document.getElementById(${JSON.stringify(id)}));</script>`,
  ].join('');
}
