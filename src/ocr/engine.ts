import type { Box } from '../base/geometry';
import type { Detection, Frame, ModelUse, StageTimes, TextLine } from '../base/types';
import type { Device } from '../models/device';
import type { Slant } from './slant';

/** Tells where a further look pays. */
export interface Gate {
  readonly models: readonly ModelUse[];
  /** Whether a view shows turned text beside the lines that are known of it. */
  showsTurned(view: Frame, known: readonly TextLine[]): Promise<boolean>;
  /** For each box of a view whether there is any trace of ink in it. */
  tracesIn(view: Frame, boxes: readonly Box[]): Promise<readonly boolean[]>;
  /** Milliseconds inside its model so far. */
  readonly elapsedMs: number;
  close(): Promise<void>;
}

/** Fixed when an engine is opened; no call changes the next one. */
export interface EngineOptions {
  /** Where models run; default `auto`. */
  readonly device?: Device;
  /** Characters that may be read; default: printable ASCII and Latin letters with accents. */
  readonly charset?: string;
  /** Opened, used and closed by an engine that looks at pictures laid down, too; default: it does so always. */
  readonly openGate?: () => Promise<Gate>;
  /** Receives a sentence when `auto` has to fall back. */
  readonly onNotice?: (message: string) => void;
}

/** What an engine found: one list of lines for each distinct `frameIndex`, in the order of first appearance. */
export interface EngineReading {
  readonly frameIndices: readonly number[];
  readonly lines: readonly (readonly TextLine[])[];
  /** Wall-clock of `detect` and `recognise`. */
  readonly timesMs: StageTimes;
  /** The part of it that was spent inside model sessions. */
  readonly sessionMs: number;
}

/** Reads text in views of frames. Boxes are in stored-frame pixels. */
export interface OcrEngine {
  readonly id: string;
  /** The execution provider that truly runs the models. */
  readonly device: string;
  readonly models: readonly ModelUse[];
  readonly loadMs: number;
  /** It loses letters in heavy noise, which is taken from the picture first. */
  readonly losesInNoise?: boolean;
  /** Reads all views and merges those of one `frameIndex`. Views of one frame must have one size (`RangeError`). */
  read(frames: readonly Frame[]): Promise<EngineReading>;
  /** Regions with text, read or not, one list for each distinct `frameIndex`: for checks on ink that is left. */
  detect(frames: readonly Frame[]): Promise<readonly (readonly Detection[])[]>;
  /** Frees workers and models; twice is fine. */
  close(): Promise<void>;
}

/** Where one line of text stands. */
export interface LineRegion {
  readonly box: Box;
  /** Of a line that is neither upright nor turned by a right angle: its own direction. */
  readonly slant?: Slant;
}

/** An engine that can also be told where to look, and the probability that a pixel of the view is a stroke, 0 to 255 (`strokes`). */
export interface RegionEngine extends OcrEngine {
  /** Milliseconds inside models so far. */
  readonly elapsedMs: number;
  /** Reads one view, or parts of it that do not overlap. What `known` lines read well is not read again, nor returned. */
  readView(
    view: Frame,
    known: readonly TextLine[],
    areas?: readonly Box[],
    strokes?: Uint8Array,
  ): Promise<readonly TextLine[]>;
  /** Regions with text, read or not, in parts of one view that do not overlap. */
  detectIn(view: Frame, areas: readonly Box[]): Promise<readonly LineRegion[]>;
  /** Reads each region of a view as one line; `undefined` where nothing believable stands. In the order of the regions. */
  readRegions(
    view: Frame,
    regions: readonly LineRegion[],
    strokes?: Uint8Array,
  ): Promise<readonly (TextLine | undefined)[]>;
}
