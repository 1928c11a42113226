import type { Box } from '../base/geometry';
import type { Rotation } from '../base/types';

/** `width * height` luminances, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A picture to cut lines out of. */
export interface Picture extends Raster {
  /** Of its size: probability that a pixel is a stroke of text, 0 to 255, where a network told (`src/ink`). */
  readonly strokes?: Raster;
}

/** The part of `image` inside `box`, which may reach over the edges: pixels outside repeat the nearest edge. */
export function cropRaster(image: Raster, box: Box): Raster {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const data = new Uint8Array(width * height);
  const from = Math.min(image.width - 1, Math.max(0, box.left));
  const to = Math.max(from + 1, Math.min(image.width, box.right));
  // Columns of the answer that lie inside the image; the rest repeats their first and last.
  const first = Math.min(width - 1, Math.max(0, from - box.left));
  const last = Math.min(width, first + to - from);
  for (let y = 0; y < height; y++) {
    const row = Math.min(image.height - 1, Math.max(0, box.top + y)) * image.width;
    const at = y * width;
    data.set(image.data.subarray(row + from, row + from + last - first), at + first);
    if (first > 0) data.fill(image.data[row + from], at, at + first);
    if (last < width) data.fill(image.data[row + to - 1], at + last, at + width);
  }
  return { width, height, data };
}

/** Turns an image clockwise. */
export function rotateRaster(image: Raster, rotation: Rotation): Raster {
  if (rotation === 0) return image;
  const { width: w, height: h } = image;
  const turned = rotation === 180 ? { width: w, height: h } : { width: h, height: w };
  const data = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [toX, toY] = rotatePoint(x, y, w - 1, h - 1, rotation);
      data[toY * turned.width + toX] = image.data[y * w + x] as number;
    }
  }
  return { ...turned, data };
}

/** Where a point of a picture whose largest coordinates are `maxX`, `maxY` lies after the picture was turned clockwise. */
export function rotatePoint(x: number, y: number, maxX: number, maxY: number, rotation: Rotation): [number, number] {
  if (rotation === 90) return [maxY - y, x];
  if (rotation === 180) return [maxX - x, maxY - y];
  if (rotation === 270) return [y, maxX - x];
  return [x, y];
}

/** Resamples to `width` x `height`, bilinear; where it shrinks, every source pixel counts (triangle filter), so thin strokes stay. */
export function resizeRaster(image: Raster, width: number, height: number): Raster {
  if (width === image.width && height === image.height) return image;
  const columns = resampleWeights(image.width, width);
  const rows = resampleWeights(image.height, height);
  const between = new Float32Array(width * image.height);
  const across = columns.taps === 2 ? acrossTwo : acrossMany;
  for (let y = 0; y < image.height; y++) across(image.data, y * image.width, columns, between, y * width, width);
  const data = new Uint8Array(width * height);
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0.5);
    for (let k = 0; k < rows.taps; k++) {
      const weight = rows.weights[y * rows.taps + k];
      const from = (rows.starts[y] + k) * width;
      if (weight > 0) for (let x = 0; x < width; x++) sums[x] += weight * between[from + x];
    }
    data.set(sums, y * width);
  }
  return { width, height, data };
}

/** Writes one row of `width` pixels to `to[at]` and on, from the source's row that begins at `from[row]`. */
type Across = (from: Uint8Array, row: number, weights: Weights, to: Float32Array, at: number, width: number) => void;

/** From two source pixels each: enlarged pictures are most of the time spent here. */
const acrossTwo: Across = (from, row, { starts, weights }, to, at, width) => {
  for (let x = 0; x < width; x++) {
    const start = row + starts[x];
    to[at + x] = weights[2 * x] * from[start] + weights[2 * x + 1] * from[start + 1];
  }
};

const acrossMany: Across = (from, row, { taps, starts, weights }, to, at, width) => {
  for (let x = 0; x < width; x++) {
    const start = row + starts[x];
    let sum = 0;
    for (let k = 0; k < taps; k++) sum += weights[x * taps + k] * from[start + k];
    to[at + x] = sum;
  }
};

/** For each target pixel the first of its source pixels and `taps` weights that add up to 1. */
interface Weights {
  readonly taps: number;
  readonly starts: Int32Array;
  readonly weights: Float32Array;
}

function resampleWeights(from: number, to: number): Weights {
  const scale = from / to;
  const support = Math.max(1, scale);
  // Enlarged, a pixel lies between two.
  const taps = Math.min(from, scale <= 1 ? 2 : Math.ceil(support) * 2 + 1);
  const starts = new Int32Array(to);
  const weights = new Float32Array(to * taps);
  for (let index = 0; index < to; index++) {
    const center = (index + 0.5) * scale - 0.5;
    const start = Math.max(0, Math.min(from - taps, Math.floor(center - support) + 1));
    starts[index] = start;
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const weight = Math.max(0, 1 - Math.abs(start + k - center) / support);
      weights[index * taps + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < taps; k++) weights[index * taps + k] /= sum;
  }
  return { taps, starts, weights };
}

export function invertRaster(image: Raster): Raster {
  return { ...image, data: image.data.map((value) => 255 - value) };
}
