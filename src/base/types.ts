import type { Box } from './geometry';

/**
 * The values that the layers hand to each other: plain readonly objects, all geometry in stored-frame pixels.
 * `Frame -> Detection[] -> TextLine[] -> Page -> PhiSpan[] (offsets into Page.text) -> PhiHit[] (boxes, frame indices)`.
 */

/** What kind of patient data a text is. `other` is text that identifies without fitting any class; under `all-text` any text. */
export const PHI_CLASSES = [
  'name',
  'date',
  'birth-date',
  'time',
  'age',
  'sex',
  'id',
  'accession',
  'institution',
  'physician',
  'address',
  'phone',
  'email',
  'url',
  'other',
] as const;
export type PhiClass = (typeof PHI_CLASSES)[number];

/** Degrees clockwise by which upright text was turned to look as it does in the frame. */
export type Rotation = 0 | 90 | 180 | 270;

/** One 8-bit view (a window, a polarity, an overlay) of one stored frame, for reading only. Same rows and columns as the frame. */
export interface Frame {
  /** Index of the stored frame, from 0. */
  readonly frameIndex: number;
  /** Which view: `default`, `full`, `window:1`, `voi-lut:0`, `overlay:6000` ... */
  readonly view: string;
  readonly width: number;
  readonly height: number;
  /** `width * height` luminances, 0 black to 255 white as displayed, row by row. */
  readonly gray: Uint8Array;
  /** `width * height * 3` interleaved RGB, only for colour images. */
  readonly rgb?: Uint8Array;
}

/** A region that a detector takes for one line of text. */
export interface Detection {
  readonly box: Box;
  readonly rotation: Rotation;
  /** 0 to 1. */
  readonly score: number;
}

/** One recognised character and where it stands. */
export interface Character {
  /** One UTF-16 code unit. */
  readonly char: string;
  readonly box: Box;
  /** 0 to 1. */
  readonly score: number;
  /** Other readings, best first, without `char` itself; may be empty. */
  readonly alternatives: readonly { readonly char: string; readonly score: number }[];
}

/** One line of text. `characters[i]` belongs to `text[i]`, spaces included, so the two have the same length. */
export interface TextLine {
  readonly text: string;
  readonly box: Box;
  readonly rotation: Rotation;
  /** Degrees clockwise, -90 to 90, of a slanted line (`rotation` is 0 then): its boxes are those around its slanted letters. */
  readonly angle?: number;
  /** 0 to 1: mean of the characters' scores. */
  readonly score: number;
  readonly characters: readonly Character[];
  /** The engine that read it. */
  readonly engine: string;
}

/** Where a line stands in `Page.text`: `text.slice(start, end) === line.text`. */
export interface PlacedLine {
  readonly line: TextLine;
  readonly start: number;
  readonly end: number;
}

/**
 * All text of one frame (or of several identical ones) in reading order. Lines are joined by `\n`; parts of one visual row that
 * stand far apart are joined by `\t`. No other characters are added: every other offset belongs to exactly one character of one line.
 */
export interface Page {
  readonly frameIndices: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly lines: readonly PlacedLine[];
}

/** A finder's answer: `text.slice(start, end)` of the page is patient data. */
export interface PhiSpan {
  readonly start: number;
  readonly end: number;
  readonly phiClass: PhiClass;
  /** Id of the finder. */
  readonly finder: string;
  /** 0 to 1. */
  readonly score: number;
  /** Further pieces of the same value, where other text stands between them in reading order (a value wrapped in its column). */
  readonly rest?: readonly { readonly start: number; readonly end: number }[];
  /** The value as understood, when it differs from the text as read (a lost space, `JUI` for `Jul`). */
  readonly corrected?: string;
  /** Characters of the value that must stand before or after the span but were not read: the boxes reach that much further. */
  readonly missing?: { readonly before: number; readonly after: number };
}

/** A piece of patient data in the picture. `text` is patient data itself: it goes into result files only, never into logs or audits. */
export interface PhiHit {
  readonly frameIndices: readonly number[];
  /** One box for each line that the span touches. */
  readonly boxes: readonly Box[];
  readonly text: string;
  readonly phiClass: PhiClass;
  readonly finder: string;
  readonly score: number;
}

/** One header element, flattened. Multi-valued elements give one entry a value. */
export interface HeaderValue {
  /** Eight upper-case hex digits, `00100010`. */
  readonly tag: string;
  /** DICOM keyword, `PatientName`; the tag itself where unknown or private. */
  readonly keyword: string;
  readonly vr: string;
  /** Decoded text, trimmed of padding, not empty. */
  readonly value: string;
  /** 0 at top level, 1 inside one sequence ... */
  readonly depth: number;
}

/** A model file as it was used. */
export interface ModelUse {
  readonly file: string;
  readonly sha256: string;
}

/** Milliseconds a stage, by stage name: `read`, `detect`, `recognise`, `find`, `redact`, `verify`, `write` ... */
export type StageTimes = Readonly<Record<string, number>>;
