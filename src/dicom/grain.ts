import type { Frame } from '../base/types';

/** Grey levels of noise from which on letters are lost in it. Of some 800 pictures of every modality none lies between 8 and 19. */
const GRAIN = 12;
/** Pixels from which the noise is estimated at most. */
const SAMPLES = 400_000;
/** The median of what is normally distributed lies at so many of its standard deviations. */
const MEDIAN = 0.6745;
/** The mask below has this norm. */
const NORM = 6;

/**
 * Views of one frame for reading: where what a viewer shows first is heavy noise (tomosynthesis, quantum noise in a narrow window), all
 * are smoothed by a binomial mask of 3 x 3 pixels, which takes noise from letters and leaves their strokes where they are (one of 5 x 5
 * takes letters of 8 pixels with it). For engines that read noise as letters: detectors lose parts of lines in what is smoothed (of 21
 * tomosyntheses 3 kept a part of a line, none as they are). Others stay as they come: equalised views are noisy by themselves, and faint text is lost from them.
 */
export const withoutGrain = (views: readonly Frame[]): readonly Frame[] =>
  views.length === 0 || grainOf(views[0]) < GRAIN
    ? views
    : views.map((view) => ({ ...view, gray: smoothed(view.gray, view.width, view.height), rgb: undefined }));

/**
 * Standard deviation of the noise in grey levels, by the mask of Immerkær ("Fast noise variance estimation", 1996), which edges and
 * gradients hardly answer to; its median, so that text and flat surroundings count little. 0 for less than 3 x 3 pixels.
 */
export function grainOf({ gray, width, height }: Frame): number {
  const step = Math.max(1, Math.round(Math.sqrt((width * height) / SAMPLES)));
  const counts = new Uint32Array(16 * 256);
  let all = 0;
  for (let y = 1; y < height - 1; y += step) {
    for (let x = 1; x < width - 1; x += step) {
      const at = y * width + x;
      const [up, down] = [at - width, at + width];
      const corners = gray[up - 1] + gray[up + 1] + gray[down - 1] + gray[down + 1];
      const sides = gray[up] + gray[down] + gray[at - 1] + gray[at + 1];
      counts[Math.abs(corners - 2 * sides + 4 * gray[at])] += 1;
      all += 1;
    }
  }
  let [below, level] = [counts[0], 0];
  while (below < all / 2) below += counts[++level];
  return level / (MEDIAN * NORM);
}

/** 1 2 1 in both directions; the edge goes on beyond the picture. */
function smoothed(gray: Uint8Array, width: number, height: number): Uint8Array {
  const across = new Uint8Array(gray.length);
  filter(gray, across, { length: width, step: 1, lines: height, stride: width });
  const both = new Uint8Array(gray.length);
  filter(across, both, { length: height, step: width, lines: width, stride: 1 });
  return both;
}

interface Lines {
  readonly length: number;
  /** From one pixel of a line to the next, and from one line to the next. */
  readonly step: number;
  readonly lines: number;
  readonly stride: number;
}

function filter(from: Uint8Array, to: Uint8Array, { length, step, lines, stride }: Lines): void {
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    const value = (index: number): number => from[start + step * Math.min(length - 1, Math.max(0, index))];
    for (let i = 0; i < length; i++) {
      to[start + step * i] = (value(i - 1) + 2 * value(i) + value(i + 1) + 2) >> 2;
    }
  }
}
