import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextMask } from '../mask';
import { FAMILY_DATA } from './faces';

/** One glyph: its width and its lines, in font units (capitals 21 high, baseline at 9, y down). */
interface Glyph {
  readonly width: number;
  readonly lines: readonly (readonly (readonly [x: number, y: number])[])[];
}

const CAPITAL = 21;
const BASELINE = 9;
/** Accents stand this high above small and capital letters. */
const ABOVE_SMALL = -7;
const ABOVE_CAPITAL = -14;

let tables: Readonly<Record<string, readonly string[]>> | undefined;

function glyphText(face: string, code: number): string {
  tables ??= (JSON.parse(readFileSync(join(FAMILY_DATA, 'hershey.json'), 'utf8')) as { faces: typeof tables }).faces;
  const table = tables![face];
  return table[code - 32] ?? table[0];
}

/** Hershey's coding: letters as offsets from `R`; the first two are the edges, ` R` lifts the pen. */
function decode(text: string): Glyph {
  const at = (i: number) => text.charCodeAt(i) - 82;
  const lines: [number, number][][] = [[]];
  for (let i = 2; i + 1 < text.length; i += 2) {
    if (text[i] === ' ') lines.push([]);
    else lines[lines.length - 1].push([at(i) - at(0), at(i + 1)]);
  }
  return { width: at(1) - at(0), lines };
}

/** `x,y x,y | x,y x,y`: lines of points. */
const linesOf = (text: string): Glyph['lines'] =>
  text === ''
    ? []
    : text.split(' | ').map((line) => line.split(' ').map((point) => point.split(',').map(Number) as [number, number]));

/** Combining marks as lines around x 0; those in `BELOW` hang from the baseline. */
const MARKS: Readonly<Record<string, string>> = {
  '\u0300': '-3,-4 2,0',
  '\u0301': '3,-4 -2,0',
  '\u0302': '-4,0 0,-4 4,0',
  '\u0303': '-4,0 -2,-3 2,-1 4,-4',
  '\u0306': '-4,-4 -2,-1 2,-1 4,-4',
  '\u0307': '0,-3 0,-2',
  '\u0308': '-3,-3 -3,-2 | 3,-3 3,-2',
  '\u030c': '-4,-4 0,0 4,-4',
  '\u0327': '0,0 2,2 0,5 -3,5',
  '\u0328': '2,0 0,3 3,5',
};
const BELOW = '\u0327\u0328';

/** Letters that Unicode does not take apart, as a letter and further lines on it; and signs as letters. */
const PARTS: Readonly<Record<string, readonly [base: string, lines: string]>> = {
  ł: ['l', '-4,1 4,-4'],
  Ł: ['L', '-8,2 3,-5'],
  ø: ['o', '-6,9 6,-5'],
  Ø: ['O', '-8,10 8,-13'],
  ı: ['l', ''],
  ß: ['B', ''],
  µ: ['u', '-5,9 -5,14'],
  '°': ["'", ''],
  '²': ['2', ''],
  '³': ['3', ''],
  '·': ['.', ''],
  º: ['o', ''],
  ª: ['a', ''],
  œ: ['c', ''],
  '–': ['-', ''],
  '’': ["'", ''],
};

function glyphOf(face: string, char: string): Glyph {
  const [base, ...marks] = char.normalize('NFD');
  const [letter, added] = PARTS[base] ?? [base, ''];
  const plain = decode(glyphText(face, letter.charCodeAt(0)));
  if (added === '' && marks.length === 0) return plain;
  const middle = plain.width / 2;
  const above = letter === letter.toUpperCase() ? ABOVE_CAPITAL : ABOVE_SMALL;
  const shift = (lines: Glyph['lines'], dy: number) =>
    lines.map((line) => line.map(([x, y]) => [x + middle, y + dy] as const));
  const extra = marks.flatMap((mark) => shift(linesOf(MARKS[mark] ?? ''), BELOW.includes(mark) ? BASELINE : above));
  return { width: plain.width, lines: [...plain.lines, ...shift(linesOf(added), 0), ...extra] };
}

/**
 * A text drawn as strokes, cropped to its ink.
 *
 * @param face `Simplex`, `Duplex` or `Complex`
 * @param size as of a font: a capital is 0.72 of it high
 */
export function strokeText(text: string, face: string, size: number): TextMask {
  const scale = (size * 0.72) / CAPITAL;
  const pen = Math.max(1, size / (face === 'Simplex' ? 13 : 18));
  const glyphs = Array.from(text.trim(), (char) => glyphOf(face, char));
  const pad = Math.ceil(pen) + 1;
  const width = Math.ceil(glyphs.reduce((sum, glyph) => sum + glyph.width, 0) * scale) + 2 * pad;
  const [top, bottom] = [-20, 18];
  const height = Math.ceil((bottom - top) * scale) + 2 * pad;
  const alpha = new Uint8Array(width * height);
  let x = pad;
  for (const glyph of glyphs) {
    for (const line of glyph.lines) {
      for (let i = 1; i < line.length; i++) {
        const place = ([u, v]: readonly [number, number]) => [x + u * scale, pad + (v - top) * scale] as const;
        drawLine(alpha, width, place(line[i - 1]), place(line[i]), pen / 2);
      }
    }
    x += glyph.width * scale;
  }
  return cropped(alpha, width, height, Math.round(pad + (BASELINE - top) * scale));
}

type Point = readonly [x: number, y: number];

/** A line with round ends, its edge one pixel soft. */
function drawLine(alpha: Uint8Array, width: number, [ax, ay]: Point, [bx, by]: Point, radius: number): void {
  const height = alpha.length / width;
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy || 1;
  const reach = radius + 1;
  for (
    let y = Math.max(0, Math.floor(Math.min(ay, by) - reach));
    y <= Math.min(height - 1, Math.max(ay, by) + reach);
    y++
  ) {
    for (
      let x = Math.max(0, Math.floor(Math.min(ax, bx) - reach));
      x <= Math.min(width - 1, Math.max(ax, bx) + reach);
      x++
    ) {
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
      const far = Math.hypot(x - ax - t * dx, y - ay - t * dy);
      const cover = Math.round(255 * Math.min(1, Math.max(0, radius + 0.5 - far)));
      if (cover > alpha[y * width + x]) alpha[y * width + x] = cover;
    }
  }
}

/** Without empty rows and columns, and without coverage too faint to see. */
export function cropped(alpha: Uint8Array, width: number, height: number, baseline: number): TextMask {
  let [x0, x1, y0, y1] = [width, 0, height, 0];
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i] < FAINTEST) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x + 1), Math.min(y0, y), y + 1];
  }
  if (x1 === 0) return { width: 0, height: 0, alpha: new Uint8Array(0), baseline: 0 };
  const out = new Uint8Array((x1 - x0) * (y1 - y0));
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const value = alpha[y * width + x];
      out[(y - y0) * (x1 - x0) + x - x0] = value < FAINTEST ? 0 : value;
    }
  }
  return { width: x1 - x0, height: y1 - y0, alpha: out, baseline: baseline - y0 };
}

const FAINTEST = 20;
