import type { FileResult, TruthResult } from '../base/results';
import { coverageOf, isReleased, phiTruth } from './leak';

/** What was painted without need. */
export interface OverRedaction {
  /** Painted pixels away from patient data, summed over the files. */
  readonly pixels: number;
  /** `pixels` as a share of all pixels, 0 to 1. */
  readonly share: number;
  /** Released files without burnt-in patient data, and those of them in which no pixel was painted. */
  readonly cleanImages: number;
  readonly cleanImagesUntouched: number;
  /** Acquisition annotations (`keep`) in released files, and those of them left readable: at most a tenth of the ink painted. */
  readonly keepItems: number;
  readonly kept: number;
  /** Mean share of a frame that was changed outside all texts of the ground truth; `null` where no file tells. */
  readonly outsideTexts: number | null;
}

/** Ink that was looked for in the picture holds some of the picture: there more may be gone. */
export const isKept = (item: TruthResult): boolean => coverageOf(item) <= (item.inkGuessed ? 0.3 : 0.1);

export function overRedaction(files: readonly FileResult[]): OverRedaction {
  const released = files.filter(isReleased);
  const clean = released.filter((file) => phiTruth(file).length === 0);
  const keep = released.flatMap((file) => file.truth.filter((item) => item.phiClass === 'keep'));
  const pixels = released.reduce((sum, file) => sum + file.redaction.excess, 0);
  const over = released.flatMap((file) => file.redaction.over ?? []);
  const total = released.reduce((sum, file) => sum + file.redaction.total, 0);
  return {
    pixels,
    share: total === 0 ? 0 : pixels / total,
    cleanImages: clean.length,
    cleanImagesUntouched: clean.filter((file) => file.redaction.painted === 0).length,
    keepItems: keep.length,
    kept: keep.filter(isKept).length,
    outsideTexts: over.length === 0 ? null : over.reduce((sum, value) => sum + value, 0) / over.length,
  };
}
