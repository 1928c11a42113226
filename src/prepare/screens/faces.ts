import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../../base/paths';

/** What a face looks like, for choosing one that fits a device. */
export type FaceKind = 'sans' | 'condensed' | 'serif' | 'mono' | 'typewriter' | 'pixel' | 'stroke';

/** One face of the family `screens` (`data/families/screens-faces.json`). */
export interface Face {
  /** Name 1 of the font file; `Hershey ...` for strokes. */
  readonly family: string;
  readonly style?: 'Bold';
  /** npm package, or a data file of this project. */
  readonly package: string;
  /** The font file in the package; absent for strokes. */
  readonly file?: string;
  readonly kind: FaceKind;
  /** Factor on font sizes that makes it look as large as the others; default 1. */
  readonly scale?: number;
  /** Of pixel faces: cells in an em, and in the height of a capital. */
  readonly cells?: readonly [em: number, capital: number];
  /** Characters that the face does not have: they must not be drawn with it, or Pango takes them from another font. */
  readonly lacks?: string;
}

/** The folder of this data family: faces, stroke glyphs, vocabulary and the table of families. */
export const FAMILY_DATA = join(PROJECT_ROOT, 'data', 'families');

let faces: readonly Face[] | undefined;

/** All faces, in a fixed order. */
export function allFaces(): readonly Face[] {
  faces ??= (JSON.parse(readFileSync(join(FAMILY_DATA, 'screens-faces.json'), 'utf8')) as { faces: Face[] }).faces;
  return faces;
}

/** The font files' folders, for fontconfig. */
export const faceFolders = (): string[] =>
  allFaces().flatMap((face) =>
    face.file === undefined ? [] : [dirname(join(dirname(require.resolve(`${face.package}/package.json`)), face.file))],
  );

/** Whether a face has every character of a text (stroke faces build accented letters from parts). */
export const hasCharacters = (face: Face, text: string): boolean =>
  face.lacks === undefined || !Array.from(text).some((char) => face.lacks!.includes(char));
