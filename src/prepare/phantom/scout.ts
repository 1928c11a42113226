import { Canvas, randomBumps } from '../canvas';
import type { Rng } from '../random';
import { quantise } from '../raster';
import { type Phantom, type PhantomOptions, SOP_CLASS } from './types';

/** A CT scout (localizer): the attenuation of a trunk in projection, so saturated that large parts are white. */
export function scoutPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const rows = size?.rows ?? 665;
  const columns = size?.columns ?? 512;
  const canvas = drawTrunk(rng, rows, columns);
  canvas.grain(rng, 14);
  const windows = [
    rng.pick([
      { low: -800, high: 250 },
      { low: -500, high: 900 },
      { low: -900, high: -150 },
    ]),
  ];
  return {
    raster: {
      rows,
      columns,
      frames: 1,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
      bitsStored: 16,
      signed: true,
      samples: quantise([canvas], { bitsStored: 16, signed: true }),
      windows,
      rescale: { slope: 1, intercept: 0, type: 'HU' },
    },
    modality: 'CT',
    sopClassUID: SOP_CLASS.ct,
    manufacturer: 'GE MEDICAL SYSTEMS',
    model: 'LightSpeed VCT',
    studyDescription: study.pick(['CT HIP WO CONTRAST', 'CT CHEST ABD PELVIS', 'CT UROGRAM']),
    seriesDescription: study.pick(['SCOUT', 'Surview', 'Topogram', 'SCOUT AP']),
    bodyPart: 'ABDOMEN',
    pixelSpacing: [0.6, 0.6],
    imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
    technique: {
      kVp: 120,
      tubeCurrent: rng.int(10, 80),
      exposureTime: 4000,
      sliceThickness: 1,
      sliceLocation: 0,
      patientPosition: 'HFS',
    },
  };
}

function drawTrunk(rng: Rng, rows: number, columns: number): Canvas {
  const canvas = new Canvas(columns, rows, -990);
  const middle = columns / 2 + rng.range(-20, 20);
  const halfWidth = columns * rng.range(0.26, 0.36);
  const left = randomBumps(rng, 0.12, 5);
  const right = randomBumps(rng, 0.12, 5);
  const wave = (waves: [number, number][], t: number) =>
    waves.reduce((sum, [amplitude, phase], i) => sum + amplitude * Math.sin((i + 1) * 4 * t + phase), 1);
  const thickness = rng.range(900, 1900);
  for (let y = 0; y < rows; y++) {
    const [a, b] = [middle - halfWidth * wave(left, y / rows), middle + halfWidth * wave(right, y / rows)];
    for (let x = Math.max(0, Math.ceil(a)); x < Math.min(columns, b); x++) {
      const u = (2 * (x - a)) / (b - a) - 1;
      canvas.data[y * columns + x] += thickness * Math.sqrt(1 - u * u);
    }
  }
  // Spine and lungs seen through the trunk, and the rails of the table beside it.
  for (let y = 6; y < rows; y += 22) {
    canvas.blob({ x: middle, y, rx: 24, ry: 8, bumps: randomBumps(rng, 0.08) }, rng.range(150, 330), {
      add: true,
      soft: 3,
    });
  }
  for (const side of [-1, 1]) {
    const lung = { x: middle + side * halfWidth * 0.48, y: rows * 0.22, rx: halfWidth * 0.34, ry: rows * 0.2 };
    canvas.blob({ ...lung, bumps: randomBumps(rng, 0.08) }, -rng.range(350, 650), { add: true, soft: 8 });
    const rail = middle + side * columns * 0.46;
    canvas.stroke({ x: rail, y: 0 }, { x: rail, y: rows }, [1, 1], 300, 'max');
  }
  return canvas;
}
