import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textLines } from './text-lines';

const rows = (...lines: string[]) => Uint8Array.from(lines.join(''), (char) => (char === '#' ? 1 : 0));

test('a wrapped text is parted by the rows without ink, its characters by the lines lengths', () => {
  const mask = rows('######', '######', '......', '###...', '###...');
  assert.deepEqual(textLines('ABCDEF GH', mask, 6, 5), [
    { top: 0, bottom: 2, text: 'ABCDEF' },
    { top: 3, bottom: 5, text: ' GH' },
  ]);
});

test('dots and underlines are no lines', () => {
  const dotted = rows('.#....', '......', '.#.###', '.#.###', '.#.###', '......', '######');
  assert.deepEqual(textLines('ib', dotted, 6, 7), [{ top: 0, bottom: 7, text: 'ib' }]);
  assert.deepEqual(textLines('ib', undefined, 6, 7), [{ top: 0, bottom: 7, text: 'ib' }]);
});
