import { Canvas, randomBumps } from '../canvas';
import type { Rng } from '../random';
import { greyRaster, type Raster } from '../raster';

const WINDOWS = [{ low: 0, high: 255 }];

/** The inside of a hollow organ as an endoscope sees it: folds around a dark way on, vessels, bright reflections. 8-bit grey, 480 x 480. */
export function lumen(rng: Rng): Raster {
  const side = 480;
  const canvas = new Canvas(side, side, 175);
  canvas.cloud(rng, 90, 22);
  canvas.cloud(rng, 30, 7);
  const way = { x: side * rng.range(0.38, 0.62), y: side * rng.range(0.35, 0.6) };
  const rings = rng.int(4, 7);
  for (let i = 0; i < rings; i++) {
    const radius = side * (0.5 - (0.42 * i) / rings);
    const shape = {
      ...way,
      rx: radius * rng.range(0.9, 1.1),
      ry: radius * rng.range(0.8, 1),
      bumps: randomBumps(rng, 0.14),
    };
    canvas.blob({ ...shape, rx: shape.rx + 7, ry: shape.ry + 7 }, 26, { add: true, soft: 10 });
    canvas.blob(shape, -30 - (i * 40) / rings, { add: true, soft: 16 });
  }
  for (let i = rng.int(5, 12); i > 0; i--) {
    let at = { x: side * rng.next(), y: side * rng.next() };
    for (let step = 0; step < 9; step++) {
      const to = { x: at.x + rng.range(-26, 26), y: at.y + rng.range(-8, 30) };
      canvas.stroke(at, to, [1.2, 0.9], 95);
      at = to;
    }
  }
  for (let i = rng.int(8, 22); i > 0; i--) {
    const at = { x: side * rng.range(0.1, 0.9), y: side * rng.range(0.1, 0.9) };
    canvas.blob({ ...at, rx: rng.range(2, 9), ry: rng.range(1, 4), angle: rng.range(0, 3) }, 255, { soft: 2 });
  }
  canvas.blur(1);
  canvas.grain(rng, 3);
  return greyRaster([canvas], { bitsStored: 8, windows: WINDOWS });
}

/** Bytes of a canvas as a grey picture. */
const grey = (canvas: Canvas): Raster => greyRaster([canvas], { bitsStored: 8, windows: WINDOWS });

/** A cut through the retina as optical coherence tomography shows it: bright layers with a pit, speckle. 496 x 768. */
export function retinaCut(rng: Rng): Raster {
  const [width, height] = [768, 496];
  const canvas = new Canvas(width, height, 14);
  const base = height * rng.range(0.45, 0.6);
  const tilt = rng.range(-0.06, 0.06);
  const pit = width * rng.range(0.42, 0.58);
  const layers = [
    [-78, 150],
    [-66, 90],
    [-50, 60],
    [-36, 95],
    [-24, 45],
    [-10, 120],
    [0, 205],
    [9, 150],
  ] as const;
  for (let x = 0; x < width; x += 2) {
    const bow = 0.00012 * (x - width / 2) ** 2 + tilt * (x - width / 2);
    const dip = Math.exp(-(((x - pit) / 62) ** 2));
    layers.forEach(([offset, level], i) => {
      const y = base + bow + offset * (1 - (offset < -5 ? 0.75 * dip : 0));
      canvas.stroke({ x, y }, { x: x + 2, y }, [i === 6 ? 4 : 5, 4], level, 'max');
    });
    canvas.stroke({ x, y: base + bow + 14 }, { x, y: base + bow + 70 }, [2, 1], 58, 'max');
  }
  canvas.blur(1);
  const { data } = canvas;
  for (let i = 0; i < data.length; i++) data[i] *= Math.max(0.25, 1 + 0.42 * rng.normal());
  canvas.grain(rng, 5);
  return grey(canvas);
}

/** The back of the eye in infrared: a disc, vessels from it, a dark macula. 496 x 496. */
export function fundus(rng: Rng): Raster {
  const side = 496;
  const canvas = new Canvas(side, side, 118);
  canvas.cloud(rng, 80, 12);
  const eye = rng.pick([1, -1]);
  const disc = { x: side * (0.5 + eye * 0.3), y: side * rng.range(0.46, 0.54) };
  canvas.blob({ x: side * (0.5 - eye * 0.08), y: side * 0.5, rx: 46, ry: 42 }, -42, { add: true, soft: 40 });
  canvas.blob({ ...disc, rx: 38, ry: 42 }, 190, { soft: 6 });
  for (const side2 of [-1, 1]) {
    for (let i = 0; i < 4; i++) {
      let [x, y] = [disc.x, disc.y];
      let heading = side2 * rng.range(0.9, 1.5) + (eye > 0 ? Math.PI : 0) * (side2 > 0 ? 1 : -1);
      for (let step = 0; step < 34; step++) {
        const to = { x: x + 9 * Math.cos(heading), y: y + 9 * Math.sin(heading) };
        const wide = 3.4 - step * 0.07;
        canvas.stroke({ x, y }, to, [wide, wide], 62);
        [x, y] = [to.x, to.y];
        heading += rng.range(-0.16, 0.16) - side2 * 0.022;
      }
    }
  }
  canvas.blur(1);
  canvas.grain(rng, 6);
  return grey(canvas);
}

/** A whole body from the front and from the back, as a gamma camera counts it: dark on white. 512 x 512. */
export function wholeBody(rng: Rng): Raster {
  const side = 512;
  const canvas = new Canvas(side, side, 0);
  for (const middle of [side * 0.27, side * 0.73]) {
    const at = (dx: number, y: number) => ({ x: middle + dx, y });
    canvas.blob({ ...at(0, 52), rx: 17, ry: 23 }, 75, { add: true, soft: 6 });
    canvas.blob({ ...at(0, 180), rx: 44, ry: 92 }, 30, { add: true, soft: 16 });
    for (let y = 84; y < 262; y += 8)
      canvas.blob({ ...at(rng.range(-1, 1), y), rx: 6, ry: 3.4 }, 95, { add: true, soft: 3 });
    for (let i = 0; i < 7; i++)
      for (const s of [-1, 1]) canvas.stroke(at(s * 6, 98 + i * 13), at(s * 38, 108 + i * 14), [2, 1.4], 55, 'max');
    for (const s of [-1, 1]) {
      canvas.stroke(at(s * 40, 92), at(s * 58, 190), [6, 4], 50, 'max');
      canvas.stroke(at(s * 58, 190), at(s * 64, 262), [4, 3], 40, 'max');
      canvas.stroke(at(s * 24, 272), at(s * 20, 378), [9, 7], 55, 'max');
      canvas.stroke(at(s * 20, 384), at(s * 17, 480), [7, 4], 45, 'max');
      canvas.blob({ ...at(s * 22, 262), rx: 15, ry: 20 }, 60, { add: true, soft: 7 });
    }
    canvas.blob({ ...at(rng.range(-4, 4), 276), rx: 9, ry: 8 }, 130, { add: true, soft: 4 });
    for (let i = rng.int(0, 5); i > 0; i--)
      canvas.blob({ ...at(rng.range(-38, 38), rng.range(90, 300)), rx: 4, ry: 4 }, 140, { add: true, soft: 3 });
  }
  const { data } = canvas;
  for (let i = 0; i < data.length; i++)
    data[i] = 252 - Math.min(250, Math.max(0, data[i] + Math.sqrt(Math.max(0, data[i])) * rng.normal() * 1.3));
  return grey(canvas);
}

/** Lumbar vertebrae as a bone densitometer shows them. 300 x 260. */
export function lumbarSpine(rng: Rng): Raster {
  const [width, height] = [260, 300];
  const canvas = new Canvas(width, height, 62);
  canvas.cloud(rng, 26, 9);
  const bend = rng.range(-14, 14);
  for (let i = 0; i < 6; i++) {
    const y = 18 + i * 52;
    const x = width / 2 + bend * Math.sin((i / 5) * Math.PI);
    canvas.blob({ x, y, rx: 34 + i * 2, ry: 21, bumps: randomBumps(rng, 0.08) }, 96, { add: true, soft: 5 });
    canvas.blob({ x, y: y + 8, rx: 9, ry: 13 }, 40, { add: true, soft: 5 });
    for (const s of [-1, 1])
      canvas.blob({ x: x + s * 42, y: y + 4, rx: 16, ry: 5, angle: s * 0.2 }, 38, { add: true, soft: 4 });
  }
  canvas.blur(2);
  canvas.grain(rng, 7);
  return grey(canvas);
}
