import type { Frame, TextLine } from '../base/types';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { frameViews, type ViewChoice, viewsDigest } from '../dicom/views';
import type { FrameText, ReadTools } from './frame-text';
import { readFrameText } from './frame-text';
import { steadied } from './steady';

/** One distinct picture of a file and the frames that show it. */
export interface PictureText extends FrameText {
  readonly frameIndices: readonly number[];
  readonly width: number;
  readonly height: number;
}

/**
 * Reads a file's frames one after the other and hands each distinct picture on as soon as it is read: ink maps are large, and only what
 * follows from them is kept. What stands still since the frame before is not read again.
 *
 * @param frames only these (indices from 0); default all
 */
export async function readPictures<T>(
  file: DicomFile,
  tools: ReadTools,
  choice: ViewChoice,
  handle: (picture: PictureText, views: readonly Frame[]) => Promise<T>,
  frames: readonly number[] = allFrames(file),
): Promise<readonly { readonly frameIndices: number[]; readonly result: T }[]> {
  const byDigest = new Map<string, { readonly frameIndices: number[]; readonly result: T }>();
  let before: { readonly view: Frame; readonly lines: readonly TextLine[] } | undefined;
  for (const [position, frameIndex] of frames.entries()) {
    const isWhole = position % ALL_VIEWS_EVERY === 0;
    const views = frameViews(file, await readFrame(file, frameIndex), isWhole ? choice : 'shown');
    const key = viewsDigest(views);
    const same = byDigest.get(key);
    if (same) {
      same.frameIndices.push(frameIndex);
      continue;
    }
    const known = before && stillLines(before.view, views[0], before.lines);
    const read = await readFrameText(views, tools, known);
    const text = { ...read, lines: steadied(read.lines, before?.lines ?? []) };
    before = { view: views[0], lines: text.lines };
    const frameIndices = [frameIndex];
    const { width, height } = views[0];
    byDigest.set(key, { frameIndices, result: await handle({ ...text, frameIndices, width, height }, views) });
  }
  return [...byDigest.values()];
}

/** Frames follow each other in one window: so many are looked at as they are shown, then one in all views again. */
const ALL_VIEWS_EVERY = 16;

/** Indices of all frames of a file, from 0. */
export const allFrames = (file: DicomFile): readonly number[] =>
  Array.from({ length: file.image?.numberOfFrames ?? 0 }, (_, index) => index);

/** Grey levels by which a pixel may differ and still be the same: what compression with loss does to a still picture. */
const SAME_LEVEL = 24;
/** Share of a line's pixels that may differ more. */
const CHANGED = 0.01;

/** Lines whose whole surroundings look as they did in the other frame. */
function stillLines(before: Frame, now: Frame, lines: readonly TextLine[]): readonly TextLine[] {
  if (before.width !== now.width || before.height !== now.height) return [];
  return lines.filter(({ box }) => {
    let changed = 0;
    for (let y = box.top; y < box.bottom; y++) {
      for (let at = y * now.width + box.left; at < y * now.width + box.right; at++) {
        if (Math.abs(before.gray[at] - now.gray[at]) > SAME_LEVEL) changed++;
      }
    }
    return changed <= CHANGED * (box.bottom - box.top) * (box.right - box.left);
  });
}
