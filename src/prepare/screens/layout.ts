import type { PhantomId } from '../phantom/phantoms';
import type { Phantom } from '../phantom/types';
import type { Rng } from '../random';
import type { Raster } from '../raster';
import type { FaceKind } from './faces';
import type { Sheet } from './sheet';
import type { Rgb } from './surface';
import type { Topic } from './terms';
import type { Voice } from './voice';

/** All that a layout draws with. */
export interface Kit {
  readonly rng: Rng;
  readonly sheet: Sheet;
  readonly voice: Voice;
  /** The ground: already the whole picture under an overlay, to be placed by `image` on a screen. */
  readonly ground: Raster;
  /** Places the ground on a screen. */
  readonly image: (x: number, y: number, width: number, height: number, tint?: (level: number) => Rgb) => void;
  /** A public term of a topic. */
  readonly term: (topic: Topic, longest?: number) => string;
}

interface LayoutBase {
  /** Stands in the truth's traits as `layout-ID`. */
  readonly id: string;
  readonly modality: Phantom['modality'];
  readonly manufacturer: string;
  readonly models: readonly string[];
  /** The generated ground: a phantom that both families share, or a drawing of this one. */
  readonly phantom: PhantomId | ((rng: Rng) => Raster);
  /** Faces that fit the device, weighted by repetition. */
  readonly faces: readonly FaceKind[];
  /** Colours of its text. */
  readonly colours: readonly Rgb[];
  readonly draw: (kit: Kit) => void;
}

/** Text over the picture itself, in its own photometric interpretation and depth. */
export interface OverlayLayout extends LayoutBase {
  readonly kind: 'overlay';
  /** Rows and columns to draw the ground with; the phantom's own otherwise. */
  readonly size?: (rng: Rng) => { readonly rows: number; readonly columns: number };
  /** Lines of text that fit into the picture's longer side, low and high: sets the size of the letters. */
  readonly lines: readonly [number, number];
}

/** A device's screen or a page, composed in colour, with the ground somewhere on it. */
export interface ScreenLayout extends LayoutBase {
  readonly kind: 'screen';
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly background: Rgb;
  readonly textSize: readonly [number, number];
  /** Pages are often stored grey. */
  readonly page?: boolean;
  /** Tinted grounds are stored in colour only. */
  readonly tinted?: boolean;
  /** Several frames, where the ground has them; default true. */
  readonly still?: boolean;
}

export type Layout = OverlayLayout | ScreenLayout;
