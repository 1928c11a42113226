import { type Blob, Canvas, randomBumps } from '../canvas';
import { greyRaster } from '../raster';
import { type Phantom, type PhantomOptions, SOP_CLASS } from './types';

/** A cranial MR slice, T1-like or T2-like, with the shading of the coil and motion ghosts; 12 bits unsigned. */
export function mrPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const [rows, columns] =
    size === undefined
      ? rng.pick([
          [256, 256],
          [320, 320],
          [512, 512],
          [448, 384],
        ])
      : [size.rows, size.columns];
  const canvas = new Canvas(columns, rows, 6);
  const unit = Math.min(rows, columns) / 256;
  const t2 = study.chance(0.5);
  const signal = t2
    ? { fat: 520, grey: 430, white: 330, fluid: 1000, bone: 30 }
    : { fat: 950, grey: 360, white: 520, fluid: 110, bone: 25 };
  drawBrain(canvas, rng, unit, signal);
  canvas.cloud(rng, 9 * unit, 18);
  shade(canvas, rng);
  canvas.grain(rng, rng.range(8, 20));
  for (let i = 0; i < canvas.data.length; i++) canvas.data[i] = Math.abs(canvas.data[i]);
  return {
    raster: greyRaster([canvas], { bitsStored: 12, windows: [{ low: 0, high: rng.int(700, 1100) }] }),
    modality: 'MR',
    sopClassUID: SOP_CLASS.mr,
    ...study.pick([
      { manufacturer: 'SIEMENS', model: 'Avanto' },
      { manufacturer: 'Philips Medical Systems', model: 'Achieva' },
      { manufacturer: 'GE MEDICAL SYSTEMS', model: 'Signa HDxt' },
    ]),
    studyDescription: 'MRI BRAIN W WO CONTRAST',
    seriesDescription: t2 ? 'AX T2 FSE' : 'AX T1 SE',
    bodyPart: 'BRAIN',
    pixelSpacing: [0.9, 0.9],
    imageType: ['ORIGINAL', 'PRIMARY', 'M'],
    technique: {
      repetitionTime: t2 ? 4200 : 520,
      echoTime: t2 ? 98 : 12,
      flipAngle: t2 ? 150 : 90,
      fieldStrength: study.pick([1.5, 3]),
      sliceThickness: 5,
      sliceLocation: rng.int(-300, 600) / 10,
      patientPosition: 'HFS',
    },
  };
}

type Signal = Readonly<Record<'fat' | 'grey' | 'white' | 'fluid' | 'bone', number>>;

function drawBrain(canvas: Canvas, rng: PhantomOptions['rng'], unit: number, signal: Signal): void {
  const head: Blob = {
    x: canvas.width / 2 + rng.range(-6, 6) * unit,
    y: canvas.height / 2 + rng.range(-6, 6) * unit,
    rx: rng.range(72, 84) * unit,
    ry: rng.range(92, 106) * unit,
    bumps: randomBumps(rng, 0.02),
  };
  const shrink = (by: number, bumps = 0.02): Blob => ({
    ...head,
    rx: head.rx - by * unit,
    ry: head.ry - by * unit,
    bumps: randomBumps(rng, bumps, 6),
  });
  canvas.blob(head, signal.fat, { soft: 1.5 });
  canvas.blob(shrink(5), signal.bone, { soft: 1.2 });
  canvas.blob(shrink(9), signal.fluid, { soft: 1.2 });
  canvas.blob(shrink(12, 0.05), signal.grey, { soft: 2 });
  canvas.blob(shrink(20, 0.14), signal.white, { soft: 4 });
  drawFolds(canvas, head, unit, rng, signal);
  for (const side of [-1, 1]) {
    const horn = {
      x: head.x + side * 11 * unit,
      y: head.y - 10 * unit,
      rx: 6 * unit,
      ry: 22 * unit,
      angle: side * 0.4,
      bumps: randomBumps(rng, 0.1),
    };
    canvas.blob(horn, signal.fluid, { soft: 1.5 });
    canvas.blob(
      { ...horn, x: head.x + side * 20 * unit, y: head.y + 4 * unit, rx: 9 * unit, ry: 12 * unit },
      signal.grey,
      { soft: 2 },
    );
  }
}

/** Sulci: short radial lines of fluid between grey borders. */
function drawFolds(canvas: Canvas, head: Blob, unit: number, rng: PhantomOptions['rng'], signal: Signal): void {
  for (let i = 0; i < 46; i++) {
    const angle = (i / 46) * 2 * Math.PI + rng.range(-0.05, 0.05);
    const point = (r: number) => ({
      x: head.x + r * head.rx * Math.cos(angle + (1 - r) * 0.3),
      y: head.y + r * head.ry * Math.sin(angle),
    });
    const depth = rng.range(0.55, 0.76);
    canvas.stroke(point(0.85), point(depth), [4.2 * unit, 2.6 * unit], signal.grey);
    canvas.stroke(point(0.86), point(depth + 0.03), [1 * unit, 0.4 * unit], signal.fluid);
  }
  const line = (y: number) => ({ x: head.x, y: head.y + y * head.ry });
  canvas.stroke(line(-0.86), line(0.86), [1.1 * unit, 1.1 * unit], signal.fluid);
}

/** The coil sees what is near: a smooth gain across the picture. */
function shade(canvas: Canvas, rng: PhantomOptions['rng']): void {
  const [gx, gy, bow] = [rng.range(-0.25, 0.25), rng.range(-0.25, 0.25), rng.range(0, 0.25)];
  for (let y = 0; y < canvas.height; y++) {
    const v = (2 * y) / canvas.height - 1;
    for (let x = 0; x < canvas.width; x++) {
      const u = (2 * x) / canvas.width - 1;
      canvas.data[y * canvas.width + x] *= 1 + gx * u + gy * v + bow * (u * u + v * v - 0.5);
    }
  }
}
