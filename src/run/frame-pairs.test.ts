import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameDisplay } from './frame-pairs';

test('another frame is shown as this one is: known values by their level, others between their neighbours', () => {
  for (const scale of [1, 2 ** 22]) {
    // The wide one does not fit a table of all values between.
    const values = Int32Array.from([-10, 0, 10, 40].map((value) => value * scale));
    const others = Int32Array.from([0, 5, 40, 25, -10, 90, -90].map((value) => value * scale));
    const shown = sameDisplay(values, Uint8Array.of(0, 50, 100, 200), others);
    assert.deepEqual([...shown], [50, 75, 200, 150, 0, 200, 0]);
  }
});
