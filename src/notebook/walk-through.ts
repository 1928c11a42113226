import sharp from 'sharp';
import { DeidError } from '../base/errors';
import { type Box, growBox, unionBoxes } from '../base/geometry';
import type { Page, PhiHit } from '../base/types';
import { type DicomFile, openDicom } from '../dicom/open';
import { contextOf, findHits } from '../pipeline/find';
import { regionsOf } from '../pipeline/hits';
import { openPipeline, type Pipeline } from '../pipeline/open';
import type { PipelineId } from '../pipeline/pipelines';
import { openDataset } from '../prepare/dataset';
import { redactFile } from '../redact/redact';
import { score3 } from '../report/format';
import { numberCell, type Table, textCell } from '../report/tables';
import { COLOURS } from '../report/theme';
import { framePng } from '../run/picture';
import { readPages } from '../verify/pages';
import type { NotebookParameters } from './parameters';

/** One stage of a pipeline on one picture, as a notebook shows it. */
export interface Step {
  readonly stage: 'detect' | 'recognise' | 'find' | 'redact';
  readonly title: string;
  /** PNG of the part with text, enlarged; none for the stage whose result is text. */
  readonly picture?: Uint8Array;
  readonly table?: Table;
}

type Choice = Pick<NotebookParameters, 'data' | 'header' | 'device'>;

/** Takes the first frame of one file through a pipeline's stages and keeps what each of them gives. Writes nothing. */
export async function walkThrough(choice: Choice, pipeline: PipelineId, name: string): Promise<readonly Step[]> {
  const dataset = await openDataset(choice.data);
  const opened = await openPipeline({ pipeline, header: choice.header, device: choice.device });
  try {
    const item = dataset.items.find((candidate) => candidate.name === name);
    if (item === undefined) throw new DeidError('input-missing', `there is no ${name} in the dataset`);
    return await steps(opened, openDicom(await item.bytes()));
  } finally {
    await opened.close();
    await dataset.close();
  }
}

async function steps(pipeline: Pipeline, file: DicomFile): Promise<readonly Step[]> {
  const { pages } = await readPages(file, pipeline.reader, { views: pipeline.spec.views, frames: [0] });
  const hits = await findHits(pages, contextOf(pipeline, file));
  const { bytes } = await redactFile(file, regionsOf(hits), { headerProfile: 'keep' });
  const lines = pages.flatMap((page) => page.lines.map(({ line }) => line.box));
  const before = await framePng(file);
  const { columns: width = 0, rows: height = 0 } = file.image ?? {};
  const area = areaOf([...lines, ...hits.flatMap((hit) => hit.boxes)], width, height);
  const found = hits.flatMap((hit) => hit.boxes.map((box) => ({ box, colour: COLOURS.vermilion })));
  const read = lines.map((box) => ({ box, colour: COLOURS.sky }));
  return [
    { stage: 'detect', title: `Detect: ${lines.length} lines of text`, picture: await cut(before, area, read) },
    {
      stage: 'recognise',
      title: 'Recognise: what they say',
      ...shownTable(linesTable(pages, pipeline.options.pipeline)),
    },
    {
      stage: 'find',
      title: `Find: ${hits.length} pieces of patient data`,
      picture: await cut(before, area, found),
      ...shownTable(hitsTable(hits, pipeline.options.pipeline)),
    },
    { stage: 'redact', title: 'Redact: painted over', picture: await cut(await framePng(openDicom(bytes)), area, []) },
  ];
}

const MARGIN = 40;

/** The part of the frame that holds all boxes; the whole frame without any. */
function areaOf(boxes: readonly Box[], width: number, height: number): Box {
  if (boxes.length === 0) return { left: 0, top: 0, right: width, bottom: height };
  return growBox(unionBoxes(boxes), MARGIN, MARGIN, width, height);
}

const WIDEST = 760;
const HIGHEST = 480;

/** A part of a picture with frames around boxes, enlarged to fit the notebook. */
async function cut(
  picture: Uint8Array,
  area: Box,
  marks: readonly { readonly box: Box; readonly colour: string }[],
): Promise<Uint8Array> {
  const width = area.right - area.left;
  const height = area.bottom - area.top;
  const scale = Math.min(WIDEST / width, HIGHEST / height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const frames = marks.map(
    ({ box, colour }) =>
      `<rect x="${(box.left - area.left - 1) * scale}" y="${(box.top - area.top - 1) * scale}" width="${(box.right - box.left + 2) * scale}" height="${(box.bottom - box.top + 2) * scale}" fill="none" stroke="${colour}" stroke-width="2"/>`,
  );
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${frames.join('')}</svg>`;
  const enlarged = await sharp(picture)
    .extract({ left: area.left, top: area.top, width, height })
    .toColourspace('srgb')
    .resize({ ...size, fit: 'fill', kernel: scale > 1 ? 'nearest' : 'lanczos3' })
    .toBuffer();
  return sharp(enlarged)
    .composite([{ input: Buffer.from(overlay) }])
    .png({ palette: true, colours: 96 })
    .toBuffer();
}

/** A table without rows says less than the title above it. */
const shownTable = (table: Table) => (table.rows.length > 0 ? { table } : {});

const column = (label: string, numeric = false) => ({ label, numeric });

const linesTable = (pages: readonly Page[], pipeline: string): Table => ({
  id: `lines-${pipeline}`,
  caption: 'Lines in reading order',
  columns: [column('Text'), column('Score', true)],
  rows: pages.flatMap((page) =>
    page.lines.map(({ line }) => [textCell(line.text), numberCell(line.score, score3(line.score))]),
  ),
});

const hitsTable = (hits: readonly PhiHit[], pipeline: string): Table => ({
  id: `hits-${pipeline}`,
  caption: 'Patient data that was found',
  columns: [column('Class'), column('Text'), column('Found by'), column('Score', true)],
  rows: hits.map((hit) => [
    textCell(hit.phiClass),
    textCell(hit.text),
    textCell(hit.finder),
    numberCell(hit.score, score3(hit.score)),
  ]),
});
