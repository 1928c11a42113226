import { Canvas, randomBumps } from '../canvas';
import type { Rng } from '../random';
import { greyRaster } from '../raster';
import { type Phantom, type PhantomOptions, SOP_CLASS } from './types';

/** A chest or hand radiograph (CR or DX), MONOCHROME1 or MONOCHROME2, 12 bits. */
export function xrayPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const hand = study.chance(0.3);
  const [rows, columns] =
    size === undefined
      ? hand
        ? [900, 720]
        : rng.pick([
            [1024, 900],
            [900, 1024],
            [1100, 1100],
          ])
      : [size.rows, size.columns];
  const canvas = new Canvas(columns, rows, 300);
  if (hand) drawHand(canvas, rng);
  else drawChest(canvas, rng);
  canvas.blur(1);
  canvas.grain(rng, 22);
  const borders = rng.chance(0.5) ? Math.round(columns * rng.range(0.02, 0.08)) : 0;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) if (x < borders || x >= columns - borders) canvas.data[y * columns + x] = 4000;
  const inverse = study.chance(0.5);
  if (!inverse) for (let i = 0; i < canvas.data.length; i++) canvas.data[i] = 4095 - canvas.data[i];
  // Canvas values grow with exposure (film blackening): that is MONOCHROME1 as it stands.
  const dx = study.chance(0.6);
  const view = study.pick(hand ? ['PA'] : ['AP', 'PA']);
  return {
    raster: greyRaster([canvas], {
      bitsStored: 12,
      photometricInterpretation: inverse ? 'MONOCHROME1' : 'MONOCHROME2',
      windows: [inverse ? { low: 200, high: 3300 } : { low: 795, high: 3895 }],
    }),
    modality: dx ? 'DX' : 'CR',
    sopClassUID: dx ? SOP_CLASS.dx : SOP_CLASS.cr,
    ...study.pick([
      { manufacturer: 'FUJIFILM Corporation', model: 'FDR Go' },
      { manufacturer: 'Carestream Health', model: 'DRX-1' },
      { manufacturer: 'Agfa', model: 'CR 85' },
    ]),
    studyDescription: hand ? 'XR HAND 2 VIEWS' : 'XR CHEST AP PORTABLE',
    seriesDescription: hand ? 'Hand PA' : `Chest ${view}`,
    bodyPart: hand ? 'HAND' : 'CHEST',
    pixelSpacing: [0.3, 0.3],
    imageType: ['ORIGINAL', 'PRIMARY', ''],
    technique: {
      kVp: hand ? 55 : rng.int(85, 120),
      tubeCurrent: rng.int(160, 400),
      exposureTime: rng.int(5, 40),
      viewPosition: view,
      laterality: study.pick(['L', 'R'] as const),
    },
  };
}

function drawChest(canvas: Canvas, rng: Rng): void {
  const { width, height } = canvas;
  const [x, y] = [width / 2 + rng.range(-0.03, 0.03) * width, height * 0.5];
  canvas.data.fill(3700);
  canvas.blob({ x, y: y + height * 0.12, rx: width * 0.47, ry: height * 0.62, bumps: randomBumps(rng, 0.03) }, 1100, {
    soft: 30,
  });
  for (const side of [-1, 1]) {
    canvas.blob(
      { x: x + side * width * 0.38, y: height * 0.16, rx: width * 0.2, ry: height * 0.09, angle: side * 0.5 },
      1000,
      { soft: 20 },
    );
    const lung = {
      x: x + side * width * 0.2,
      y: y - height * 0.06,
      rx: width * 0.155,
      ry: height * 0.33,
      angle: side * -0.12,
      bumps: randomBumps(rng, 0.05),
    };
    canvas.blob(lung, rng.range(2500, 2900), { soft: 16 });
    for (let i = 0; i < 60; i++) {
      const start = { x: x + side * width * 0.07, y: y - height * 0.03 };
      const angle = rng.range(-1.4, 1.4) + (side < 0 ? Math.PI : 0);
      const length = rng.range(0.05, 0.2) * width;
      const to = { x: start.x + length * Math.cos(angle), y: start.y + 1.4 * length * Math.sin(angle) };
      canvas.stroke(start, to, [width * 0.004, width * 0.001], rng.range(2050, 2350), 'set');
    }
  }
  canvas.blob({ x, y: y - height * 0.1, rx: width * 0.06, ry: height * 0.42, bumps: randomBumps(rng, 0.05) }, 800, {
    soft: 14,
  });
  canvas.blob(
    {
      x: x + width * 0.06,
      y: y + height * 0.12,
      rx: width * 0.13,
      ry: height * 0.13,
      angle: 0.6,
      bumps: randomBumps(rng, 0.05),
    },
    850,
    { soft: 14 },
  );
  canvas.blob({ x, y: height * 0.95, rx: width * 0.42, ry: height * 0.22, bumps: randomBumps(rng, 0.06) }, 700, {
    soft: 20,
  });
  const veil = new Canvas(width, height, 0);
  for (let i = 0; i < 9; i++) {
    for (const side of [-1, 1]) {
      const top = height * (0.16 + i * 0.07);
      let from = { x: x + side * width * 0.05, y: top };
      for (let k = 1; k <= 8; k++) {
        const to = {
          x: x + side * width * (0.05 + 0.037 * k),
          y: top + height * (0.006 * k * k * 0.35 - 0.012 * (k < 3 ? k : 3) + 0.01 * Math.max(0, k - 4)),
        };
        veil.stroke(from, to, [width * 0.009, width * 0.009], 330);
        from = to;
      }
    }
  }
  for (let i = 0; i < 16; i++)
    veil.blob(
      { x, y: height * (0.06 + i * 0.058), rx: width * 0.03, ry: height * 0.022, bumps: randomBumps(rng, 0.05) },
      200,
      { soft: 4 },
    );
  veil.blur(3);
  for (let i = 0; i < veil.data.length; i++) canvas.data[i] -= veil.data[i];
  canvas.cloud(rng, 60, 40);
}

function drawHand(canvas: Canvas, rng: Rng): void {
  const { width, height } = canvas;
  canvas.data.fill(3600);
  const wrist = { x: width / 2, y: height * 0.98 };
  const tips = [-0.34, -0.19, -0.02, 0.13, 0.3].map((dx, i) => ({
    x: width * (0.5 + dx),
    y: height * [0.5, 0.2, 0.13, 0.17, 0.32][i] + rng.range(-10, 10),
  }));
  const knuckles = [-0.2, -0.1, -0.02, 0.06, 0.14].map((dx, i) => ({
    x: width * (0.5 + dx),
    y: height * [0.72, 0.5, 0.48, 0.5, 0.54][i],
  }));
  const flesh = width * 0.042;
  canvas.stroke(wrist, { x: width / 2, y: height * 0.78 }, [width * 0.12, width * 0.14], 2300);
  canvas.blob(
    { x: width * 0.49, y: height * 0.66, rx: width * 0.2, ry: height * 0.17, bumps: randomBumps(rng, 0.05) },
    2300,
    { soft: 8 },
  );
  tips.forEach((tip, i) => {
    canvas.stroke(knuckles[i], tip, [flesh * 1.25, flesh], 2400);
  });
  tips.forEach((tip, i) => {
    const bases = [{ x: width * (0.46 + i * 0.02), y: height * 0.77 }, knuckles[i]];
    const along = (t: number) => ({
      x: knuckles[i].x + (tip.x - knuckles[i].x) * t,
      y: knuckles[i].y + (tip.y - knuckles[i].y) * t,
    });
    const bone = (a: { x: number; y: number }, b: { x: number; y: number }, r: number) => {
      canvas.stroke(a, b, [r, r * 0.85], 1000);
      canvas.stroke(a, b, [r * 0.55, r * 0.45], 1450);
    };
    bone(bases[0], bases[1], flesh * 0.5);
    for (const [a, b] of [
      [0.06, 0.42],
      [0.48, 0.72],
      [0.78, 0.95],
    ])
      bone(along(a), along(b), flesh * 0.45);
  });
  for (let i = 0; i < 8; i++) {
    canvas.blob(
      {
        x: width * (0.42 + 0.045 * (i % 4)),
        y: height * (0.8 + 0.04 * (i >> 2)),
        rx: width * 0.024,
        ry: height * 0.02,
        bumps: randomBumps(rng, 0.12),
      },
      1150,
      { soft: 3 },
    );
  }
  for (const dx of [-0.05, 0.05])
    canvas.stroke(
      { x: width * (0.5 + dx), y: height * 0.9 },
      { x: width * (0.5 + dx), y: height },
      [width * 0.035, width * 0.03],
      1050,
    );
  canvas.blur(2);
}
