import type { InkStyle } from '../burn';
import { toMonochrome1, toYbr } from '../convert';
import type { Phantom } from '../phantom/types';
import type { Raster } from '../raster';
import type { Look } from './sheet';
import { luminance, type Rgb } from './surface';

/** How a picture of the family is stored. */
export type StoreId = 'as-is' | 'monochrome1' | 'ybr' | 'palette' | 'grey' | 'grey8';

/** Entries of a palette before the colours: a grey ramp. */
const RAMP = 224;
/** Colours of text and graphics that a palette holds beside the ramp. */
const EXTRA: readonly Rgb[] = [
  [255, 255, 255],
  [255, 255, 0],
  [255, 220, 90],
  [0, 255, 0],
  [120, 230, 120],
  [0, 255, 255],
  [140, 220, 255],
  [70, 130, 220],
  [30, 60, 120],
  [15, 30, 60],
  [255, 140, 0],
  [230, 40, 40],
  [180, 180, 190],
  [110, 115, 130],
  [60, 65, 80],
];

/** The index whose colour is nearest. */
function indexOf(rgb: Rgb): number {
  const [r, g, b] = rgb;
  if (Math.max(r, g, b) - Math.min(r, g, b) < 6) return Math.round(luminance(rgb) * (RAMP - 1));
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  EXTRA.forEach((extra, i) => {
    const far = extra.reduce((sum, value, c) => sum + (value - rgb[c]) ** 2, 0);
    if (far < least) [best, least] = [RAMP + i, far];
  });
  return best;
}

function toIndices(raster: Raster): Raster {
  const { samples } = raster;
  const out = new Uint8Array(samples.length / 3);
  const known = new Map<number, number>();
  for (let i = 0; i < out.length; i++) {
    const [r, g, b] = [samples[i * 3], samples[i * 3 + 1], samples[i * 3 + 2]];
    const key = (r << 16) | (g << 8) | b;
    let index = known.get(key);
    if (index === undefined) {
      index = indexOf([r, g, b]);
      known.set(key, index);
    }
    out[i] = index;
  }
  const channel = (c: number) =>
    Uint8Array.from({ length: 256 }, (_, i) =>
      i < RAMP ? Math.round((i * 255) / (RAMP - 1)) : (EXTRA[i - RAMP]?.[c] ?? 0),
    );
  const palette = { red: channel(0), green: channel(1), blue: channel(2) };
  return {
    ...raster,
    samplesPerPixel: 1,
    photometricInterpretation: 'PALETTE COLOR',
    samples: out,
    windows: [{ low: 0, high: 255 }],
    palette,
  };
}

function toGrey(raster: Raster): Raster {
  const out = new Uint8Array(raster.samples.length / 3);
  for (let i = 0; i < out.length; i++) {
    const [r, g, b] = raster.samples.subarray(i * 3, i * 3 + 3);
    out[i] = Math.round(255 * luminance([r, g, b]));
  }
  return {
    ...raster,
    samplesPerPixel: 1,
    photometricInterpretation: 'MONOCHROME2',
    samples: out,
    windows: [{ low: 0, high: 255 }],
  };
}

/** The first window of a grey picture as 8 bits. */
function toGrey8(raster: Raster): Raster {
  const { low, high } = raster.windows[0];
  const samples = Uint8Array.from(raster.samples, (value) =>
    Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low)))),
  );
  const { rescale: _, ...rest } = raster;
  return { ...rest, bitsStored: 8, signed: false, samples, windows: [{ low: 0, high: 255 }] };
}

/** The same picture stored another way. */
export function storeAs(phantom: Phantom, store: StoreId): Phantom {
  if (store === 'monochrome1') return toMonochrome1(phantom);
  if (store === 'ybr') return { ...phantom, raster: toYbr(phantom).raster };
  if (store === 'palette') return { ...phantom, raster: toIndices(phantom.raster) };
  if (store === 'grey') return { ...phantom, raster: toGrey(phantom.raster) };
  return store === 'grey8' ? { ...phantom, raster: toGrey8(phantom.raster) } : phantom;
}

/** Ink of a palette raster: the index of the colour, never mixed. */
export const paletteInk = ({ colour }: Look): InkStyle => ({ level: indexOf(colour) / 255 });
