import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classTable, DEFAULT_CHARSET, decodeCtc } from './ctc';

/** Rows of probabilities for blank, the dictionary's classes and the space. */
const rows = (...steps: readonly (readonly number[])[]) => Float32Array.from(steps.flat());

describe('decodeCtc', () => {
  const table = classTable(['A', 'B', '國'], DEFAULT_CHARSET);

  it('joins repeats, and keeps repeats that a blank parts', () => {
    const blank = [1, 0, 0, 0, 0];
    const a = [0.1, 0.8, 0.1, 0, 0];
    assert.equal(read(rows(a, a, blank, a)), 'AA');
    assert.equal(read(rows(blank, blank)), '');
    assert.equal(read(rows(a, [0, 0.1, 0.9, 0, 0], [0, 0, 0, 0, 1])), 'AB ');
  });

  it('keeps the runners-up and the place of the peak', () => {
    const [only] = decodeCtc(rows([1, 0, 0, 0, 0], [0.1, 0.6, 0.3, 0, 0], [1, 0, 0, 0, 0]), 3, table);
    assert.equal(only.char, 'A');
    assert.ok(Math.abs(only.score - 0.6) < 1e-6);
    assert.equal(only.position, 1.5);
    assert.equal(only.alternatives[0].char, 'B');
    assert.ok(Math.abs(only.alternatives[0].score - 0.3) < 1e-6);
  });

  it('never reads a masked class, and does not let it lower the score of the rest', () => {
    const [only] = decodeCtc(rows([0, 0.1, 0, 0.9, 0]), 1, table);
    assert.equal(only.char, 'A');
    assert.ok(Math.abs(only.score - 1) < 1e-6);
  });

  it('takes full-width forms for what they look like, and obeys the character set', () => {
    assert.deepEqual(classTable(['Ａ', '：', 'é', '1'], DEFAULT_CHARSET), ['', 'A', ':', 'é', '1', ' ']);
    assert.deepEqual(classTable(['A', '1'], '0123456789'), ['', '', '1', '']);
  });

  function read(probabilities: Float32Array): string {
    return decodeCtc(probabilities, probabilities.length / table.length, table)
      .map(({ char }) => char)
      .join('');
  }
});
