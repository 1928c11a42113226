import { coveredShare, shareOfOne } from '../base/coverage';
import { type Box, boxArea, boxHeight, boxWidth, growBox, intersectBoxes, shiftBox } from '../base/geometry';
import { countInk } from '../base/ink';
import type { Frame } from '../base/types';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { frameViews } from '../dicom/views';
import { areasAround, cutArea } from '../ink/areas';
import type { ReadTools } from '../ink/frame-text';
import { isSurelyText, looseLines } from '../ink/loose-lines';
import type { InkMap } from '../ink/map';
import { type InkClaim, ownInk } from '../ink/owners';

/** A picture of the output to look at: the frames that show it, the views that showed text before, and what was kept and painted on it. */
export interface OutputPicture {
  readonly frameIndices: readonly number[];
  readonly shownBy: readonly string[];
  readonly kept: readonly Box[];
  readonly painted: readonly Box[];
  /** A further frame: the network alone looks, beside what was painted. */
  readonly isFurther: boolean;
}

/** A place of the output where something is seen that nobody kept. */
export interface Residue {
  readonly kind: 'ink' | 'region';
  readonly frames: readonly number[];
  readonly box: Box;
}

/** A region that is less of a kept text than this is none. */
const KEPT = 0.5;
/** Share of a region that must be ink for it to be text without being read. */
const INKED = 0.03;
/** Without ink a region is text when it reads as so many characters, so well. */
const READ = { characters: 3, score: 0.93 };

/**
 * Looks at the output again, in the views that showed text: every region of the detector and all ink that the network sees must belong to a
 * text that was kept. Shares no rule with what decided, only the list of what was kept. No residue is the proof.
 */
export async function lookAgain(
  output: DicomFile,
  pictures: readonly OutputPicture[],
  tools: ReadTools,
): Promise<readonly Residue[]> {
  const residue: Residue[] = [];
  for (const picture of pictures) {
    const [frame] = picture.frameIndices;
    const choice = picture.shownBy.length > 1 ? 'all' : 'default';
    const all = frameViews(output, await readFrame(output, frame), choice);
    const views = all.filter(({ view }, index) => index === 0 || picture.shownBy.includes(view));
    for (const [index, view] of views.entries()) {
      const found = picture.isFurther
        ? await looseBeside(view, picture, tools, index > 0)
        : await lookAt(view, picture, tools, index > 0);
      residue.push(...found.map((one) => ({ ...one, frames: picture.frameIndices })));
    }
  }
  return residue;
}

/** The whole of a view, by the network and by the detector. */
async function lookAt(
  view: Frame,
  picture: OutputPicture,
  tools: ReadTools,
  further: boolean,
): Promise<readonly Found[]> {
  const [ink] = await tools.ink.read([view]);
  return [...looseInk(ink, picture, further), ...(await openRegions(view, ink, picture, tools))];
}

/** Beside what was painted on a further frame, by the network: the rest of it is as it was when it was read. */
async function looseBeside(
  view: Frame,
  { painted, kept, ...picture }: OutputPicture,
  { ink }: ReadTools,
  further: boolean,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const area of areasAround(painted, view)) {
    const moved = (boxes: readonly Box[]) => boxes.map((box) => shiftBox(box, -area.left, -area.top));
    const [map] = await ink.read([cutArea(view, area)]);
    const loose = looseInk(map, { ...picture, painted: moved(painted), kept: moved(kept) }, further);
    found.push(...loose.map((one) => ({ ...one, box: shiftBox(one.box, area.left, area.top) })));
  }
  return found;
}

type Found = Omit<Residue, 'frames'>;

const sizeOf = (box: Box): number => Math.max(1, Math.min(boxHeight(box), boxWidth(box)));

/** The rim of a painted box can look like a stroke; what is left of a letter within so few pixels of it is not legible. */
const RIM = 2;

/** What of the ink has an owner: rims of paint, and the texts that were kept. */
function claimsOf({ kept, painted }: OutputPicture, { width, height }: InkMap): readonly InkClaim[] {
  const rims = painted.map((box) => growBox(box, RIM, RIM, width, height));
  return [
    ...rims.map((box) => ({ box, pieces: [box], size: 1 })),
    ...kept.map((box) => ({ box, pieces: [box], size: sizeOf(box) })),
  ];
}

function looseInk(ink: InkMap, picture: OutputPicture, further: boolean): readonly Found[] {
  return looseLines(ink, claimsOf(picture, ink))
    .filter((line) => isSurelyText(line, further))
    .map(({ box }) => ({ kind: 'ink', box }));
}

/** So many pixels beside paint a region may be what is left of a text. */
const NEAR = 24;

/** Regions that the detector takes for text and that are no kept text. */
async function openRegions(
  view: Frame,
  ink: InkMap,
  picture: OutputPicture,
  { engine }: ReadTools,
): Promise<readonly Found[]> {
  const { kept, painted } = picture;
  // Only at the paint and around it: elsewhere nothing has changed since the detector looked.
  const detections = await engine.detectIn(view, areasAround(painted, view));
  const around = kept.map((box) => growBox(box, sizeOf(box), Math.ceil(sizeOf(box) / 2), view.width, view.height));
  const open = detections
    .map(({ box }) => box)
    .filter((box) => coveredShare(box, around) < KEPT && coveredShare(box, painted) < KEPT)
    // What is farther from all paint looks as it did when it was read.
    .filter((box) =>
      painted.some((paint) => boxArea(intersectBoxes(box, growBox(paint, NEAR, NEAR, view.width, view.height))) > 0),
    );
  const { loose } = ownInk(ink, claimsOf(picture, ink));
  const inked = open.filter((box) => countInk(loose, [box]) >= INKED * boxWidth(box) * boxHeight(box));
  const others = open.filter((box) => !inked.includes(box));
  const regions = others.map((box) => ({ box }));
  const read = await engine.readRegions(view, regions, ink.ink);
  const legible = others.filter((_box, index) => {
    const line = read[index];
    if (line === undefined || shareOfOne(line.box, around) >= KEPT) return false;
    return line.text.replace(/[^\p{L}\d]/gu, '').length >= READ.characters && line.score >= READ.score;
  });
  return [...inked, ...legible].map((box) => ({ kind: 'region', box }));
}
