import { Canvas, randomBumps } from '../canvas';
import { greyRaster } from '../raster';
import { type Phantom, type PhantomOptions, SOP_CLASS } from './types';

const MACHINES = [
  { manufacturer: 'HOLOGIC, Inc.', model: 'Selenia Dimensions' },
  { manufacturer: 'GE MEDICAL SYSTEMS', model: 'Senographe' },
] as const;

/** A mammogram: the breast at one side, black beside it, 12 bits. */
export function mammoPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const rows = size?.rows ?? 1200;
  const columns = size?.columns ?? 900;
  const canvas = new Canvas(columns, rows, 0);
  const left = study.chance(0.5);
  const x = left ? 0 : columns;
  const breast = {
    x,
    y: rows * rng.range(0.45, 0.55),
    rx: columns * rng.range(0.55, 0.72),
    ry: rows * rng.range(0.34, 0.42),
    bumps: randomBumps(rng, 0.03),
  };
  canvas.blob(breast, 900, { soft: 40 });
  const tissue = new Canvas(columns, rows, 0);
  tissue.cloud(rng, 110, 260);
  tissue.cloud(rng, 40, 190);
  tissue.cloud(rng, 14, 110);
  const inner = new Canvas(columns, rows, 0);
  inner.blob({ ...breast, rx: breast.rx * 0.82, ry: breast.ry * 0.8 }, 1, { soft: 90 });
  for (let i = 0; i < canvas.data.length; i++)
    if (canvas.data[i] > 0) canvas.data[i] += (500 + tissue.data[i]) * inner.data[i];
  for (let i = rng.int(0, 14); i > 0; i--) {
    canvas.blob(
      { x: Math.abs(x - rng.range(0.1, 0.5) * columns), y: breast.y + rng.range(-0.2, 0.2) * rows, rx: 2, ry: 2 },
      2600,
      { soft: 1 },
    );
  }
  for (let i = 0; i < canvas.data.length; i++) if (canvas.data[i] > 20) canvas.data[i] += 24 * rng.normal();
  const view = rng.pick(['CC', 'MLO']);
  return {
    ...common(study),
    raster: greyRaster([canvas], { bitsStored: 12, windows: [{ low: 0, high: 2800 }] }),
    seriesDescription: `${left ? 'L' : 'R'} ${view}`,
    imageType: ['ORIGINAL', 'PRIMARY', ''],
    technique: {
      kVp: rng.int(25, 34),
      tubeCurrent: rng.int(60, 110),
      exposureTime: rng.int(500, 1500),
      viewPosition: view,
      laterality: left ? 'L' : 'R',
    },
  };
}

/** A slice of a tomosynthesis far from the focus: noise over all, here and there a bright artefact. */
export function tomoPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const rows = size?.rows ?? 800;
  const columns = size?.columns ?? 800;
  const canvas = new Canvas(columns, rows, rng.range(430, 560));
  canvas.cloud(rng, 200, 12);
  canvas.grain(rng, rng.range(70, 130));
  for (let i = rng.int(0, 4); i > 0; i--) {
    const from = { x: rng.range(0.1, 0.9) * columns, y: rng.range(0.1, 0.9) * rows };
    canvas.stroke(
      from,
      { x: from.x + rng.range(-60, 60), y: from.y + rng.range(-40, 60) },
      [rng.range(1, 7), 3],
      rng.range(850, 1000),
      'max',
    );
  }
  return {
    ...common(study),
    raster: greyRaster([canvas], { bitsStored: 10, windows: [{ low: 0, high: 1023 }] }),
    seriesDescription: 'DBT slices',
    imageType: ['DERIVED', 'PRIMARY', ''],
    technique: { kVp: 31, tubeCurrent: 90, exposureTime: 900, viewPosition: 'CC', laterality: 'L' },
  };
}

const common = (study: PhantomOptions['study']) =>
  ({
    modality: 'MG',
    sopClassUID: SOP_CLASS.mg,
    ...study.pick(MACHINES),
    studyDescription: 'MAMMO SCREENING BILAT',
    bodyPart: 'BREAST',
    pixelSpacing: [0.1, 0.1],
  }) as const;
