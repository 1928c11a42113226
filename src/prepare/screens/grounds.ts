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
