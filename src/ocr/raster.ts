import type { Box } from '../base/geometry';
import type { Rotation } from '../base/types';

/** `width * height` luminances, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The part of `image` inside `box`, which may reach over the edges: pixels outside repeat the nearest edge. */
export function cropRaster(image: Raster, box: Box): Raster {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.min(image.height - 1, Math.max(0, box.top + y)) * image.width;
    for (let x = 0; x < width; x++) {
      data[y * width + x] = image.data[row + Math.min(image.width - 1, Math.max(0, box.left + x))] as number;
    }
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
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < width; x++) {
      const { start, weights } = columns[x] as Weights;
      let sum = 0;
      for (let k = 0; k < weights.length; k++)
        sum += (weights[k] as number) * (image.data[y * image.width + start + k] as number);
      between[y * width + x] = sum;
    }
  }
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const { start, weights } = rows[y] as Weights;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++)
        sum += (weights[k] as number) * (between[(start + k) * width + x] as number);
      data[y * width + x] = sum + 0.5;
    }
  }
  return { width, height, data };
}

interface Weights {
  readonly start: number;
  readonly weights: Float32Array;
}

function resampleWeights(from: number, to: number): Weights[] {
  const scale = from / to;
  const support = Math.max(1, scale);
  return Array.from({ length: to }, (_, index) => {
    const center = (index + 0.5) * scale - 0.5;
    const start = Math.max(0, Math.ceil(center - support));
    const end = Math.min(from - 1, Math.floor(center + support));
    const weights = new Float32Array(end - start + 1);
    let sum = 0;
    for (let k = start; k <= end; k++) {
      const weight = Math.max(1e-6, 1 - Math.abs(k - center) / support);
      weights[k - start] = weight;
      sum += weight;
    }
    return { start, weights: weights.map((weight) => weight / sum) };
  });
}

export function invertRaster(image: Raster): Raster {
  return { ...image, data: image.data.map((value) => 255 - value) };
}
