import type { Rng } from '../random';
import type { Raster } from '../raster';

/** A generated ground with the facts that its header and its technique text repeat. */
export interface Phantom {
  readonly raster: Raster;
  readonly modality: 'CT' | 'MR' | 'CR' | 'DX' | 'MG' | 'US' | 'XA' | 'ES' | 'NM' | 'PT' | 'OPT' | 'OT';
  readonly sopClassUID: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly studyDescription: string;
  readonly seriesDescription: string;
  readonly bodyPart: string;
  /** Millimetres between rows and between columns; absent where the picture has no scale. */
  readonly pixelSpacing?: readonly [number, number];
  /** ImageType values 1 to 3. */
  readonly imageType: readonly string[];
  /** Technique, as header elements and technique text need it. Only what the modality has. */
  readonly technique: Technique;
}

export interface Technique {
  readonly kVp?: number;
  readonly tubeCurrent?: number;
  readonly exposureTime?: number;
  readonly sliceThickness?: number;
  readonly sliceLocation?: number;
  readonly kernel?: string;
  readonly repetitionTime?: number;
  readonly echoTime?: number;
  readonly flipAngle?: number;
  readonly fieldStrength?: number;
  readonly patientPosition?: string;
  readonly viewPosition?: string;
  readonly laterality?: 'L' | 'R';
  readonly frameTime?: number;
}

export interface PhantomOptions {
  readonly rng: Rng;
  /** The same for all files of an examination: scanner, region, descriptions. */
  readonly study: Rng;
  /** Wished size; a phantom may choose its own when absent. */
  readonly size?: { readonly rows: number; readonly columns: number };
}

export const SOP_CLASS = {
  ct: '1.2.840.10008.5.1.4.1.1.2',
  mr: '1.2.840.10008.5.1.4.1.1.4',
  cr: '1.2.840.10008.5.1.4.1.1.1',
  dx: '1.2.840.10008.5.1.4.1.1.1.1',
  mg: '1.2.840.10008.5.1.4.1.1.1.2',
  us: '1.2.840.10008.5.1.4.1.1.6.1',
  usMultiFrame: '1.2.840.10008.5.1.4.1.1.3.1',
  xa: '1.2.840.10008.5.1.4.1.1.12.1',
  capture: '1.2.840.10008.5.1.4.1.1.7',
  captureMultiFrameByte: '1.2.840.10008.5.1.4.1.1.7.2',
  captureMultiFrameWord: '1.2.840.10008.5.1.4.1.1.7.3',
  captureMultiFrame: '1.2.840.10008.5.1.4.1.1.7.4',
} as const;
