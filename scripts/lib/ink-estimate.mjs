// The ink of a text whose truth is a box only: what stands out in it and can be letters. As `evaluate/ink-of`, but with a background that
// may change along the line, and without what cannot be letters: pieces that go on beyond the box (bright anatomy, an axis, a cursor, a
// frame) and ruled lines within it (an underline).
import { createRequire } from 'node:module';
import { inRoot } from './common.mjs';

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));

/** As in `evaluate/ink-of`: share of the contrast, and of the border's noise, by which ink stands out, and what nobody sees. */
const LEAST = { share: 0.25, noise: 1.2, noiseLimit: 0.7, visible: 6 };
/** The background at a place is the border's within so many heights along the line. */
const NEAR = 1.5;
/** A piece goes on beyond the box when it reaches so far over it, in heights; boxes are drawn by hand, a few pixels off. */
const BEYOND = 0.35;
/** A ruled line is so thin, in heights, and at least so many times as long as thick. */
const RULED = { thin: 0.2, long: 6 };
/** With less than this share of what stands out left, the text cannot be told from its surroundings, and all counts. */
const TOLD = 0.1;

/**
 * @param picture `{ width, height, channels, data }`
 * @param box `[left, top, width, height]`, inside the picture
 * @returns `{ bits, count, contrast }`: 1 for each pixel of the box that is ink, how many, levels by which the ink stands out
 */
export function estimatedInk(picture, box) {
  const { quantile } = load('evaluate/bootstrap');
  const [left, top, width, height] = box;
  const margin = Math.max(3, Math.round(BEYOND * Math.min(width, height)));
  const wide = {
    left: Math.max(0, left - margin),
    top: Math.max(0, top - margin),
    right: Math.min(picture.width, left + width + margin),
    bottom: Math.min(picture.height, top + height + margin),
  };
  const off = distances(picture, box, wide, quantile);
  const inBox = indicesIn(box, wide);
  const contrast = quantile(
    inBox.map((at) => off[at]),
    0.99,
  );
  const border = inBox.filter(
    (_, k) => k < width || k >= width * (height - 1) || k % width === 0 || (k + 1) % width === 0,
  );
  const noise = quantile(
    border.map((at) => off[at]),
    0.9,
  );
  const least = Math.max(
    LEAST.share * contrast,
    Math.min(LEAST.noise * noise, LEAST.noiseLimit * contrast),
    LEAST.visible,
  );
  const mask = Uint8Array.from(off, (value) => (value > least ? 1 : 0));
  const all = Uint8Array.from(inBox, (at) => mask[at]);
  const letters = lettersOf(mask, wide, picture, Math.min(width, height));
  const bits = Uint8Array.from(inBox, (at) => letters[at]);
  const [count, standing] = [bits, all].map((part) => part.reduce((sum, bit) => sum + bit, 0));
  return count >= TOLD * standing ? { bits, count, contrast } : { bits: all, count: standing, contrast };
}

/** By how many levels each pixel of the wider cut-out differs from the background at its place along the line. */
function distances({ width, channels, data }, [left, top, w, h], wide, quantile) {
  const across = w >= h;
  const [length, size] = across ? [w, h] : [h, w];
  const levelAt = (x, y, c) => data[(y * width + x) * channels + c];
  const reach = NEAR * size;
  const backgrounds = Array.from({ length }, (_, at) => {
    const samples = [];
    for (let t = 0; t < length; t += 1) {
      if (Math.abs(t - at) > reach) continue;
      // The first and last row (column) of the line, and its ends.
      for (let u = 0; u < size; u += t === 0 || t === length - 1 ? 1 : Math.max(1, size - 1)) {
        samples.push(across ? [left + t, top + u] : [left + u, top + t]);
      }
    }
    return Array.from({ length: channels }, (_, c) =>
      quantile(
        samples.map(([x, y]) => levelAt(x, y, c)),
        0.5,
      ),
    );
  });
  const off = [];
  for (let y = wide.top; y < wide.bottom; y += 1) {
    for (let x = wide.left; x < wide.right; x += 1) {
      const background = backgrounds[Math.max(0, Math.min(length - 1, across ? x - left : y - top))];
      off.push(Math.max(...background.map((level, c) => Math.abs(levelAt(x, y, c) - level))));
    }
  }
  return off;
}

/** Indices into the wider cut-out of the box's pixels, row by row. */
function indicesIn([left, top, w, h], wide) {
  const width = wide.right - wide.left;
  return Array.from({ length: w * h }, (_, at) => {
    return (top - wide.top + Math.floor(at / w)) * width + (left - wide.left) + (at % w);
  });
}

/** The mask without pieces that cannot be letters. */
function lettersOf(mask, wide, picture, size) {
  const [width, height] = [wide.right - wide.left, wide.bottom - wide.top];
  const letters = new Uint8Array(mask.length);
  for (const { box, pixels } of load('base/connected').connectedPieces(mask, width, height)) {
    const goesOn =
      (box.left === 0 && wide.left > 0) ||
      (box.top === 0 && wide.top > 0) ||
      (box.right === width && wide.right < picture.width) ||
      (box.bottom === height && wide.bottom < picture.height);
    if (!goesOn && !isRuled(box, pixels.length, size)) for (const at of pixels) letters[at] = 1;
  }
  return letters;
}

function isRuled(box, area, size) {
  const [w, h] = [box.right - box.left, box.bottom - box.top];
  const [long, thick] = [Math.max(w, h), Math.min(w, h)];
  return thick <= Math.max(2, RULED.thin * size) && long >= Math.max(size, RULED.long * thick) && area >= 0.9 * w * h;
}
