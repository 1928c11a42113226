import type { Canvas } from './canvas';

/** A linear window in stored values: `low` is shown black, `high` white (reversed under MONOCHROME1). */
export interface Window {
  readonly low: number;
  readonly high: number;
  readonly name?: string;
}

export type Samples = Uint8Array | Uint16Array | Int16Array;

/** Stored pixels with what is needed to show and to write them. */
export interface Raster {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: 1 | 3;
  readonly photometricInterpretation: 'MONOCHROME1' | 'MONOCHROME2' | 'PALETTE COLOR' | 'RGB' | 'YBR_FULL';
  readonly bitsStored: number;
  readonly signed: boolean;
  /** `frames * rows * columns * samplesPerPixel`, interleaved. */
  readonly samples: Samples;
  /** The first one is what a viewer shows first; empty for colour. */
  readonly windows: readonly Window[];
  /** Output value = stored * slope + intercept. */
  readonly rescale?: { readonly slope: number; readonly intercept: number; readonly type: string };
  /** 256 entries each of 8 bits, for PALETTE COLOR. */
  readonly palette?: { readonly red: Uint8Array; readonly green: Uint8Array; readonly blue: Uint8Array };
}

/** Least and greatest stored value that the raster's bits can hold. */
export function storedLimits(raster: Pick<Raster, 'bitsStored' | 'signed'>): readonly [number, number] {
  const span = 2 ** raster.bitsStored;
  return raster.signed ? [-span / 2, span / 2 - 1] : [0, span - 1];
}

/**
 * Rounds canvases (one a frame) into stored values; what is outside the range is clipped.
 *
 * @param intercept subtracted before storing (stored = value - intercept)
 */
export function quantise(
  canvases: readonly Canvas[],
  store: { readonly bitsStored: number; readonly signed: boolean; readonly intercept?: number },
): Samples {
  const [low, high] = storedLimits(store);
  const perFrame = canvases[0].data.length;
  const make = store.signed ? Int16Array : store.bitsStored > 8 ? Uint16Array : Uint8Array;
  const out = new make(perFrame * canvases.length);
  const intercept = store.intercept ?? 0;
  canvases.forEach((canvas, frame) => {
    for (let i = 0; i < perFrame; i++) {
      const value = Math.round(canvas.data[i] - intercept);
      out[frame * perFrame + i] = Math.max(low, Math.min(high, value));
    }
  });
  return out;
}

/** A grey raster of canvases (one a frame) in stored values. */
export function greyRaster(
  canvases: readonly Canvas[],
  store: {
    readonly bitsStored: number;
    readonly signed?: boolean;
    readonly windows: readonly Window[];
  } & Partial<Raster>,
): Raster {
  const { bitsStored, signed = false } = store;
  return {
    rows: canvases[0].height,
    columns: canvases[0].width,
    frames: canvases.length,
    samplesPerPixel: 1,
    photometricInterpretation: 'MONOCHROME2',
    ...store,
    signed,
    samples: quantise(canvases, { bitsStored, signed }),
  };
}

/** Interleaved 8-bit RGB from three canvases a frame. */
export function rgbSamples(frames: readonly (readonly [Canvas, Canvas, Canvas])[]): Uint8Array {
  const pixels = frames[0][0].data.length;
  const out = new Uint8Array(pixels * 3 * frames.length);
  frames.forEach((channels, frame) => {
    channels.forEach(({ data }, c) => {
      for (let i = 0; i < pixels; i++)
        out[(frame * pixels + i) * 3 + c] = Math.max(0, Math.min(255, Math.round(data[i])));
    });
  });
  return out;
}
