import { Canvas } from '../canvas';
import type { Rng } from '../random';
import { greyRaster, type Raster, rgbSamples } from '../raster';
import { type Phantom, type PhantomOptions, SOP_CLASS } from './types';

/** A secondary capture of a workstation's page: panels, rules and a small chart, without any text. 8-bit grey, RGB or palette. */
export function capturePhantom({ rng, study, size }: PhantomOptions): Phantom {
  const [rows, columns] =
    size === undefined
      ? rng.pick([
          [600, 800],
          [768, 1024],
          [1024, 768],
        ])
      : [size.rows, size.columns];
  const dark = rng.chance(0.5);
  const page = new Canvas(columns, rows, dark ? 18 : 238);
  drawPanels(page, rng, dark);
  const kind = rng.pick(['grey', 'grey', 'rgb', 'palette'] as const);
  return {
    raster: captureRaster(page, kind, rng),
    modality: 'OT',
    sopClassUID: SOP_CLASS.capture,
    manufacturer: 'GE MEDICAL SYSTEMS',
    model: 'Advantage Workstation',
    studyDescription: study.pick(['CT CARDIAC SCORING', 'BONE DENSITY', 'PERFUSION']),
    seriesDescription: study.pick(['Dose Report', 'Summary Page', 'Results']),
    bodyPart: 'CHEST',
    imageType: ['DERIVED', 'SECONDARY', 'SCREEN SAVE'],
    technique: {},
  };
}

function drawPanels(page: Canvas, rng: Rng, dark: boolean): void {
  const { width, height } = page;
  const ink = dark ? 90 : 150;
  for (let y = 0; y < height * 0.07; y++) page.data.fill(dark ? 45 : 205, y * width, (y + 1) * width);
  const split = Math.round(width * rng.range(0.58, 0.66));
  page.stroke({ x: split, y: height * 0.1 }, { x: split, y: height * 0.95 }, [0.5, 0.5], ink);
  const [x0, y0, x1, y1] = [split + width * 0.04, height * 0.68, width * 0.97, height * 0.92];
  page.stroke({ x: x0, y: y0 }, { x: x0, y: y1 }, [0.6, 0.6], ink);
  page.stroke({ x: x0, y: y1 }, { x: x1, y: y1 }, [0.6, 0.6], ink);
  let [from, level] = [{ x: x0, y: (y0 + y1) / 2 }, (y0 + y1) / 2];
  for (let i = 1; i <= 24; i++) {
    level = Math.min(y1 - 4, Math.max(y0 + 4, level + rng.range(-12, 12)));
    const to = { x: x0 + ((x1 - x0) * i) / 24, y: level };
    page.stroke(from, to, [1, 1], dark ? 200 : 60);
    from = to;
  }
}

function captureRaster(page: Canvas, kind: 'grey' | 'rgb' | 'palette', rng: Rng): Raster {
  const grey = greyRaster([page], { bitsStored: 8, windows: [{ low: 0, high: 255 }] });
  if (kind === 'grey') return grey;
  if (kind === 'palette') {
    const ramp = (power: number) => Uint8Array.from({ length: 256 }, (_, i) => Math.round(255 * (i / 255) ** power));
    return {
      ...grey,
      photometricInterpretation: 'PALETTE COLOR',
      palette: { red: ramp(1), green: ramp(1.1), blue: ramp(rng.range(0.7, 0.9)) },
    };
  }
  const tint = (gain: number) => {
    const canvas = new Canvas(page.width, page.height);
    for (let i = 0; i < canvas.data.length; i++) canvas.data[i] = page.data[i] * gain;
    return canvas;
  };
  const samples = rgbSamples([[tint(0.95), tint(0.98), tint(1)]]);
  return { ...grey, samplesPerPixel: 3, photometricInterpretation: 'RGB', samples, windows: [] };
}
