import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PhiClass } from '../base/types';
import { spansToHits } from '../phi/hits';
import { pageOf } from '../phi/testing';
import { combinedPage, withoutExplained, withoutMisread } from './second';

const combined = (first: string, second: string) => combinedPage(pageOf(first), pageOf(second)).text;

describe('combinedPage', () => {
  it('takes the second reading', () => {
    assert.equal(combined('RIVEPA ANA', 'RIVERA ANA'), 'RIVERA ANA');
  });

  it('keeps lines that the second reading lacks, and those that go on where it ends', () => {
    assert.equal(combined('RIVERA ANA\n71462369', 'RIVERA ANA'), 'RIVERA ANA\n71462369');
    assert.equal(combined('Harvey Clinic', 'Harvey'), 'Harvey Clinic');
    assert.equal(combined('5/233 4471123', '233 4471123'), '5/233 4471123');
  });

  it('does not take one more character for more text', () => {
    assert.equal(combined('RIVERAI', 'RIVERA'), 'RIVERA');
    assert.equal(combined('000RIVERA F000', 'RIVERA F'), 'RIVERA F');
  });

  it('keeps two rows that the second reading takes for one line, and is less sure of', () => {
    const [line] = pageOf('RIVERA ANA').lines;
    const tall = { ...line.line, box: { ...line.line.box, bottom: 26 }, text: 'RM YERA ANA' };
    const read = (score: number) => ({ ...pageOf('RIVERA ANA'), lines: [{ ...line, line: { ...tall, score } }] });
    assert.equal(combinedPage(pageOf('RIVERA ANA\nM MPR'), read(0.6)).text, 'RIVERA ANA\nM MPR');
    assert.equal(combinedPage(pageOf('RIVERA ANA\nM MPR'), read(0.9)).text, 'RM YERA ANA');
    assert.equal(combinedPage(pageOf('RIVERA ANA'), read(0.6)).text, 'RM YERA ANA');
  });

  it('keeps a row whose box the box of the row above reaches over', () => {
    const [above, below] = pageOf('RIVERA ANA\nFLAIR').lines;
    const tall = { ...above, line: { ...above.line, box: { ...above.line.box, bottom: 24 } } };
    const first = { ...pageOf('RIVERA ANA\nFLAIR'), lines: [tall, below] };
    const { lines } = combinedPage(first, { ...pageOf('RIVERA ANA'), lines: [tall] });
    assert.deepEqual(
      lines.map(({ line }) => line.text),
      ['RIVERA ANA', 'FLAIR'],
    );
  });

  it('stands for the frames of the first', () => {
    const first = { ...pageOf('A'), frameIndices: [2, 5] };
    assert.deepEqual(combinedPage(first, pageOf('A')).frameIndices, [2, 5]);
  });
});

describe('what the second reading explains as technique', () => {
  const hitOn = (text: string, finder: string, phiClass: PhiClass) =>
    spansToHits(pageOf(text), [{ start: 0, end: text.length, phiClass, finder, score: 0.45 }]);
  const rest = (first: string, second: string, finder = 'names', phiClass: PhiClass = 'name') =>
    withoutMisread(hitOn(first, finder, phiClass), [pageOf(second)]).length;

  it('is no name of the first reading', () => {
    assert.equal(rest('LPTAX', 'F AX'), 0);
    assert.equal(rest('ELightSpeed', 'LightSpeed'), 0);
  });

  it('is no number of the first reading', () => {
    assert.equal(rest('WL: 8271414', 'WIL: 827/414', 'patterns', 'id'), 0);
    assert.equal(rest('WL: 8271414', 'WIL: 8271414', 'patterns', 'id'), 1);
    assert.equal(rest('3/4/48', '3/448', 'patterns', 'date'), 1);
  });

  it('but other hits stay, and names that are longer, read otherwise or not read at all', () => {
    assert.equal(rest('LPTAX', 'F AX', 'header'), 1);
    assert.equal(rest('LPTAX RIVERA', 'F AX'), 1);
    assert.equal(rest('LPTAX', 'LOTTA'), 1);
    assert.equal(rest('LPTAX', ''), 1);
  });

  it('is no line of the first reading', () => {
    assert.equal(withoutExplained(pageOf('LPTAX\nRIVERA'), pageOf('F AX\nRIVERA')).text, 'RIVERA');
    const page = pageOf('RIVERA');
    assert.equal(withoutExplained(page, pageOf('RIVERA')), page);
  });
});
