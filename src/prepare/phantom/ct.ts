import { type Blob, Canvas, randomBumps } from '../canvas';
import type { Rng } from '../random';
import { quantise, type Window } from '../raster';
import { type Phantom, type PhantomOptions, SOP_CLASS } from './types';

const REGIONS = ['CHEST', 'ABDOMEN', 'PELVIS', 'HEAD'] as const;
type Region = (typeof REGIONS)[number];

const WINDOWS = {
  soft: { low: -160, high: 240, name: 'SOFT TISSUE' },
  lung: { low: -1350, high: 150, name: 'LUNG' },
  bone: { low: -500, high: 1500, name: 'BONE' },
  brain: { low: 0, high: 80, name: 'BRAIN' },
} as const satisfies Record<string, Window>;

/** An axial CT slice: 12 bits in 16, signed or with an offset of 1024, in Hounsfield units by the rescale. */
export function ctPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const region = study.pick(REGIONS);
  const rows = size?.rows ?? 512;
  const columns = size?.columns ?? 512;
  const canvas = new Canvas(columns, rows, -1000);
  const unit = Math.min(rows, columns) / 512;
  const body = drawBody(canvas, rng, region, unit);
  if (region === 'HEAD') drawHead(canvas, rng, body, unit);
  else drawTrunk(canvas, rng, region, body, unit);
  drawTable(canvas, rng, body, unit);
  canvas.blur(1);
  canvas.grain(rng, region === 'HEAD' ? rng.range(3, 5) : rng.range(8, 20));
  maskFieldOfView(canvas, rng);
  const signed = study.chance(0.5);
  const intercept = signed ? 0 : -1024;
  const store = { bitsStored: signed ? 16 : 12, signed, intercept };
  const windows = windowsFor(region, rng);
  const shift = (window: Window) => ({ ...window, low: window.low - intercept, high: window.high - intercept });
  return {
    raster: {
      rows,
      columns,
      frames: 1,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
      bitsStored: store.bitsStored,
      signed,
      samples: quantise([canvas], store),
      windows: windows.map(shift),
      rescale: { slope: 1, intercept, type: 'HU' },
    },
    modality: 'CT',
    sopClassUID: SOP_CLASS.ct,
    ...study.pick(SCANNERS),
    studyDescription: `CT ${region}${study.pick([' W CONTRAST', ' WO CONTRAST', ''])}`,
    seriesDescription: rng.pick(['Axial 5.0', 'PARENCHYMAL PHASE', 'Recon 2: THIN', 'ABD/PEL 3.0 B40f', 'Bone 1.25']),
    bodyPart: region,
    pixelSpacing: [0.7, 0.7],
    imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    technique: {
      kVp: rng.pick([80, 100, 120, 140]),
      tubeCurrent: rng.int(90, 480),
      exposureTime: rng.pick([500, 600, 750, 1000]),
      sliceThickness: rng.pick([0.625, 1.25, 2.5, 3, 5]),
      sliceLocation: rng.int(-4000, 2000) / 4,
      kernel: rng.pick(['B30f', 'B40f', 'B70f', 'STANDARD', 'LUNG', 'FC12']),
      patientPosition: rng.pick(['HFS', 'FFS']),
    },
  };
}

const SCANNERS = [
  { manufacturer: 'SIEMENS', model: 'SOMATOM Definition' },
  { manufacturer: 'GE MEDICAL SYSTEMS', model: 'LightSpeed VCT' },
  { manufacturer: 'Philips', model: 'Brilliance 64' },
  { manufacturer: 'TOSHIBA', model: 'Aquilion ONE' },
] as const;

function windowsFor(region: Region, rng: Rng): Window[] {
  if (region === 'HEAD') return rng.shuffle([WINDOWS.brain, WINDOWS.bone]);
  if (region === 'CHEST') return rng.shuffle([WINDOWS.soft, WINDOWS.lung, WINDOWS.bone]);
  return rng.chance(0.75) ? [WINDOWS.soft, WINDOWS.bone] : [WINDOWS.bone, WINDOWS.soft];
}

function drawBody(canvas: Canvas, rng: Rng, region: Region, unit: number): Blob {
  const head = region === 'HEAD';
  const body: Blob = {
    x: canvas.width / 2 + rng.range(-15, 15) * unit,
    y: canvas.height / 2 + rng.range(-12, 8) * unit,
    rx: (head ? rng.range(120, 145) : rng.range(175, 225)) * unit,
    ry: (head ? rng.range(150, 175) : rng.range(115, 160)) * unit,
    bumps: randomBumps(rng, head ? 0.02 : 0.035),
  };
  canvas.blob(body, 20, { soft: 2 });
  if (head) return body;
  const fat = rng.range(8, 30) * unit;
  const inside = (shrink: number): Blob => ({ ...body, rx: body.rx - shrink, ry: body.ry - shrink });
  canvas.blob(inside(3 * unit), -105, { soft: 2 });
  canvas.blob(inside(fat), 58, { soft: 3 });
  return inside(fat);
}

function drawTrunk(canvas: Canvas, rng: Rng, region: Region, body: Blob, unit: number): void {
  const at = (dx: number, dy: number, rx: number, ry: number, bumps = 0.08): Blob => ({
    x: body.x + dx * body.rx,
    y: body.y + dy * body.ry,
    rx: rx * body.rx,
    ry: ry * body.ry,
    angle: rng.range(-0.25, 0.25),
    bumps: randomBumps(rng, bumps),
  });
  const cavity = { ...body, rx: body.rx * 0.86, ry: body.ry * 0.84 };
  canvas.blob(cavity, region === 'CHEST' ? 40 : -90, { soft: 3 });
  if (region === 'CHEST') {
    drawLungs(canvas, rng, at, unit);
  } else {
    const contrast = rng.range(0, 70);
    if (region === 'ABDOMEN') {
      canvas.blob(at(-0.42, -0.15, 0.42, 0.55, 0.12), 60 + contrast, { soft: 2 });
      canvas.blob(at(0.58, 0.1, 0.2, 0.32), 55 + contrast, { soft: 2 });
      for (const side of [-0.42, 0.42]) canvas.blob(at(side, 0.38, 0.14, 0.2), 45 + 2 * contrast, { soft: 2 });
    }
    for (let i = rng.int(6, 14); i > 0; i--) {
      const loop = at(rng.range(-0.55, 0.6), rng.range(-0.6, 0.2), rng.range(0.06, 0.14), rng.range(0.07, 0.15), 0.15);
      canvas.blob(loop, rng.range(20, 60), { soft: 2 });
      if (rng.chance(0.35))
        canvas.blob({ ...loop, rx: loop.rx * 0.6, ry: loop.ry * 0.6 }, rng.pick([-850, 280, 15]), { soft: 2 });
    }
    canvas.blob(at(0.06, 0.28, 0.06, 0.09, 0.02), 50 + 3 * contrast, { soft: 1.5 });
  }
  for (let i = 0; i < 14; i++) {
    const angle = (i / 14) * 2 * Math.PI + rng.range(-0.1, 0.1);
    const rib = at(0.9 * Math.cos(angle), 0.88 * Math.sin(angle), 0.05, 0.035, 0.02);
    if (region !== 'PELVIS') canvas.blob({ ...rib, angle: angle + Math.PI / 2 }, rng.range(250, 700), { soft: 2 });
  }
  if (region === 'PELVIS') {
    for (const side of [-1, 1]) {
      canvas.blob(at(side * 0.6, 0.15, 0.16, 0.3, 0.15), 600, { soft: 2 });
      canvas.blob(at(side * 0.6, 0.15, 0.11, 0.22, 0.15), 240, { soft: 3 });
    }
  }
  drawVertebra(canvas, rng, at);
}

type At = (dx: number, dy: number, rx: number, ry: number, bumps?: number) => Blob;

function drawLungs(canvas: Canvas, rng: Rng, at: At, unit: number): void {
  for (const side of [-1, 1]) {
    const lung = at(side * 0.47, -0.02, 0.34, 0.68, 0.06);
    canvas.blob(lung, rng.range(-870, -800), { soft: 2 });
    for (let i = rng.int(40, 80); i > 0; i--) {
      const angle = rng.range(0, 2 * Math.PI);
      const r = Math.sqrt(rng.next()) * 0.85;
      const from = { x: lung.x + lung.rx * r * Math.cos(angle), y: lung.y + lung.ry * r * Math.sin(angle) };
      const turn = rng.range(0, 2 * Math.PI);
      const length = rng.range(0, 14) * unit;
      const to = { x: from.x + length * Math.cos(turn), y: from.y + length * Math.sin(turn) };
      canvas.stroke(from, to, [rng.range(0.8, 2.6) * unit, 0.6 * unit], rng.range(-200, 60), 'max');
    }
  }
  canvas.blob(at(0.1, -0.12, 0.26, 0.38, 0.06), rng.range(40, 180), { soft: 2 });
  canvas.blob(at(0.14, 0.32, 0.08, 0.11, 0.02), rng.range(50, 260), { soft: 1.5 });
  canvas.blob(at(0, 0.05, 0.05, 0.06, 0.02), -950, { soft: 1.5 });
}

function drawVertebra(canvas: Canvas, rng: Rng, at: At): void {
  canvas.blob(at(0, 0.56, 0.13, 0.17, 0.05), 700, { soft: 2 });
  canvas.blob(at(0, 0.56, 0.11, 0.14, 0.05), rng.range(180, 320), { soft: 2 });
  canvas.blob(at(0, 0.8, 0.05, 0.14, 0.1), 600, { soft: 2 });
  for (const side of [-1, 1]) canvas.blob(at(side * 0.16, 0.74, 0.12, 0.04, 0.1), 500, { soft: 2 });
  canvas.blob(at(0, 0.72, 0.06, 0.07, 0.02), 30, { soft: 2 });
}

function drawHead(canvas: Canvas, rng: Rng, head: Blob, unit: number): void {
  const ring = (shrink: number): Blob => ({ ...head, rx: head.rx - shrink * unit, ry: head.ry - shrink * unit });
  canvas.blob(ring(7), 1100, { soft: 2 });
  canvas.blob(ring(rng.range(15, 20)), 34, { soft: 2 });
  for (let i = 0; i < 60; i++) {
    const angle = rng.range(0, 2 * Math.PI);
    const r = rng.range(0.72, 0.86);
    const fold = { x: head.x + r * head.rx * Math.cos(angle), y: head.y + r * head.ry * Math.sin(angle) };
    const inner = { x: head.x + (fold.x - head.x) * 0.9, y: head.y + (fold.y - head.y) * 0.9 };
    canvas.stroke(fold, inner, [1.6 * unit, 0.8 * unit], 12, 'set');
  }
  for (const side of [-1, 1]) {
    const horn = {
      x: head.x + side * 17 * unit,
      y: head.y - 22 * unit,
      rx: 8 * unit,
      ry: 30 * unit,
      angle: side * 0.35,
    };
    canvas.blob({ ...horn, bumps: randomBumps(rng, 0.08) }, 8, { soft: 3 });
  }
  canvas.stroke(
    { x: head.x, y: head.y - head.ry + 22 * unit },
    { x: head.x, y: head.y + head.ry - 22 * unit },
    [1, 1],
    55,
  );
  canvas.cloud(rng, 24 * unit, 2);
  canvas.cloud(rng, 7 * unit, 2);
}

function drawTable(canvas: Canvas, rng: Rng, body: Blob, unit: number): void {
  const y = Math.min(canvas.height - 12 * unit, body.y + body.ry * 1.18 + 12 * unit);
  const sag = rng.range(10, 40) * unit;
  const points = Array.from({ length: 17 }, (_, i) => ({
    x: body.x + (i / 8 - 1) * 190 * unit,
    y: y - sag * (i / 8 - 1) ** 2,
  }));
  for (const gap of [0, rng.range(8, 20) * unit]) {
    for (let i = 1; i < points.length; i++) {
      const lower = (p: { x: number; y: number }) => ({ x: p.x, y: p.y + gap });
      canvas.stroke(lower(points[i - 1]), lower(points[i]), [1.2 * unit, 1.2 * unit], rng.range(-300, -120), 'max');
    }
  }
}

/** Outside the circular field of view nothing was reconstructed. */
function maskFieldOfView(canvas: Canvas, rng: Rng): void {
  if (rng.chance(0.4)) return;
  const radius2 = (Math.min(canvas.width, canvas.height) / 2) ** 2;
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      if ((x - canvas.width / 2) ** 2 + (y - canvas.height / 2) ** 2 > radius2)
        canvas.data[y * canvas.width + x] = -1024;
    }
  }
}
