import type { Ink } from './ink';
import { dilateMask, type Mask } from './mask';
import { type Raster, type Samples, storedLimits, type Window } from './raster';

/** How a mask becomes pixels. Levels are display levels: 0 black to 1 white, as shown through the first window. */
export interface InkStyle {
  readonly level: number;
  /** RGB 0 to 255, for colour rasters; grey of `level` otherwise. */
  readonly rgb?: readonly [number, number, number];
  /** 0 to 1: how much of the ground the ink covers; default 1. */
  readonly opacity?: number;
  /** The window through which `level` is meant; default the raster's first. */
  readonly window?: Window;
  /** Level of a line one pixel wide around the letters. */
  readonly outline?: number;
  /** Level of a copy of the letters one pixel right and below, drawn under them. */
  readonly shadow?: number;
}

/** A rectangle of a frame and which of its pixels were drawn on. `left` and `top` may be negative: what is outside was not drawn. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly mask: Mask;
}

/** Draws a mask, with its outline or shadow, into one frame of a raster, in place; returns what was drawn on. */
export function burn(raster: Raster, frame: number, area: Area, ink: InkStyle): Area[] {
  const done: Area[] = [];
  const draw = (part: Area, level: number, rgb?: InkStyle['rgb']) => {
    drawMask(raster, frame, part, { level, rgb, opacity: ink.opacity, window: ink.window });
    done.push(part);
  };
  const { left, top, mask } = area;
  if (mask.width === 0) return done;
  if (ink.outline !== undefined) draw({ left: left - 1, top: top - 1, mask: dilateMask(mask, 1) }, ink.outline);
  if (ink.shadow !== undefined) draw({ left: left + 1, top: top + 1, mask }, ink.shadow);
  draw(area, ink.level, ink.rgb);
  return done;
}

function drawMask(raster: Raster, frame: number, { left, top, mask }: Area, ink: InkStyle): void {
  const paint = painter(raster, ink);
  const { rows, columns, samplesPerPixel } = raster;
  const base = frame * rows * columns;
  for (let y = Math.max(0, -top); y < mask.height && top + y < rows; y++) {
    for (let x = Math.max(0, -left); x < mask.width && left + x < columns; x++) {
      const alpha = mask.alpha[y * mask.width + x];
      if (alpha > 0) paint((base + (top + y) * columns + left + x) * samplesPerPixel, alpha / 255);
    }
  }
}

type Paint = (at: number, alpha: number) => void;

function painter(raster: Raster, ink: InkStyle): Paint {
  const { samples } = raster;
  const opacity = ink.opacity ?? 1;
  if (raster.samplesPerPixel === 3) {
    const colour = inkColour(raster, ink);
    return (at, alpha) => {
      for (let c = 0; c < 3; c++) {
        const ground = samples[at + c];
        samples[at + c] = Math.round(ground + (colour[c] - ground) * alpha * opacity);
      }
    };
  }
  const [least, most] = storedLimits(raster);
  const window = ink.window ?? raster.windows[0] ?? { low: least, high: most };
  const span = window.high - window.low;
  const level = raster.photometricInterpretation === 'MONOCHROME1' ? 1 - ink.level : ink.level;
  return (at, alpha) => {
    // Mixed as it is seen: a ground beyond the window counts as its end, or half-covered pixels next to it would not show.
    const ground = Math.min(1, Math.max(0, (samples[at] - window.low) / span));
    const mixed = Math.round(window.low + span * (ground + (level - ground) * alpha * opacity));
    samples[at] = Math.min(most, Math.max(least, mixed));
  };
}

function inkColour(raster: Raster, ink: InkStyle): readonly [number, number, number] {
  const grey = Math.round(ink.level * 255);
  const [r, g, b] = ink.rgb ?? [grey, grey, grey];
  if (raster.photometricInterpretation !== 'YBR_FULL') return [r, g, b];
  return rgbToYbr(r, g, b);
}

/** PS3.3 C.7.6.3.1.2, full range, rounded. */
export function rgbToYbr(r: number, g: number, b: number): [number, number, number] {
  const clip = (value: number) => Math.min(255, Math.max(0, Math.round(value)));
  return [
    clip(0.299 * r + 0.587 * g + 0.114 * b),
    clip(128 - 0.168736 * r - 0.331264 * g + 0.5 * b),
    clip(128 + 0.5 * r - 0.418688 * g - 0.081312 * b),
  ];
}

/** The pixels of the areas that differ from the clean samples, with the box around them. */
export function changedInk(raster: Raster, clean: Samples, frame: number, areas: readonly Area[]): Ink {
  const { rows, columns, samplesPerPixel, samples } = raster;
  const changed = new Map<number, true>();
  let [x0, x1, y0, y1] = [columns, 0, rows, 0];
  for (const { left, top, mask } of areas) {
    for (let y = Math.max(0, top); y < Math.min(rows, top + mask.height); y++) {
      for (let x = Math.max(0, left); x < Math.min(columns, left + mask.width); x++) {
        if (mask.alpha[(y - top) * mask.width + x - left] === 0) continue;
        const at = (frame * rows * columns + y * columns + x) * samplesPerPixel;
        let differs = samples[at] !== clean[at];
        for (let c = 1; c < samplesPerPixel; c++) differs ||= samples[at + c] !== clean[at + c];
        if (!differs) continue;
        changed.set(y * columns + x, true);
        [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x + 1), Math.min(y0, y), Math.max(y1, y + 1)];
      }
    }
  }
  if (x1 === 0) return { box: emptyBox(areas), bits: new Uint8Array(0) };
  const bits = new Uint8Array((x1 - x0) * (y1 - y0));
  for (const at of changed.keys()) bits[(Math.floor(at / columns) - y0) * (x1 - x0) + (at % columns) - x0] = 1;
  return { box: [x0, y0, x1 - x0, y1 - y0], bits };
}

const emptyBox = (areas: readonly Area[]): Ink['box'] => [
  Math.max(0, areas[0]?.left ?? 0),
  Math.max(0, areas[0]?.top ?? 0),
  0,
  0,
];

/**
 * Share of a mask's pixels that stand on a ground whose display level (through the first window) is so near to `level` that ink of it
 * would not show there. What lies outside the frame does not count; 0 for an empty mask.
 */
export function hiddenShare(raster: Raster, frame: number, { left, top, mask }: Area, level: number): number {
  const { rows, columns, samplesPerPixel, samples } = raster;
  const [low, high] = displayRange(raster);
  const inverse = raster.photometricInterpretation === 'MONOCHROME1';
  let [hidden, count] = [0, 0];
  for (let y = Math.max(0, -top); y < mask.height && top + y < rows; y++) {
    for (let x = Math.max(0, -left); x < mask.width && left + x < columns; x++) {
      if (mask.alpha[y * mask.width + x] < 128) continue;
      const at = (frame * rows * columns + (top + y) * columns + left + x) * samplesPerPixel;
      const shown = Math.min(1, Math.max(0, (samples[at] - low) / (high - low)));
      if (Math.abs((inverse ? 1 - shown : shown) - level) < NEAR) hidden++;
      count++;
    }
  }
  return count === 0 ? 0 : hidden / count;
}

/** Display levels nearer than this are hard to tell apart in thin strokes. */
const NEAR = 0.35;

/** The stored values that are shown black and white (the other way round under MONOCHROME1). */
export function displayRange(raster: Raster): readonly [number, number] {
  const window = raster.windows[0];
  return window === undefined || raster.samplesPerPixel === 3 ? storedLimits(raster) : [window.low, window.high];
}
