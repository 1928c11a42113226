import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../base/geometry';
import type { Frame } from '../base/types';
import { CELL_HEIGHT, CELL_WIDTH, pageOf } from '../phi/testing';
import { inkBesidePlanes } from './beside-plane';

const [WIDTH, HEIGHT] = [240, 60];
const cell = (column: number, row: number): Box => ({
  left: column * CELL_WIDTH,
  right: (column + 1) * CELL_WIDTH,
  top: row * 16,
  bottom: row * 16 + CELL_HEIGHT,
});

/** A letter of two stems in each cell where `text` has one, on the grid of `pageOf`. */
function drawn(text: string): Frame {
  const rows = text.split('\n');
  const gray = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const sign = rows[Math.floor(y / 16)]?.[Math.floor(x / CELL_WIDTH)] ?? ' ';
    const isStem = [1, 2, 5, 6].includes(x % CELL_WIDTH) && y % 16 >= 2 && y % 16 < CELL_HEIGHT - 1;
    return sign !== ' ' && isStem ? 240 : 10;
  });
  return { frameIndex: 0, view: 'default', width: WIDTH, height: HEIGHT, gray };
}

const name = { ...cell(2, 0), right: 8 * CELL_WIDTH };
const found = (shown: string, read: string, painted: readonly Box[] = [name]) =>
  inkBesidePlanes([drawn(shown)], pageOf(read), painted, []);

test('a letter before or behind a plane under a name, that was not read, is found without the plane', () => {
  const [before] = found('  RIVERA\n  M COR', '  RIVERA\n    COR');
  assert.ok(before.left <= 2 * CELL_WIDTH + 1 && before.right === 4 * CELL_WIDTH, JSON.stringify(before));
  const [behind] = found('  RIVERA\n  COR M', '  RIVERA\n  COR');
  assert.ok(behind.left === 5 * CELL_WIDTH && behind.right >= 7 * CELL_WIDTH - 1, JSON.stringify(behind));
});

test('nothing where all was read, where no patient data stands, or beside other technique', () => {
  assert.deepEqual(found('  RIVERA\n  F COR', '  RIVERA\n  F COR'), []);
  assert.deepEqual(found('  RIVERA\n  COR', '  RIVERA\n  COR'), []);
  assert.deepEqual(found('  RIVERA\n  M COR', '  RIVERA\n    COR', []), []);
  assert.deepEqual(found('  RIVERA\n  M SUPINE', '  RIVERA\n    SUPINE'), []);
});
