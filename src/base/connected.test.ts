import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectedPieces } from './connected';

const maskOf = (...rows: string[]): Uint8Array => Uint8Array.from(rows.join(''), (cell) => (cell === '#' ? 1 : 0));

describe('connectedPieces', () => {
  it('joins pixels that touch at a side or a corner, and none across the edge from row to row', () => {
    const pieces = connectedPieces(maskOf('.#..#', '#...#', '..#..', '#...#'), 5);
    assert.deepEqual(
      pieces.map(({ box, pixels }) => ({ ...box, pixels: [...pixels] })),
      [
        { left: 0, top: 0, right: 2, bottom: 2, pixels: [1, 5] },
        { left: 4, top: 0, right: 5, bottom: 2, pixels: [4, 9] },
        { left: 2, top: 2, right: 3, bottom: 3, pixels: [12] },
        { left: 0, top: 3, right: 1, bottom: 4, pixels: [15] },
        { left: 4, top: 3, right: 5, bottom: 4, pixels: [19] },
      ],
    );
  });

  it('joins what only a later row connects, in reading order', () => {
    const [piece] = connectedPieces(maskOf('#.#', '#.#', '#.#', '###'), 3);
    assert.deepEqual([...piece.pixels], [0, 2, 3, 5, 6, 8, 9, 10, 11]);
  });

  it('gives every pixel to one piece', () => {
    const [width, height] = [97, 61];
    const mask = Uint8Array.from({ length: width * height }, (_, at) => (((at * 2654435761) >>> 0) % 3 === 0 ? 1 : 0));
    const owned = new Uint8Array(mask.length);
    for (const { box, pixels } of connectedPieces(mask, width)) {
      const columns = [...pixels].map((at) => at % width);
      const rows = [...pixels].map((at) => Math.floor(at / width));
      assert.deepEqual(
        [box.left, box.top, box.right - 1, box.bottom - 1],
        [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)],
      );
      for (const at of pixels) owned[at] += 1;
    }
    assert.deepEqual(owned, mask);
    assert.deepEqual(connectedPieces(new Uint8Array(mask.length), width), []);
    const [whole, ...more] = connectedPieces(new Uint8Array(mask.length).fill(1), width);
    assert.deepEqual([whole.pixels.length, more.length], [mask.length, 0]);
    assert.deepEqual(whole.box, { left: 0, top: 0, right: width, bottom: height });
  });
});
