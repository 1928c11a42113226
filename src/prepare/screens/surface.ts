import { displayRange, rgbToYbr } from '../burn';
import type { Raster } from '../raster';

export type Rgb = readonly [red: number, green: number, blue: number];

export const luminance = ([r, g, b]: Rgb): number => (0.299 * r + 0.587 * g + 0.114 * b) / 255;

/** An empty colour screen. */
export function blankScreen(width: number, height: number, frames: number, ground: Rgb): Raster {
  const samples = new Uint8Array(width * height * 3 * frames);
  for (let i = 0; i < samples.length; i += 3) samples.set(ground, i);
  return {
    rows: height,
    columns: width,
    frames,
    samplesPerPixel: 3,
    photometricInterpretation: 'RGB',
    bitsStored: 8,
    signed: false,
    samples,
    windows: [],
  };
}

/** Stored values of a colour: three for colour rasters, one grey otherwise. */
function storedColour(raster: Raster, rgb: Rgb): readonly number[] {
  if (raster.samplesPerPixel === 3) {
    return raster.photometricInterpretation === 'YBR_FULL' ? rgbToYbr(...rgb) : rgb;
  }
  const [low, high] = displayRange(raster);
  const level = raster.photometricInterpretation === 'MONOCHROME1' ? 1 - luminance(rgb) : luminance(rgb);
  return [Math.round(low + (high - low) * level)];
}

/** Fills a rectangle of all frames; what lies outside is left out. */
export function fillRectangle(raster: Raster, x: number, y: number, width: number, height: number, rgb: Rgb): void {
  const { rows, columns, frames, samplesPerPixel: n, samples } = raster;
  const colour = storedColour(raster, rgb);
  const [left, right] = [Math.max(0, Math.round(x)), Math.min(columns, Math.round(x + width))];
  for (let frame = 0; frame < frames; frame++) {
    for (let row = Math.max(0, Math.round(y)); row < Math.min(rows, Math.round(y + height)); row++) {
      for (let column = left; column < right; column++) {
        const at = (frame * rows * columns + row * columns + column) * n;
        for (let c = 0; c < n; c++) samples[at + c] = colour[c];
      }
    }
  }
}

/** Draws a line one or more pixels wide into all frames. */
export function drawSegment(
  raster: Raster,
  from: readonly [number, number],
  to: readonly [number, number],
  rgb: Rgb,
  width = 1,
): void {
  const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1])));
  for (let i = 0; i <= steps; i++) {
    const [x, y] = [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * i) / steps);
    fillRectangle(raster, x - (width - 1) / 2, y - (width - 1) / 2, width, width, rgb);
  }
}

/** The outline of a rectangle. */
export function strokeRectangle(raster: Raster, x: number, y: number, width: number, height: number, rgb: Rgb): void {
  fillRectangle(raster, x, y, width, 1, rgb);
  fillRectangle(raster, x, y + height - 1, width, 1, rgb);
  fillRectangle(raster, x, y, 1, height, rgb);
  fillRectangle(raster, x + width - 1, y, 1, height, rgb);
}

/** The display level (0 to 255) of one sample of a raster's frame. */
function displayed(raster: Raster): (at: number) => number {
  const [low, high] = displayRange(raster);
  const inverse = raster.photometricInterpretation === 'MONOCHROME1';
  return (at) => {
    const level = Math.min(1, Math.max(0, (raster.samples[at] - low) / (high - low)));
    return 255 * (inverse ? 1 - level : level);
  };
}

/** Copies a ground (as a viewer shows it) into a rectangle of a colour screen, scaled, frame by frame; `tint` colours grey grounds. */
export function placeImage(
  screen: Raster,
  ground: Raster,
  [x, y, width, height]: readonly [number, number, number, number],
  tint: (level: number) => Rgb = (level) => [level, level, level],
): void {
  const level = displayed(ground);
  const { columns, rows } = ground;
  const pixels = rows * columns;
  for (let frame = 0; frame < screen.frames; frame++) {
    const base = (frame % ground.frames) * pixels;
    for (let v = 0; v < height; v++) {
      const row = Math.min(rows - 1, Math.floor(((v + 0.5) * rows) / height));
      for (let u = 0; u < width; u++) {
        const [px, py] = [Math.round(x) + u, Math.round(y) + v];
        if (px < 0 || py < 0 || px >= screen.columns || py >= screen.rows) continue;
        const from = base + row * columns + Math.min(columns - 1, Math.floor(((u + 0.5) * columns) / width));
        const to = ((frame * screen.rows + py) * screen.columns + px) * 3;
        if (ground.samplesPerPixel === 3) {
          for (let c = 0; c < 3; c++) screen.samples[to + c] = ground.samples[from * 3 + c];
        } else screen.samples.set(tint(level(from)), to);
      }
    }
  }
}

/** Fills a rectangle turned clockwise around its top left corner. */
export function fillTurned(
  raster: Raster,
  [x, y]: readonly [number, number],
  [width, height]: readonly [number, number],
  degrees: number,
  rgb: Rgb,
): void {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const reach = Math.ceil(Math.hypot(width, height));
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin];
      if (u >= 0 && v >= 0 && u < width && v < height)
        fillRectangle(raster, Math.round(x) + dx, Math.round(y) + dy, 1, 1, rgb);
    }
  }
}
