import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame, TextLine } from '../base/types';
import type { RegionEngine } from '../ocr/engine';
import { readFrameText } from './frame-text';

const SIDE = 900;

/** A line of this text, so many pixels high; all of its box is ink. */
function lineOf(text: string, height: number): TextLine {
  const box = { left: 20, top: 20, right: 20 + text.length * height, bottom: 20 + height };
  const characters = [...text].map((char, at) => ({
    char,
    score: 0.99,
    alternatives: [],
    box: { ...box, left: box.left + at * height, right: box.left + (at + 1) * height },
  }));
  return { text, box, rotation: 0, score: 0.99, characters, engine: 'test' };
}

/** What is taken for text when an engine reads this line. */
async function textsOf(line: TextLine): Promise<readonly string[]> {
  const ink = new Uint8Array(SIDE * SIDE);
  for (let y = line.box.top; y < line.box.bottom; y++)
    for (let x = line.box.left; x < line.box.right; x += 3) ink[y * SIDE + x] = 255;
  const map = { width: SIDE, height: SIDE, ink, line: new Uint8Array(SIDE * SIDE) };
  const engine: Partial<RegionEngine> = { readView: async () => [line], readRegions: async () => [] };
  const view = { width: SIDE, height: SIDE, gray: new Uint8Array(SIDE * SIDE), view: 'default' } as unknown as Frame;
  const network = { read: async (views: readonly Frame[]) => views.map(() => map), elapsedMs: 0 };
  const { lines } = await readFrameText([view], { engine: engine as RegionEngine, ink: network });
  return lines.map(({ text }) => text);
}

test('one or two different letters as high as a drawing are one; words and large letters are text', async () => {
  for (const [text, height, isText] of [
    ['T', 280, false],
    ['11', 200, false],
    ['888', 190, false],
    ['T', 60, true],
    ['R', 100, true],
    ['DOE', 200, true],
  ] as const)
    assert.deepEqual(await textsOf(lineOf(text, height)), isText ? [text] : [], `${text} of ${height} px`);
});
