import { coveredShare, unionArea } from '../base/coverage';
import type { Box } from '../base/geometry';
import type { BoxTuple, FileResult } from '../base/results';
import { f1Of, type Score } from './match';

/** Overlap of detected and true boxes, each 0 to 1. */
export interface BoxScore {
  /** Mean, over the texts, of the share of the text's box that detected boxes cover. */
  readonly recall: number;
  /** Mean, over the detected boxes, of the share of the box that lies in boxes of patient data. */
  readonly precision: number;
  /** Mean, over the frames with a true or detected box, of intersection over union of all boxes together. */
  readonly iou: number;
}

export const boxOf = ([left, top, width, height]: BoxTuple): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

interface FrameBoxes {
  readonly truth: readonly Box[];
  readonly detected: readonly Box[];
}

/** True and detected boxes of patient data, by frame; frames without either are left out. */
function framesOf(file: FileResult): readonly FrameBoxes[] {
  const truth = file.truth.filter((item) => item.phiClass !== 'keep');
  const indices = new Set([...truth.map((item) => item.frame), ...file.detected.flatMap((hit) => hit.frames)]);
  return [...indices].map((frame) => ({
    truth: truth.filter((item) => item.frame === frame).map((item) => boxOf(item.box)),
    detected: file.detected.filter((hit) => hit.frames.includes(frame)).flatMap((hit) => hit.boxes.map(boxOf)),
  }));
}

function frameIou({ truth, detected }: FrameBoxes): number {
  const together = unionArea([...truth, ...detected]);
  return together === 0 ? 0 : (unionArea(truth) + unionArea(detected) - together) / together;
}

export function boxScore(files: readonly FileResult[]): BoxScore {
  const frames = files.flatMap(framesOf);
  return {
    recall: mean(frames.flatMap((frame) => frame.truth.map((box) => coveredShare(box, frame.detected)))),
    precision: mean(frames.flatMap((frame) => frame.detected.map((box) => coveredShare(box, frame.truth)))),
    iou: mean(frames.map(frameIou)),
  };
}

/** Presidio's default tolerance in pixels. */
export const PRESIDIO_TOLERANCE = 50;

/**
 * Presidio's rule (`DicomImagePiiVerifyEngine`): a box is right when left, top, width and height each differ from a true box by at most
 * `tolerance` pixels. Generous on small pictures, where 50 pixels are several lines of text: quote it only beside Presidio's own figures.
 */
export function presidioScore(files: readonly FileResult[], tolerance = PRESIDIO_TOLERANCE): Score {
  const near = (a: Box, b: Box): boolean =>
    Math.abs(a.left - b.left) <= tolerance &&
    Math.abs(a.top - b.top) <= tolerance &&
    Math.abs(a.right - a.left - (b.right - b.left)) <= tolerance &&
    Math.abs(a.bottom - a.top - (b.bottom - b.top)) <= tolerance;
  const frames = files.flatMap(framesOf);
  const right = frames.flatMap((f) => f.detected.map((box) => f.truth.some((other) => near(box, other))));
  const found = frames.flatMap((f) => f.truth.map((box) => f.detected.some((other) => near(box, other))));
  const share = (hits: readonly boolean[]) => mean(hits.map(Number));
  return { precision: share(right), recall: share(found), f1: f1Of(share(right), share(found)) };
}
