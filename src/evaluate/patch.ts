import type { BoxTuple } from '../base/results';

/** A picture as displayed: `channels` interleaved bytes a pixel, 1 (grey) or 3 (RGB), row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** The part of a picture inside a box; what of the box lies outside the picture is left out. */
export function cropPicture(picture: Picture, [x, y, w, h]: BoxTuple): Picture {
  const { channels } = picture;
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const width = Math.max(0, Math.min(picture.width, x + w) - left);
  const height = Math.max(0, Math.min(picture.height, y + h) - top);
  const data = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row += 1) {
    const from = ((top + row) * picture.width + left) * channels;
    data.set(picture.data.subarray(from, from + width * channels), row * width * channels);
  }
  return { width, height, channels, data };
}

/** Turned by 90 degrees clockwise, so that text that reads upwards stands upright. */
export function turnPicture({ width, height, channels, data }: Picture): Picture {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const to = (x * height + (height - 1 - y)) * channels;
      const from = (y * width + x) * channels;
      for (let c = 0; c < channels; c += 1) out[to + c] = data[from + c];
    }
  }
  return { width: height, height: width, channels, data: out };
}

/** Of each pixel the mean of its channels. */
export function greyOf({ channels, data }: Picture): Float64Array {
  const grey = new Float64Array(data.length / channels);
  for (let i = 0; i < grey.length; i += 1) {
    let sum = 0;
    for (let c = 0; c < channels; c += 1) sum += data[i * channels + c];
    grey[i] = sum / channels;
  }
  return grey;
}

/** Of each pixel the largest difference of a channel. Both pictures have one size. */
export function differenceOf(a: Picture, b: Picture): Uint8Array {
  const wide = a.channels === 3 ? a : b;
  const pixels = a.width * a.height;
  const out = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i += 1) {
    for (let c = 0; c < wide.channels; c += 1) {
      const one = a.data[i * a.channels + Math.min(c, a.channels - 1)];
      const other = b.data[i * b.channels + Math.min(c, b.channels - 1)];
      const difference = Math.abs(one - other);
      if (difference > out[i]) out[i] = difference;
    }
  }
  return out;
}

/** Of each pixel how much the window of `side` by `side` pixels around it varies: largest less smallest value, of the channel where that is most. */
export function spreadOf({ width, height, channels, data }: Picture, side: number): Uint8Array {
  const reach = side >> 1;
  const out = new Uint8Array(width * height);
  const low = new Uint8Array(width * height);
  const high = new Uint8Array(width * height);
  for (let c = 0; c < channels; c += 1) {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        let [least, most] = [255, 0];
        for (let k = Math.max(0, x - reach); k <= Math.min(width - 1, x + reach); k += 1) {
          const value = data[(y * width + k) * channels + c];
          if (value < least) least = value;
          if (value > most) most = value;
        }
        low[y * width + x] = least;
        high[y * width + x] = most;
      }
    }
    for (let x = 0; x < width; x += 1) {
      for (let y = 0; y < height; y += 1) {
        let [least, most] = [255, 0];
        for (let k = Math.max(0, y - reach); k <= Math.min(height - 1, y + reach); k += 1) {
          if (low[k * width + x] < least) least = low[k * width + x];
          if (high[k * width + x] > most) most = high[k * width + x];
        }
        const at = y * width + x;
        if (most - least > out[at]) out[at] = most - least;
      }
    }
  }
  return out;
}
