import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greyMap } from './grey-map';

test('a grey map holds the levels as they are, and none where an EXIF tag is looked for', () => {
  const levels = Uint8Array.from({ length: 7 * 5 }, (_, index) => index * 7);
  const file = greyMap(7, 5, levels);
  const at = file.length - levels.length;
  assert.match(file.subarray(0, at).toString('latin1'), /^P5\n# *\n7 5\n255\n$/);
  assert.deepEqual(new Uint8Array(file.subarray(at)), levels);
  assert.ok(at > 500);
});
