import { Canvas, type Point, randomBumps } from '../canvas';
import type { Rng } from '../random';
import { greyRaster } from '../raster';
import { type Phantom, type PhantomOptions, SOP_CLASS } from './types';

interface Segment {
  readonly from: Point;
  readonly to: Point;
  readonly radii: readonly [number, number];
  /** Generation from the root, for the arrival of contrast. */
  readonly order: number;
}

/** A vessel tree as short segments that wander, thin out and branch. */
function vesselTree(rng: Rng, root: Point, heading: number, radius: number, length: number): Segment[] {
  const out: Segment[] = [];
  const grow = (start: Point, angle: number, r: number, left: number, order: number): void => {
    let [at, direction, thick] = [start, angle, r];
    for (let i = 0; i < left && thick > 0.55; i++) {
      direction += rng.range(-0.16, 0.16);
      const step = thick * 1.6 + 3;
      const to = { x: at.x + step * Math.cos(direction), y: at.y + step * Math.sin(direction) };
      out.push({ from: at, to, radii: [thick, thick * 0.985], order: order + i });
      at = to;
      thick *= 0.985;
      if (rng.chance(0.1)) {
        grow(
          at,
          direction + rng.pick([-1, 1]) * rng.range(0.4, 1.1),
          thick * rng.range(0.4, 0.7),
          left * 0.7,
          order + i,
        );
      }
    }
    if (thick > 1 && order < length * 1.5) {
      for (const side of [-1, 1])
        grow(at, direction + side * rng.range(0.2, 0.45), thick * 0.72, left * 0.75, order + left);
    }
  };
  grow(root, heading, radius, length, 0);
  return out;
}

/** A maximum intensity projection of an angiography: grey vessels and organs on black, 8 or 12 bits. */
export function mipPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const rows = size?.rows ?? 512;
  const columns = size?.columns ?? 512;
  const canvas = new Canvas(columns, rows, 0);
  const unit = Math.min(rows, columns) / 512;
  const middle = { x: columns / 2 + rng.range(-40, 20) * unit, y: rows * 0.03 };
  const veil = new Canvas(columns, rows, 0);
  for (let i = rng.int(5, 9); i > 0; i--) {
    const at = { x: middle.x + rng.range(-130, 130) * unit, y: rows * rng.range(0.3, 0.75) };
    veil.blob(
      {
        ...at,
        rx: rng.range(25, 75) * unit,
        ry: rng.range(30, 85) * unit,
        angle: rng.range(0, 3),
        bumps: randomBumps(rng, 0.16, 6),
      },
      rng.range(120, 330),
      { soft: 5 },
    );
  }
  veil.cloud(rng, 18 * unit, 55);
  veil.cloud(rng, 6 * unit, 40);
  for (let i = 0; i < canvas.data.length; i++) canvas.data[i] = veil.data[i] > 110 ? veil.data[i] : 0;
  const tree = vesselTree(rng, middle, Math.PI / 2 + rng.range(-0.08, 0.08), rng.range(10, 15) * unit, 22);
  for (const { from, to, radii } of tree) canvas.stroke(from, to, radii, rng.range(560, 640), 'tube');
  canvas.blur(1);
  for (let i = 0; i < canvas.data.length; i++)
    if (canvas.data[i] > 0) canvas.data[i] = Math.max(0, canvas.data[i] + 14 * rng.normal());
  return {
    raster: greyRaster([canvas], { bitsStored: 12, windows: [{ low: 0, high: rng.int(900, 1500) }] }),
    modality: 'MR',
    sopClassUID: SOP_CLASS.mr,
    manufacturer: 'GE MEDICAL SYSTEMS',
    model: 'Signa HDxt',
    studyDescription: 'MRA ABDOMEN PELVIS',
    seriesDescription: study.pick(['PJN', 'MIP', 'COR MIP ROTATION']),
    bodyPart: 'ABDOMEN',
    pixelSpacing: [0.8, 0.8],
    imageType: ['DERIVED', 'SECONDARY', 'PROJECTION IMAGE'],
    technique: {
      repetitionTime: 4,
      echoTime: 1,
      flipAngle: 30,
      fieldStrength: 1.5,
      sliceThickness: 80,
      sliceLocation: 0,
      patientPosition: 'HFS',
    },
  };
}

/** A digital angiography run: dark vessels fill frame by frame over a grey ground, 10 bits in 16, several frames. */
export function xaPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const rows = size?.rows ?? 512;
  const columns = size?.columns ?? 512;
  const unit = Math.min(rows, columns) / 512;
  const ground = new Canvas(columns, rows, 620);
  ground.cloud(rng, 140 * unit, 60);
  ground.cloud(rng, 40 * unit, 22);
  for (let i = 0; i < 5; i++) {
    const y = rows * (0.1 + 0.2 * i);
    ground.stroke(
      { x: 0, y: y + rng.range(-20, 40) },
      { x: columns, y: y + rng.range(-40, 20) },
      [9 * unit, 12 * unit],
      560,
    );
  }
  ground.blur(3);
  const side = rng.pick([0, 1]);
  const tree = vesselTree(
    rng,
    { x: side * columns, y: rows * rng.range(0.25, 0.5) },
    side * Math.PI + rng.range(-0.3, 0.3),
    7 * unit,
    18,
  );
  const frames = rng.int(4, 8);
  const last = Math.max(...tree.map(({ order }) => order));
  const canvases = Array.from({ length: frames }, (_, frame) => {
    const canvas = new Canvas(columns, rows);
    canvas.data.set(ground.data);
    const reached = (last * (frame + 0.4)) / (frames - 1.2);
    const dye = new Canvas(columns, rows, 0);
    for (const { from, to, radii, order } of tree) if (order <= reached) dye.stroke(from, to, radii, 330, 'tube');
    for (let i = 0; i < dye.data.length; i++) canvas.data[i] -= dye.data[i];
    canvas.grain(rng, 14);
    collimate(canvas);
    return canvas;
  });
  return {
    raster: greyRaster(canvases, { bitsStored: 10, windows: [{ low: 150, high: 850 }] }),
    modality: 'XA',
    sopClassUID: SOP_CLASS.xa,
    ...study.pick([
      { manufacturer: 'SIEMENS', model: 'AXIOM-Artis' },
      { manufacturer: 'Philips Medical Systems', model: 'Allura Xper' },
    ]),
    studyDescription: 'CARDIAC CATH',
    seriesDescription: study.pick(['LCA 15 fps', 'RCA', 'Coro']),
    bodyPart: 'HEART',
    imageType: ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE'],
    technique: {
      kVp: rng.int(65, 110),
      tubeCurrent: rng.int(200, 800),
      exposureTime: rng.int(4, 9),
      frameTime: 67,
      patientPosition: 'HFS',
    },
  };
}

/** The round shutter of the image intensifier. */
function collimate(canvas: Canvas): void {
  const radius2 = (Math.min(canvas.width, canvas.height) / 2 - 2) ** 2;
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      if ((x - canvas.width / 2) ** 2 + (y - canvas.height / 2) ** 2 > radius2) canvas.data[y * canvas.width + x] = 0;
    }
  }
}
