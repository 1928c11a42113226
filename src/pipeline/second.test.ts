import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageOf } from '../phi/testing';
import { combinedPage } from './second';

const combined = (first: string, second: string) => combinedPage(pageOf(first), pageOf(second)).text;

describe('combinedPage', () => {
  it('takes the second reading', () => {
    assert.equal(combined('RIVEPA ANA', 'RIVERA ANA'), 'RIVERA ANA');
  });

  it('keeps lines that the second reading lacks, and those that go on where it ends', () => {
    assert.equal(combined('RIVERA ANA\n71462369', 'RIVERA ANA'), 'RIVERA ANA\n71462369');
    assert.equal(combined('Harvey Clinic', 'Harvey'), 'Harvey Clinic');
  });

  it('does not take one more character for more text', () => {
    assert.equal(combined('RIVERAI', 'RIVERA'), 'RIVERA');
  });

  it('stands for the frames of the first', () => {
    const first = { ...pageOf('A'), frameIndices: [2, 5] };
    assert.deepEqual(combinedPage(first, pageOf('A')).frameIndices, [2, 5]);
  });
});
