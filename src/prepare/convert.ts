import { rgbToYbr } from './burn';
import { type Phantom, SOP_CLASS } from './phantom/types';
import { type Raster, storedLimits } from './raster';

/** The same picture stored with black and white reversed. */
export function toMonochrome1(phantom: Phantom): Phantom {
  const { raster } = phantom;
  if (raster.photometricInterpretation !== 'MONOCHROME2') return phantom;
  const [low, high] = storedLimits(raster);
  const samples = raster.samples.map((value) => low + high - value) as Raster['samples'];
  const windows = raster.windows.map((window) => ({
    ...window,
    low: low + high - window.high,
    high: low + high - window.low,
  }));
  return { ...phantom, raster: { ...raster, photometricInterpretation: 'MONOCHROME1', samples, windows } };
}

/** The first window of a grey picture as indices into a palette with a slight tint. */
export function toPalette(phantom: Phantom, tint: number): Phantom {
  const { raster } = phantom;
  const { low, high } = raster.windows[0];
  const samples = Uint8Array.from(raster.samples, (value) =>
    Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low)))),
  );
  const ramp = (power: number) => Uint8Array.from({ length: 256 }, (_, i) => Math.round(255 * (i / 255) ** power));
  const { rescale: _, ...rest } = raster;
  return {
    ...asCapture(phantom),
    raster: {
      ...rest,
      photometricInterpretation: 'PALETTE COLOR',
      bitsStored: 8,
      signed: false,
      samples,
      windows: [{ low: 0, high: 255 }],
      palette: { red: ramp(1), green: ramp(1.05), blue: ramp(tint) },
    },
  };
}

/** RGB stored as YBR_FULL (PS3.3 C.7.6.3.1.2), rounded: the clean picture is the rounded one. */
export function toYbr(phantom: Phantom): Phantom {
  const { raster } = phantom;
  const samples = new Uint8Array(raster.samples.length);
  for (let i = 0; i < samples.length; i += 3) {
    samples.set(rgbToYbr(raster.samples[i], raster.samples[i + 1], raster.samples[i + 2]), i);
  }
  return { ...asCapture(phantom), raster: { ...raster, photometricInterpretation: 'YBR_FULL', samples } };
}

/** CT and MR objects are grey and more than 8 bits deep by definition: in colours they are secondary captures. */
const asCapture = (phantom: Phantom): Phantom => ({
  ...phantom,
  sopClassUID: phantom.raster.frames > 1 ? SOP_CLASS.captureMultiFrame : SOP_CLASS.capture,
  imageType: ['DERIVED', 'SECONDARY'],
  pixelSpacing: undefined,
  technique: {},
});
