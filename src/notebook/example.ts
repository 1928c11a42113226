import type { FileResult } from '../base/results';
import { boxOf } from '../evaluate/boxes';
import { phiTruth } from '../evaluate/leak';
import type { StudyRun } from './study';

/** The file that a notebook takes through the stages, and why this one. */
export interface Example {
  readonly name: string;
  readonly why: string;
}

/** Texts of patient data of a file that a run's boxes touch. */
function foundIn(file: FileResult): number {
  const boxes = file.detected.flatMap((hit) => hit.boxes.map((box) => ({ ...boxOf(box), frames: hit.frames })));
  return phiTruth(file).filter(({ box, frame }) => {
    const text = boxOf(box);
    return boxes.some(
      (hit) =>
        hit.frames.includes(frame) &&
        hit.left < text.right &&
        text.left < hit.right &&
        hit.top < text.bottom &&
        text.top < hit.bottom,
    );
  }).length;
}

/**
 * The file on which the weakest pipeline finds most, so that every pipeline has something to show; between equals the one on which all
 * together find most, then the first. `undefined` when no file went through every pipeline.
 */
export function chooseExample(runs: readonly StudyRun[]): Example | undefined {
  const names = runs[0]?.run.files.map(({ Filename }) => Filename) ?? [];
  const candidates = names.flatMap((name) => {
    const files = runs.flatMap(({ run }) => run.files.filter((file) => file.Filename === name));
    const whole = files.length === runs.length && files.every(({ status }) => status === 'done' || status === 'clean');
    if (!whole) return [];
    const found = files.map(foundIn);
    return [{ name, texts: phiTruth(files[0]).length, least: Math.min(...found), all: found.reduce((a, b) => a + b) }];
  });
  const [best] = candidates.sort((a, b) => b.least - a.least || b.all - a.all);
  if (best === undefined) return undefined;
  const why =
    best.least > 0
      ? `every pipeline finds at least ${best.least} of its ${best.texts} texts of patient data; on no other file does the weakest find more`
      : `no file is one on which every pipeline finds something; on this one they find most together`;
  return { name: best.name, why };
}
