import { Canvas, type Point, randomBumps } from '../canvas';
import type { Rng } from '../random';
import { greyRaster } from '../raster';
import { drawHand } from './hand';
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
  drawLungFields(canvas, rng, { x, y });
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
  drawRibs(canvas, rng, x);
  canvas.cloud(rng, 60, 40);
}

function drawLungFields(canvas: Canvas, rng: Rng, { x, y }: Point): void {
  const { width, height } = canvas;
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
}

/** Ribs and vertebrae take their share from everything behind them. */
function drawRibs(canvas: Canvas, rng: Rng, x: number): void {
  const { width, height } = canvas;
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
}
