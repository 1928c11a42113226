import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bandsOf } from './bands';

describe('bands of rows around boxes', () => {
  const box = (top: number, bottom: number) => ({ left: 0, right: 10, top, bottom });

  it('are inside the picture, and those that touch are one', () => {
    assert.deepEqual(bandsOf([box(900, 910), box(10, 20), box(100, 120)], 1000), [
      [0, 184],
      [836, 974],
    ]);
    assert.deepEqual(bandsOf([], 1000), []);
  });
});
