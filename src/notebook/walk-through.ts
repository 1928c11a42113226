import { DeidError } from '../base/errors';
import { type Box, growBox, unionBoxes } from '../base/geometry';
import type { FileResult } from '../base/results';
import type { Page, TextLine } from '../base/types';
import { openDicom } from '../dicom/open';
import { boxOf } from '../evaluate/boxes';
import { openGatedEngine } from '../ink/gated-engine';
import { PIPELINES, type PipelineId, type PipelineSpec } from '../pipeline/pipelines';
import { openDataset } from '../prepare/dataset';
import { duration, plural, score3 } from '../report/format';
import { encodePng, type Picture } from '../report/pictures';
import { numberCell, type Table, textCell } from '../report/tables';
import { COLOURS } from '../report/theme';
import { readPages } from '../verify/pages';
import { cutPicture, type Mark } from './cut';
import type { NotebookParameters } from './parameters';
import { withPictures } from './pictures';

/** One stage of a pipeline on one picture, as a notebook shows it. */
export interface Step {
  /** Names of the stages that ran, as in the result's times: `detect + recognise`. */
  readonly stages: readonly string[];
  readonly title: string;
  /** JPEG of the part with text, and what it shows in words. */
  readonly picture?: { readonly jpeg: Uint8Array; readonly alt: string };
  readonly table?: Table;
  readonly milliseconds: number;
}

type Choice = Pick<NotebookParameters, 'data' | 'out' | 'device'>;

/** What the steps show: one frame of one file, before and after. */
interface Scene {
  readonly result: FileResult;
  readonly frame: number;
  readonly lines: readonly TextLine[];
  readonly hits: FileResult['detected'];
  /** The part of the frame that the pictures show. */
  readonly area: Box;
  readonly before: Picture;
  readonly after: Picture | undefined;
}

/**
 * The stages that a pipeline's run went through on one file, in their order, and what each of them gave: from the stored result and the
 * stored output. `pages`: what was read; without them one frame is read once more, because a result holds what was found. Writes nothing.
 */
export async function walkThrough(
  choice: Choice,
  pipeline: PipelineId,
  result: FileResult,
  pages?: readonly Page[],
): Promise<readonly Step[]> {
  const scene = await sceneOf(choice, pipeline, result, pages);
  const steps: Step[] = [];
  for (const stages of stepsOf(result)) {
    const milliseconds = stages.reduce((sum, stage) => sum + (result.timeMs[stage] ?? 0), 0);
    const make = MAKERS.find(({ group }) => stages.some((stage) => group.includes(stage)))?.make;
    steps.push({ stages, milliseconds, ...(make ? await make(scene) : { title: stages.join(', ') }) });
  }
  return steps;
}

async function sceneOf(
  choice: Choice,
  pipeline: PipelineId,
  result: FileResult,
  pages: readonly Page[] | undefined,
): Promise<Scene> {
  const pair = await withPictures(choice, (source) => source(pipeline, result));
  if (pair === undefined) throw new DeidError('input-missing', 'the file of this result is not in the dataset');
  const lines = linesOf(
    pages?.filter(({ frameIndices }) => frameIndices.includes(pair.frame)) ??
      (await readAgain(choice, PIPELINES[pipeline], result.Filename, pair.frame)),
  );
  const hits = result.detected.filter(({ frames }) => frames.includes(pair.frame));
  const painted = result.painted?.filter(({ frames }) => frames.includes(pair.frame)) ?? [];
  const boxes = [
    ...lines.map(({ box }) => box),
    ...hits.flatMap((hit) => hit.boxes.map(boxOf)),
    ...painted.map(({ box }) => boxOf(box)),
  ];
  const { before, after } = pair;
  return { result, frame: pair.frame, lines, hits, before, after, area: areaOf(boxes, result.columns, result.rows) };
}

const linesOf = (pages: readonly Page[]): readonly TextLine[] =>
  pages.flatMap((page) => page.lines.map(({ line }) => line));

async function readAgain(choice: Choice, spec: PipelineSpec, name: string, frame: number): Promise<readonly Page[]> {
  const dataset = await openDataset(choice.data);
  const engine = await openGatedEngine(spec.reader, { device: choice.device });
  try {
    const bytes = await dataset.items.find((item) => item.name === name)?.bytes();
    if (bytes === undefined) return [];
    return (await readPages(openDicom(bytes), engine, { views: 'default', frames: [frame] })).pages;
  } finally {
    await engine.close();
    await dataset.close();
  }
}

type Shown = Omit<Step, 'stages' | 'milliseconds'>;

/** Which of a run's stages make up a step, and how it is shown; a stage that nobody names stands alone with its name. */
const MAKERS: readonly { readonly group: readonly string[]; readonly make?: (scene: Scene) => Promise<Shown> }[] = [
  { group: ['open'] },
  { group: ['read', 'detect', 'recognise'], make: readStep },
  { group: ['find', 'decide'], make: findStep },
  { group: ['plan', 'grow', 'redact', 'paint', 'write'], make: paintStep },
  { group: ['verify'], make: verifyStep },
];

/** The stages that ran, put together to steps in their order. */
export function stepsOf({ timeMs }: Pick<FileResult, 'timeMs'>): readonly (readonly string[])[] {
  const ran = Object.keys(timeMs).filter((stage) => stage !== 'total');
  const groups = MAKERS.map(({ group }) => group);
  const known = groups.map((group) => group.filter((stage) => ran.includes(stage)));
  const others = ran.filter((stage) => !groups.flat().includes(stage)).map((stage) => [stage]);
  return [...known, ...others].filter((group) => group.length > 0);
}

async function readStep({ lines, before, area }: Scene): Promise<Shown> {
  const many = `${plural(lines.length, 'line')} of text`;
  const marks = lines.map(({ box }) => ({ box, colour: COLOURS.sky }));
  return {
    title: `Read: ${many}`,
    picture: await picture(before, area, marks, `${many}, each in a box`),
    table: linesTable(lines),
  };
}

/** What goes: of pipelines that say why they paint every place with its reasons, else the texts that were found. */
async function findStep({ result, frame, hits, before, area }: Scene): Promise<Shown> {
  const places = result.painted?.filter(({ frames }) => frames.includes(frame));
  const boxes = places?.map(({ box }) => box) ?? hits.flatMap((hit) => hit.boxes);
  const many = places ? plural(places.length, 'place') : `${plural(hits.length, 'text')} of patient data`;
  const marks = boxes.map((box) => ({ box: boxOf(box), colour: COLOURS.vermilion }));
  return {
    title: `${places ? 'Decide' : 'Find'}: ${many}${places ? ' to paint' : ''}`,
    picture: await picture(before, area, marks, `${many}, each in a box`),
    table: places ? reasonsTable(places) : hitsTable(hits),
  };
}

async function paintStep({ after, area }: Scene): Promise<Shown> {
  if (after === undefined) return { title: 'Paint: nothing was released' };
  return { title: 'Paint: the output', picture: await picture(after, area, [], 'the same part of the output') };
}

async function verifyStep({ result }: Scene): Promise<Shown> {
  const end = result.status === 'quarantined' ? 'held back' : 'released';
  return { title: `Verify: the output was looked at again, and ${end}` };
}

async function picture(from: Picture, area: Box, marks: readonly Mark[], alt: string) {
  return { jpeg: await cutPicture(await encodePng(from), area, marks), alt };
}

const MARGIN = 40;

/** The part of the frame that holds all boxes; the whole frame without any. */
function areaOf(boxes: readonly Box[], width: number, height: number): Box {
  if (boxes.length === 0) return { left: 0, top: 0, right: width, bottom: height };
  return growBox(unionBoxes(boxes), MARGIN, MARGIN, width, height);
}

const column = (label: string, numeric = false) => ({ label, numeric });

const linesTable = (lines: readonly { readonly text: string; readonly score: number }[]): Table => ({
  id: 'lines',
  caption: 'Lines in reading order',
  columns: [column('Text'), column('Score', true)],
  rows: lines.map(({ text, score }) => [textCell(text), numberCell(score, score3(score))]),
});

const hitsTable = (hits: FileResult['detected']): Table => ({
  id: 'hits',
  caption: 'Patient data that was found, and why',
  columns: [column('Class'), column('Text'), column('Reason'), column('Score', true)],
  rows: hits.map(({ phiClass, text, finder, score }) => [
    textCell(phiClass),
    textCell(text),
    textCell(finder),
    numberCell(score, score3(score)),
  ]),
});

const reasonsTable = (places: NonNullable<FileResult['painted']>): Table => ({
  id: 'reasons',
  caption: 'What is painted, and why',
  columns: [column('Class'), column('Left, top', true), column('Reasons'), column('Score', true)],
  rows: places.map(({ phiClass, box: [left, top], because }) => {
    const score = Math.max(0, ...because.map((reason) => reason.score));
    return [
      textCell(phiClass),
      numberCell(top, `${left}, ${top}`),
      textCell(because.map(({ rule }) => rule).join(', ')),
      numberCell(score, score3(score)),
    ];
  }),
});

/** How long a step took, in words. */
export const stepTime = ({ stages, milliseconds }: Step): string => `${stages.join(' + ')}, ${duration(milliseconds)}`;
