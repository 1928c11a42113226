import type { FileResult } from '../base/results';
import { legibleIn } from '../evaluate/leak';
import type { RunInput } from '../evaluate/metrics';
import { duration, plural } from './format';
import { dataUri, escapeHtml } from './html';
import { boxesSvg, encodeJpeg, type MarkedBox, markedBoxes, type Picture, type PicturePair } from './pictures';
import { spreadOver } from './spread';
import { BOX_STYLES, type BoxKind } from './theme';

/** Gives the pictures of one file of one run; `undefined` when there are none. */
export type PictureSource = (pipeline: string, file: FileResult) => Promise<PicturePair | undefined>;

export interface GalleryOptions {
  readonly pictures: PictureSource;
  /** Base64 characters for all pictures together, default 8 million: with Plotly the report stays under 12 MB. */
  readonly budget?: number;
  /** Most entries, default 60: leaked ones first, then the main run's, going round the modalities. */
  readonly most?: number;
  /** `false`: no text of the files, and no picture from before the redaction. */
  readonly patientData?: boolean;
}

interface Entry {
  readonly label: string;
  readonly pipeline: string;
  readonly file: FileResult;
  readonly main: boolean;
}

/** The main run's files, leaked ones first, and the leaked ones of all other runs; each group goes round the modalities. */
function entriesOf(runs: readonly RunInput[], labels: readonly string[], main: number): readonly Entry[] {
  const all = runs.flatMap((run, i) =>
    run.files
      .filter((file) => file.status !== 'no-pixels' && (i === main || file.leak.leaked))
      .map((file) => ({ label: labels[i], pipeline: run.info.pipeline, file, main: i === main })),
  );
  const ranks = [
    all.filter(({ main, file }) => main && file.leak.leaked),
    all.filter(({ main, file }) => main && !file.leak.leaked),
    all.filter((entry) => !entry.main),
  ];
  return ranks.flatMap((entries) => spreadOver(entries, ({ file }) => file.modality));
}

const SMALLEST = 160;

/** Longest edge in pixels and JPEG quality, best first. */
const QUALITIES = [
  [1400, 86],
  [1100, 82],
  [900, 78],
  [700, 74],
  [520, 68],
  [360, 60],
  [240, 55],
  [SMALLEST, 50],
] as const;

/** The best picture within `bytes`; the smallest one where none fits. */
async function pictureWithin(picture: Picture, bytes: number): Promise<Uint8Array> {
  let jpeg: Uint8Array = new Uint8Array();
  let largest = Number.POSITIVE_INFINITY;
  for (const [edge, quality] of QUALITIES) {
    if (edge > largest) continue;
    jpeg = await encodeJpeg(picture, edge, quality);
    if (jpeg.length <= bytes) break;
    // Bytes go with the square of the edge: sizes that cannot fit are not tried.
    largest = Math.max(SMALLEST, edge * Math.sqrt((1.5 * bytes) / jpeg.length));
  }
  return jpeg;
}

/** The gallery section of the report. Empty text when the source has no pictures. */
export async function galleryHtml(
  runs: readonly RunInput[],
  labels: readonly string[],
  main: number,
  options: GalleryOptions,
): Promise<string> {
  const all = entriesOf(runs, labels, main);
  const shown = all.slice(0, options.most ?? 60);
  const bytes = ((options.budget ?? 8_000_000) * 0.75) / Math.max(1, shown.length * 2);
  const cards: string[] = [];
  for (const entry of shown) {
    const pair = await options.pictures(entry.pipeline, entry.file);
    if (pair) cards.push(await card(entry, pair, bytes, options.patientData !== false));
  }
  if (cards.length === 0) return '';
  const left = all.length - shown.length;
  return [
    controls(shown, cards.length),
    legend(),
    left > 0 ? `<p class="note">${escapeHtml(plural(left, 'more file'))} not shown, to keep the report small.</p>` : '',
    `<div class="gallery" id="gallery">${cards.join('\n')}</div>`,
    '<p class="note" id="gallery-none" hidden>No file matches.</p>',
  ].join('\n');
}

function controls(entries: readonly Entry[], total: number): string {
  const labels = [...new Set(entries.map((entry) => entry.label))];
  const choices = labels.map((label) => `<option value="${escapeHtml(label)}">${escapeHtml(label)}</option>`).join('');
  return `<div class="controls" id="gallery-controls">
<label><input type="checkbox" id="only-leaked"> Leaked only</label>
<label>Pipeline <select id="only-pipeline"><option value="">all</option>${choices}</select></label>
<label>File <input type="search" id="only-name" placeholder="part of the name"></label>
<label><input type="checkbox" id="show-boxes" checked> Boxes</label>
<label><input type="checkbox" id="show-large"> Large pictures</label>
<span id="gallery-count" aria-live="polite">${total} of ${total} shown</span>
</div>`;
}

function legend(): string {
  const items = (Object.keys(BOX_STYLES) as BoxKind[]).map((kind) => {
    const { colour, dash, label } = BOX_STYLES[kind];
    return `<li><svg width="28" height="14" aria-hidden="true"><rect x="1" y="1" width="26" height="12" fill="none" stroke="${colour}" stroke-width="2"${dash ? ` stroke-dasharray="${dash}"` : ''}/></svg> ${escapeHtml(label)}</li>`;
  });
  return `<ul class="box-legend">${items.join('')}</ul>`;
}

function badges(file: FileResult): string {
  const badge = (tone: string, text: string) => `<span class="badge ${tone}">${escapeHtml(text)}</span>`;
  return [
    file.leak.leaked ? badge('bad', `leaked, ${plural(legibleIn(file), 'character')} legible`) : '',
    file.status === 'quarantined' ? badge('warn', 'quarantined: not released') : '',
    file.status === 'failed' ? badge('bad', `failed: ${file.error?.stage ?? ''} ${file.error?.code ?? ''}`) : '',
    !file.leak.leaked && file.status === 'done' ? badge('good', 'redacted') : '',
    !file.leak.leaked && file.status === 'clean' ? badge('good', 'nothing found, unchanged') : '',
  ].join(' ');
}

const countOf = (boxes: readonly MarkedBox[], kind: BoxKind): number => boxes.filter((box) => box.kind === kind).length;

/** What a picture shows, for those who cannot see it. */
const pictureInWords = (file: FileResult, boxes: readonly MarkedBox[]): string =>
  `${file.modality || 'image'} of ${file.columns} by ${file.rows} pixels with ${plural(boxes.filter(({ kind }) => kind === 'hit' || kind === 'miss').length, 'text')} of patient data`;

const afterInWords = (file: FileResult): string =>
  file.leak.leaked
    ? `${plural(legibleIn(file), 'character')} of patient data still legible`
    : file.status === 'clean'
      ? 'unchanged, nothing was found'
      : 'patient data painted over';

async function card(entry: Entry, pair: PicturePair, bytes: number, patientData: boolean): Promise<string> {
  const { file, label } = entry;
  const boxes = markedBoxes(file, pair.frame, { texts: patientData });
  const overlay = `<div class="boxes">${boxesSvg(boxes, file.columns, file.rows)}</div>`;
  const shape = `style="aspect-ratio:${file.columns}/${file.rows}"`;
  const image = (jpeg: Uint8Array, alt: string) =>
    `<img src="${dataUri('image/jpeg', jpeg)}" alt="${escapeHtml(alt)}" width="${file.columns}" height="${file.rows}">`;
  const before = patientData
    ? image(await pictureWithin(pair.before, bytes), `Before: ${pictureInWords(file, boxes)}`)
    : '';
  const after = pair.after
    ? image(await pictureWithin(pair.after, bytes), `After: ${afterInWords(file)}`)
    : '<p class="withheld">not released</p>';
  const pane = (side: string, content: string) =>
    `<figure class="${side}"><div class="pane" ${shape}>${content}${overlay}</div><figcaption>${side === 'before' ? 'Before' : 'After'}</figcaption></figure>`;
  const facts = [
    `${file.modality || 'no modality'}`,
    `${file.columns} × ${file.rows}`,
    file.frames > 1 ? `frame ${pair.frame + 1} of ${file.frames}` : '',
    `${countOf(boxes, 'hit')} covered, ${countOf(boxes, 'miss')} missed, ${countOf(boxes, 'extra')} over-redacted`,
    duration(file.timeMs.total ?? 0),
  ].filter((fact) => fact !== '');
  const slider =
    before === ''
      ? ''
      : `<div class="cut"><span>Before</span><input type="range" class="slider" min="0" max="100" value="50" aria-label="Before and after: ${escapeHtml(file.Filename)}"><span>After</span></div>`;
  return `<article class="shot" data-leaked="${file.leak.leaked ? 'yes' : 'no'}" data-run="${escapeHtml(label)}" data-name="${escapeHtml(file.Filename.toLowerCase())}">
<h3>${escapeHtml(file.Filename)}</h3>
<p>${escapeHtml(label)} ${badges(file)}</p>
<div class="compare${before === '' ? ' single' : ''}">${before === '' ? '' : pane('before', before)}${pane('after', after)}${before === '' ? '' : '<span class="tag tag-after" aria-hidden="true">after</span><span class="tag tag-before" aria-hidden="true">before</span>'}</div>
${slider}
<p class="facts">${escapeHtml(facts.join(' · '))}</p>
</article>`;
}
