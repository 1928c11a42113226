import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findSpaces } from './spaces';

/** Characters with given widths and the gaps after them. */
function line(text: string, widths: readonly number[], gaps: readonly number[]) {
  let left = 0;
  const inks = [...text].map((_, index) => {
    const ink = { left, right: left + widths[index] };
    left = ink.right + (gaps[index] ?? 0);
    return ink;
  });
  const perhaps = inks.map(() => 0.05);
  return { text: [...text], inks, perhaps };
}

describe('findSpaces', () => {
  it('finds the gap that is wider than the usual ones', () => {
    const { text, inks, perhaps } = line('MayEnd', [20, 12, 12, 14, 12, 12], [3, 2, 14, 3, 3]);
    assert.deepEqual(findSpaces(text, inks, perhaps, 30), [false, false, false, true, false, false]);
  });

  it('knows fixed-pitch print, where narrow letters have wide gaps', () => {
    // Cells of 20: `i` is 4 wide in the middle of its cell; the space is one empty cell.
    const widths = [16, 4, 16, 4, 16, 16, 16];
    const lefts = [2, 28, 42, 68, 82, 122, 142];
    const inks = lefts.map((left, index) => ({ left, right: left + widths[index] }));
    const spaces = findSpaces(
      [...'MiMiMMM'],
      inks,
      inks.map(() => 0.05),
      28,
    );
    assert.deepEqual(spaces, [false, false, false, false, false, true, false]);
  });

  it('believes the recogniser where it is sure, one way or the other', () => {
    const { text, inks } = line('MayEnd', [20, 12, 12, 14, 12, 12], [3, 2, 14, 3, 3]);
    const spacesAt = (...probabilities: number[]) => findSpaces(text, inks, probabilities, 30).indexOf(true);
    assert.equal(spacesAt(0, 0, 0, 0.001, 0, 0), -1);
    assert.equal(spacesAt(0, 0, 0.9, 0.001, 0, 0), 2);
  });

  it('puts none before a colon or inside a time, unless the recogniser insists', () => {
    const { text, inks } = line('No:1:2', [20, 12, 4, 14, 4, 12], [3, 12, 9, 9, 9]);
    const spaces = (probability: number) => findSpaces(text, inks, [0, 0, probability, 0, 0, probability], 30);
    assert.ok(!spaces(0.3).includes(true));
    assert.deepEqual(spaces(0.6), [false, false, true, false, false, true]);
  });

  it('parts words after a comma', () => {
    const { text, inks, perhaps } = line('Doe,Jo', [16, 12, 12, 4, 10, 12], [2, 2, 1, 4, 2]);
    assert.deepEqual(findSpaces(text, inks, perhaps, 30), [false, false, false, false, true, false]);
  });

  it('keeps numbers together: 1 has air around it', () => {
    const { text, inks, perhaps } = line('1.0', [6, 4, 14], [7, 6]);
    assert.deepEqual(findSpaces(text, inks, perhaps, 28), [false, false, false]);
  });
});
