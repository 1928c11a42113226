import type { Box } from '../base/geometry';
import type { Frame, PhiHit, TextLine } from '../base/types';
import type { DicomFile } from '../dicom/open';
import type { FrameText } from '../ink/frame-text';
import { readPictures } from '../ink/read-pictures';
import { codeBoxes } from '../ocr/codes';
import { layoutPage } from '../ocr/layout';
import type { FindContext } from '../phi/find';
import type { StageClock } from './clock';
import { type Decision, decidePage } from './decide';
import { bannerRegions } from './hits';
import type { Pipeline, Prover } from './open';
import { type FramePlan, planFrame } from './plan';
import type { PaintedBox } from './reason';

/** A distinct picture of a file and what is going to happen to it. */
export interface PlannedPicture {
  readonly frameIndices: readonly number[];
  /** Names of the views that showed text. */
  readonly shownBy: readonly string[];
  /** Of the least certain line, 0 to 1. */
  readonly lowestScore: number;
  readonly plan: FramePlan;
}

/** Reads every frame, decides word by word and plans what is painted: the stages `read` and `decide` of the clock, by turns. */
export async function planPictures(
  { spec, options }: Pipeline,
  { engine, ink, words }: Prover,
  file: DicomFile,
  context: FindContext,
  clock?: StageClock,
): Promise<readonly PlannedPicture[]> {
  let last: { readonly lines: readonly TextLine[]; readonly decision: Decision } | undefined;
  const decide = async (text: FrameText & { readonly frameIndices: readonly number[] }, view: Frame) => {
    // Frames that follow each other mostly show the very lines of the one before.
    const isSame = last?.lines.length === text.lines.length && text.lines.every((line, at) => line === last?.lines[at]);
    const page = layoutPage(text.lines, view, text.frameIndices);
    const decision =
      last && isSame ? { ...last.decision, page } : await decidePage(page, context, options.policy, words);
    last = { lines: text.lines, decision };
    return planFrame(text, decision);
  };
  const started = performance.now();
  let deciding = 0;
  const read = await readPictures(file, { engine, ink }, spec.views, async (text, views) => {
    const codes = (await codeBoxes(views[0])).map((box) => codeOf(box, text.frameIndices));
    const before = performance.now();
    const plan = await decide(text, views[0]);
    deciding += performance.now() - before;
    const lowestScore = Math.min(1, ...text.lines.map(({ score }) => score));
    return { shownBy: text.shownBy, lowestScore, plan: { ...plan, painted: [...plan.painted, ...codes] } };
  });
  clock?.addAll({ read: performance.now() - started - deciding, decide: deciding });
  return read.map(({ frameIndices, result }) => ({
    ...result,
    frameIndices,
    plan: onFrames(result.plan, frameIndices),
  }));
}

/** A code for machines: what it says is taken for an identifier. */
const codeOf = (box: Box, frames: readonly number[]): PaintedBox => ({
  frames,
  box,
  phiClass: 'id',
  because: [{ rule: 'code', score: 1 }],
});

/** A plan was made for the first frame of its kind; the others look the same. */
const onFrames = (plan: FramePlan, frames: readonly number[]): FramePlan => ({
  painted: plan.painted.map((box) => ({ ...box, frames })),
  kept: plan.kept.map((text) => ({ ...text, frames })),
  hits: plan.hits.map((hit) => ({ ...hit, frameIndices: frames })),
});

/**
 * All that is painted: what the plans say, what stands still on the frames that missed it, and what comes from elsewhere (the user's
 * rectangles).
 */
export function plannedBoxes(
  pictures: readonly PlannedPicture[],
  hits: readonly PhiHit[],
  numberOfFrames: number,
): readonly PaintedBox[] {
  const seen = pictures.flatMap(({ plan }) => plan.painted);
  const found = new Set(pictures.flatMap(({ plan }) => plan.hits));
  const elsewhere = hits.filter((hit) => !found.has(hit) && hit.finder === 'rectangle');
  const still = bannerRegions(
    seen.map((painted) => ({ ...painted, frameIndices: painted.frames, boxes: [painted.box] })),
    numberOfFrames,
  );
  return [
    ...seen,
    ...still.map(
      ({ frameIndices, box, phiClass }): PaintedBox => ({
        frames: frameIndices,
        box,
        phiClass,
        because: [{ rule: 'banner', score: 1 }],
      }),
    ),
    ...elsewhere.flatMap(({ frameIndices, boxes, phiClass, finder, score }) =>
      boxes.map((box): PaintedBox => ({ frames: frameIndices, box, phiClass, because: [{ rule: finder, score }] })),
    ),
  ];
}
