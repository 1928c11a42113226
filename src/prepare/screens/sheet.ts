import type { Piece } from '../piece';
import type { Raster } from '../raster';
import type { Face } from './faces';
import { drawSegment, fillRectangle, type Rgb, strokeRectangle } from './surface';

/** How text looks on a device. */
export interface Look {
  readonly face: Face;
  readonly size: number;
  readonly aliased: boolean;
  readonly colour: Rgb;
  /** A dark copy one pixel off, or a dark rim, under the letters. */
  readonly effect?: 'shadow' | 'outline';
  /** Colour of a box behind the text. */
  readonly box?: Rgb;
}

export interface RunOptions extends Partial<Look> {
  /** What of the text stands at `x`; default its left end. */
  readonly align?: 'left' | 'right' | 'center';
  /** Degrees clockwise: 90 and 270 turn by quarters, others slant. */
  readonly turn?: number;
  /** Widest in pixels: longer text is made smaller (default), or cut, as consoles do. */
  readonly room?: number;
  readonly fit?: 'cut' | 'shrink';
  /** Pixels between pieces; default a third of the size. */
  readonly gap?: number;
  /** Frames that show it; default all. */
  readonly frames?: readonly number[];
  /** Whether it may be written over another text's place (else the later one is left out). */
  readonly over?: boolean;
}

/** A line of text that a layout wants at a place: `x` by `align`, `y` the top of the line. */
export interface Run {
  readonly pieces: readonly Piece[];
  readonly x: number;
  readonly y: number;
  readonly look: Look;
  readonly options: RunOptions;
}

/** What a layout draws on: shapes go into the picture at once (clean and burnt), texts are collected. */
export class Sheet {
  readonly runs: Run[] = [];

  constructor(
    readonly raster: Raster,
    readonly look: Look,
    /** Leaves out patient data and what belongs to it. */
    readonly clean: boolean,
  ) {}

  get width(): number {
    return this.raster.columns;
  }

  get height(): number {
    return this.raster.rows;
  }

  /** Distance of lines for a size. */
  pitch(size = this.look.size): number {
    return Math.round(size * 1.3);
  }

  text(x: number, y: number, pieces: readonly Piece[], options: RunOptions = {}): void {
    const shown = this.clean ? withoutPatient(pieces) : pieces.filter(({ text }) => text !== '');
    if (shown.length === 0) return;
    this.runs.push({ pieces: shown, x, y, look: { ...this.look, ...options }, options });
  }

  /** Lines one below the other; returns the top of the next line. Empty lines leave a gap. */
  column(
    x: number,
    y: number,
    lines: readonly (readonly Piece[])[],
    options: RunOptions & { readonly pitch?: number } = {},
  ): number {
    const pitch = options.pitch ?? this.pitch(options.size ?? this.look.size);
    lines.forEach((line, i) => {
      if (line.length > 0) this.text(x, y + i * pitch, line, options);
    });
    return y + lines.length * pitch;
  }

  /** Rows of cells at given columns (pixels); returns the top of the next row. */
  table(
    columns: readonly number[],
    y: number,
    rows: readonly (readonly (readonly Piece[])[])[],
    options: RunOptions & { readonly pitch?: number } = {},
  ): number {
    const pitch = options.pitch ?? this.pitch(options.size ?? this.look.size);
    rows.forEach((cells, row) => {
      cells.forEach((cell, i) => {
        this.text(columns[i], y + row * pitch, cell, {
          room: (columns[i + 1] ?? this.width) - columns[i] - 4,
          fit: 'cut',
          ...options,
        });
      });
    });
    return y + rows.length * pitch;
  }

  fill(x: number, y: number, width: number, height: number, rgb: Rgb): void {
    fillRectangle(this.raster, x, y, width, height, rgb);
  }

  frame(x: number, y: number, width: number, height: number, rgb: Rgb): void {
    strokeRectangle(this.raster, x, y, width, height, rgb);
  }

  line(from: readonly [number, number], to: readonly [number, number], rgb: Rgb, width = 1): void {
    drawSegment(this.raster, from, to, rgb, width);
  }
}

/** Only what may stand on a picture without patient data; labels go with the values that they name. */
function withoutPatient(pieces: readonly Piece[]): Piece[] {
  return pieces.some(({ field }) => field !== 'keep') ? [] : [...pieces];
}
