import { unionBoxes } from '../base/geometry';
import type { Character, Page, PlacedLine, TextLine } from '../base/types';

/** Width and height in pixels of a character on the pages made here. */
export const CELL_WIDTH = 8;
export const CELL_HEIGHT = 12;
const PITCH = 16;
const WIDTH = 2048;

/**
 * A page as a layout step would make it, from text on a fixed grid: `\n` ends a row, `\t` ends a line of text (the next one starts at
 * the following multiple of 32 columns), leading spaces move a line to the right. For text that no picture holds.
 */
export function pageOf(text: string): Page {
  const lines: PlacedLine[] = [];
  let pageText = '';
  for (const [row, rowText] of text.split('\n').entries()) {
    let column = 0;
    const parts: TextLine[] = [];
    for (const part of rowText.split('\t')) {
      const indent = part.length - part.trimStart().length;
      if (part.trim() !== '') parts.push(lineAt(part.trim(), column + indent, row));
      column = (Math.floor((column + part.length) / 32) + 1) * 32;
    }
    for (const [index, line] of parts.entries()) {
      if (pageText !== '') pageText += index === 0 ? '\n' : '\t';
      lines.push({ line, start: pageText.length, end: pageText.length + line.text.length });
      pageText += line.text;
    }
  }
  return { frameIndices: [0], width: WIDTH, height: WIDTH, text: pageText, lines };
}

function lineAt(text: string, column: number, row: number): TextLine {
  const characters: Character[] = Array.from({ length: text.length }, (_, index) => ({
    char: text[index],
    box: {
      left: (column + index) * CELL_WIDTH,
      right: (column + index + 1) * CELL_WIDTH,
      top: row * PITCH,
      bottom: row * PITCH + CELL_HEIGHT,
    },
    score: 1,
    alternatives: [],
  }));
  const box = unionBoxes(characters.map((character) => character.box));
  return { text, box, rotation: 0, score: 1, characters, engine: 'text' };
}
