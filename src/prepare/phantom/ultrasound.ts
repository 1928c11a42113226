import { Canvas, randomBumps } from '../canvas';
import type { Rng } from '../random';
import { type Raster, rgbSamples } from '../raster';
import { type Phantom, type PhantomOptions, SOP_CLASS } from './types';

/** An ultrasound screen: sector with speckle, dark banner above, grey bar, and in part of them a Doppler box in colour. RGB, 1 or several frames. */
export function ultrasoundPhantom({ rng, study, size }: PhantomOptions): Phantom {
  const [rows, columns] =
    size === undefined
      ? rng.pick([
          [600, 800],
          [768, 1024],
          [480, 640],
        ])
      : [size.rows, size.columns];
  const frames = rng.chance(0.25) ? rng.int(2, 4) : 1;
  const doppler = rng.chance(0.4);
  const anatomy = drawAnatomy(rng, rows, columns);
  const apex = { x: columns / 2, y: rows * 0.06 };
  const opening = rng.range(0.5, 0.72);
  const made = Array.from({ length: frames }, () => frame(rng, anatomy, apex, opening, doppler));
  const raster: Raster = {
    rows,
    columns,
    frames,
    samplesPerPixel: 3,
    photometricInterpretation: 'RGB',
    bitsStored: 8,
    signed: false,
    samples: rgbSamples(made),
    windows: [],
  };
  return {
    raster,
    modality: 'US',
    sopClassUID: frames > 1 ? SOP_CLASS.usMultiFrame : SOP_CLASS.us,
    ...study.pick([
      { manufacturer: 'GE Medical Systems', model: 'LOGIQ E9' },
      { manufacturer: 'Philips Medical Systems', model: 'iU22' },
      { manufacturer: 'SIEMENS', model: 'ACUSON S2000' },
    ]),
    studyDescription: study.pick(['US ABDOMEN', 'US OB', 'US CAROTID', 'ECHO']),
    seriesDescription: doppler ? 'Color Doppler' : 'B-mode',
    bodyPart: 'ABDOMEN',
    imageType: ['ORIGINAL', 'PRIMARY', 'ABDOMINAL', '0001'],
    technique: { ...(frames > 1 ? { frameTime: 33 } : {}) },
  };
}

function drawAnatomy(rng: Rng, rows: number, columns: number): Canvas {
  const canvas = new Canvas(columns, rows, 78);
  canvas.cloud(rng, rows / 7, 16);
  for (let i = rng.int(3, 6); i > 0; i--) {
    const at = { x: columns * rng.range(0.3, 0.7), y: rows * rng.range(0.25, 0.8) };
    const shape = {
      ...at,
      rx: rows * rng.range(0.04, 0.16),
      ry: rows * rng.range(0.03, 0.12),
      angle: rng.range(0, 3),
      bumps: randomBumps(rng, 0.12, 5),
    };
    canvas.blob({ ...shape, rx: shape.rx + 3, ry: shape.ry + 3 }, 135, { soft: 3 });
    canvas.blob(shape, rng.pick([4, 30, 55, 110]), { soft: 3 });
  }
  for (let i = 0; i < 4; i++) {
    const y = rows * (0.16 + i * rng.range(0.05, 0.08));
    canvas.stroke({ x: 0, y }, { x: columns, y: y + rng.range(-12, 12) }, [2, 3], 160, 'max');
  }
  return canvas;
}

function frame(
  rng: Rng,
  anatomy: Canvas,
  apex: { x: number; y: number },
  opening: number,
  doppler: boolean,
): [Canvas, Canvas, Canvas] {
  const { width, height } = anatomy;
  const grey = new Canvas(width, height, 0);
  const speckle = new Canvas(width, height, 0);
  speckle.grain(rng, 1);
  speckle.blur(1);
  const [inner, outer] = [height * 0.06, height * 0.86];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - apex.x, y - apex.y];
      const r = Math.sqrt(dx * dx + dy * dy);
      if (dy <= 0 || r < inner || r > outer || Math.abs(dx) > dy * Math.tan(opening)) continue;
      const at = y * width + x;
      const gain = 1.15 - (0.5 * r) / outer;
      grey.data[at] = Math.max(2, anatomy.data[at] * gain * Math.max(0.1, 1 + 1.1 * speckle.data[at]));
    }
  }
  const channels: [Canvas, Canvas, Canvas] = [grey, copy(grey), copy(grey)];
  drawGreyBar(channels, height, width);
  if (doppler) drawDoppler(rng, channels, height, width);
  return channels;
}

function copy(canvas: Canvas): Canvas {
  const out = new Canvas(canvas.width, canvas.height);
  out.data.set(canvas.data);
  return out;
}

function drawGreyBar(channels: readonly Canvas[], height: number, width: number): void {
  for (let y = 0; y < height * 0.3; y++) {
    for (let x = 0; x < 10; x++) {
      for (const { data } of channels)
        data[(Math.round(height * 0.15) + y) * width + Math.round(width * 0.965) + x] = 255 * (1 - y / (height * 0.3));
    }
  }
}

/** Flow towards the probe in red to yellow, away from it in blue to cyan, inside a thin box. */
function drawDoppler(
  rng: Rng,
  [red, green, blue]: readonly [Canvas, Canvas, Canvas],
  height: number,
  width: number,
): void {
  const [cx, cy] = [width * rng.range(0.42, 0.58), height * rng.range(0.4, 0.6)];
  const [w, h] = [height * 0.14, height * 0.11];
  const corners = [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
    [-w, -h],
  ];
  for (let i = 1; i < corners.length; i++) {
    const point = (c: readonly number[]) => ({ x: cx + c[0], y: cy + c[1] });
    for (const canvas of [red, green, blue]) canvas.stroke(point(corners[i - 1]), point(corners[i]), [0.6, 0.6], 190);
  }
  for (let i = rng.int(1, 3); i > 0; i--) {
    const towards = rng.chance(0.5);
    const vessel = {
      x: cx + rng.range(-0.5, 0.5) * w,
      y: cy + rng.range(-0.5, 0.5) * h,
      rx: w * rng.range(0.25, 0.5),
      ry: h * rng.range(0.12, 0.25),
      angle: rng.range(-0.5, 0.5),
      bumps: randomBumps(rng, 0.15),
    };
    red.blob(vessel, towards ? 220 : 15, { soft: 2 });
    green.blob(vessel, 40, { soft: 2 });
    green.blob({ ...vessel, rx: vessel.rx * 0.5, ry: vessel.ry * 0.5 }, 180, { soft: 4 });
    blue.blob(vessel, towards ? 10 : 230, { soft: 2 });
  }
}
