import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { FindContext } from '../phi/find';
import { CELL_WIDTH, pageOf } from '../phi/testing';
import { betweenValues, namesakes, restOfWords, wordsBeside, wordsInBlock } from './beside';

const CONTEXT: FindContext = { header: [], policy: 'phi' };
const textsOf = async (found: Promise<readonly { left: number; top: number }[]>) =>
  (await found).map(({ left, top }) => [Math.round(left / CELL_WIDTH), top]);

describe('wordsInBlock', () => {
  const block = async (text: string, row = 0) => {
    const page = pageOf(text);
    const painted = [page.lines[row].line.box];
    return textsOf(wordsInBlock(page, CONTEXT, { painted, labels: [], characters: 1 }));
  };

  it('takes what nothing explains in the rows above and below: a sex beside a plane, a name without a label', async () => {
    assert.deepEqual(await block('RIVERA, ANA\nM AX'), [[0, 16]]);
    assert.deepEqual(await block('RIVERA, ANA\nH COR'), [[0, 16]]);
    assert.deepEqual(await block('RIVERA, ANA\n0 COR'), [[0, 16]]);
    assert.deepEqual(await block('RIVERA, ANA\n018'), [[0, 16]]);
    assert.equal((await block('RIVERA, ANA\n20 0')).length, 2);
    assert.equal((await block('RIVERA, ANA\n21 2009')).length, 2);
    assert.equal((await block('RIVERA, ANA\n21 2009 MR')).length, 2);
    assert.deepEqual(await block('RIVERA, ANA\nF MPP'), [[0, 16]]);
    assert.deepEqual(await block('RIVERA, ANA\nMRI BRAINW WO CONTRAST'), []);
    assert.deepEqual(await block('RIVERA, ANA\nF\n5 MPP'), []);
    assert.deepEqual(await block('KEON VALDRIK\n71462369', 1), [
      [0, 0],
      [5, 0],
    ]);
  });

  it('takes a number that was read with spaces, every piece of it', async () => {
    const columns = async (text: string) => (await block(`RIVERA, ANA\n${text}`)).map(([column]) => column);
    assert.deepEqual(await columns('XR 3586 22'), [0, 3, 8]);
    assert.deepEqual(await columns('4406 164 002'), [0, 5, 9]);
    assert.deepEqual(await columns('181   82312'), [0, 5]);
    assert.deepEqual(await columns('12/257 8840 20 340 #36848'), [7, 12]);
    for (const text of ['TR 4200 90', '512 512', '120 kV', 'SE 4 IM 20', '12/257 512 512'])
      assert.deepEqual(await columns(text), [], text);
  });

  it('takes a number that was hardly read and stands alone in its row', async () => {
    const numbered = async (text: string, score: number) => {
      const page = pageOf(`RIVERA, ANA\n${text}`);
      const lines = page.lines.map((placed, at) =>
        at === 0 ? placed : { ...placed, line: { ...placed.line, score } },
      );
      const options = { painted: [lines[0].line.box], labels: [], characters: 1 };
      return textsOf(wordsInBlock({ ...page, lines }, CONTEXT, options));
    };
    assert.deepEqual(await numbered('258', 0.73), [[0, 16]]);
    assert.deepEqual(await numbered('258', 0.95), []);
    assert.deepEqual(await numbered('TE 98', 0.73), []);
  });

  it('takes a time whose colon was misread, alone or behind a date; no number of the technique', async () => {
    for (const text of ['1032', '10.32', '10:3217', '11:2:17', '103217'])
      assert.deepEqual(await block(`RIVERA, ANA\n${text}`), [[0, 16]], text);
    const row = pageOf('22.02.1963 1032');
    const painted = [{ ...row.lines[0].line.box, right: 10 * CELL_WIDTH }];
    const beside = (page: typeof row) => textsOf(wordsBeside(page, CONTEXT, { painted, labels: [], characters: 1 }));
    assert.deepEqual(await beside(row), [[11, 0]]);
    assert.deepEqual(await beside(pageOf('           1032')), []);
    for (const text of ['TR 1032', '512', '1.25', '5/159', '9999'])
      assert.deepEqual(await block(`RIVERA, ANA\n${text}`), [], text);
  });

  it('leaves technique, codes and what stands further away', async () => {
    assert.deepEqual(await block('RIVERA, ANA\nAX T2 FLAIR'), []);
    assert.deepEqual(await block('RIVERA, ANA\nL COR'), []);
    assert.deepEqual(await block('RIVERA, ANA\nLightSpeed VCT'), []);
    assert.deepEqual(await block('RIVERA, ANA\n\n\nKeonblad'), []);
  });

  it('takes one row more below what nothing explains, not a third', async () => {
    assert.deepEqual(await block('RIVERA, ANA\n71462369\n81462369\n91462369'), [
      [0, 16],
      [0, 32],
    ]);
  });

  it('finds nothing where nothing is painted', async () => {
    const page = pageOf('RIVERA\nM');
    assert.deepEqual(await wordsInBlock(page, CONTEXT, { painted: [], labels: [], characters: 1 }), []);
  });
});

describe('wordsBeside', () => {
  it('takes the rest of a value and what follows it, up to what is explained', async () => {
    const page = pageOf('RIVERA KEON VALDRIK FLAIR');
    const [{ line }] = page.lines;
    const painted = [{ ...line.box, right: 6 * CELL_WIDTH }];
    const found = await textsOf(wordsBeside(page, CONTEXT, { painted, labels: [], characters: 1 }));
    assert.deepEqual(
      found.map(([column]) => column),
      [7, 12],
    );
  });
});

test('behind a value, what a sex is read as; no side and no number of the technique', async () => {
  for (const text of ['RIVERA, ANA F', 'RIVERA, ANA 0', 'RIVERA, ANA H', 'RIVERA, ANA R', 'RIVERA, ANA 5']) {
    const page = pageOf(text);
    const painted = [{ ...page.lines[0].line.box, right: 11 * CELL_WIDTH }];
    const found = await textsOf(wordsBeside(page, CONTEXT, { painted, labels: [], characters: 1 }));
    assert.deepEqual(found, /[F0H]$/.test(text) ? [[12, 0]] : [], text);
  }
});

test('a letter whose middle alone lies in the value before it is open; one that is covered is not', async () => {
  const page = pageOf('RIVERA, ANA F');
  const beside = (letters: number) => {
    const painted = [{ ...page.lines[0].line.box, right: Math.round(letters * CELL_WIDTH) }];
    return wordsBeside(page, CONTEXT, { painted, labels: [], characters: 1 });
  };
  assert.equal((await beside(12.6)).length, 1);
  assert.equal((await beside(13)).length, 0);
});

describe('namesakes', () => {
  const others = (text: string, letters: number) => {
    const page = pageOf(text);
    const painted = [{ ...page.lines[0].line.box, right: letters * CELL_WIDTH }];
    return namesakes(page, { painted }).map(({ left }) => Math.round(left / CELL_WIDTH));
  };

  it('takes the other part of a name that is a technical word, too; not technique, numbers or labels', () => {
    assert.deepEqual(others('Summer Page', 6), [7]);
    assert.deepEqual(others('RIVERA CHEST', 6), []);
    assert.deepEqual(others('Summer Page 3', 6), []);
    assert.deepEqual(others('Summer Page', 0), []);
  });
});

test('beside a time, what goes on behind a label that it touches', async () => {
  const [{ line }] = pageOf('Study2013/04/1 1712').lines;
  const beside = async (text: string) => {
    const painted = [{ ...line.box, left: 15 * CELL_WIDTH }];
    return (await wordsBeside(pageOf(text), CONTEXT, { painted, labels: [], characters: 1 })).length;
  };
  assert.equal(await beside('Study2013/04/1 1712'), 1);
  assert.equal(await beside('kV:120         1712'), 0);
});

test('beside a sex, a plane of which one letter was misread stays', async () => {
  const beside = async (text: string) => {
    const page = pageOf(text);
    const painted = [page.lines[0].line.characters[0].box];
    return (await wordsBeside(page, CONTEXT, { painted, labels: [], characters: 1 })).length;
  };
  assert.equal(await beside('F MPF'), 0);
  assert.equal(await beside('F MXF'), 1);
});

test('beside a year, a month that is a technical word, too', async () => {
  const beside = async (text: string) => {
    const page = pageOf(text);
    const painted = [{ ...page.lines[0].line.box, right: 4 * CELL_WIDTH }];
    return (await wordsBeside(page, CONTEXT, { painted, labels: [], characters: 1 })).length;
  };
  assert.equal(await beside('1945 Mar'), 1);
  assert.equal(await beside('KEON MAR'), 0);
});

test('beside a name that swallowed the month, the year of a date', async () => {
  const beside = async (text: string, from: number, to: number) => {
    const page = pageOf(text);
    const painted = [{ ...page.lines[0].line.box, left: from * CELL_WIDTH, right: to * CELL_WIDTH }];
    return (await wordsBeside(page, CONTEXT, { painted, labels: [], characters: 1 })).length;
  };
  assert.equal(await beside('1993 Mar O DOE', 5, 14), 1);
  assert.equal(await beside('DOE, O Mar 1993', 0, 10), 1);
  assert.equal(await beside('1993 RIVERA, ANA', 5, 16), 0);
  assert.equal(await beside('Z019 RIVERA, ANA', 5, 16), 1);
  assert.equal(await beside('B40f RIVERA, ANA', 5, 16), 0);
  assert.equal(await beside('TR 2000 Mar O DOE', 8, 17), 1);
  assert.equal(await beside('TR 1200 Mar O DOE', 8, 17), 0);
});

describe('restOfWords', () => {
  const rest = (text: string, letters: number, score = 1) => {
    const read = pageOf(text);
    const page = { ...read, lines: read.lines.map((placed) => ({ ...placed, line: { ...placed.line, score } })) };
    const painted = [{ ...page.lines[0].line.box, right: letters * CELL_WIDTH }];
    return restOfWords(page, { painted, labels: [] }).map(({ left }) => Math.round(left / CELL_WIDTH));
  };

  it('takes the letters that touch a painted value; not punctuation, technique, or a word behind it', () => {
    assert.deepEqual(rest('33284783F', 8), [8]);
    assert.deepEqual(rest('33284783F AX', 8), [8]);
    assert.deepEqual(rest('07:46:1003 F', 5), [5, 6, 7, 8, 9]);
    assert.deepEqual(rest('RIVERAFe28', 6), [6, 7, 8, 9]);
    assert.deepEqual(rest('RIVERAB40f', 6), []);
    assert.deepEqual(rest('RIVERAFeZ', 6), [6, 7, 8]);
    assert.deepEqual(rest('RIVERAAnaX', 6), []);
    assert.deepEqual(rest('33284783:', 8), []);
    assert.deepEqual(rest('33284783CT', 8), []);
    assert.deepEqual(rest('33284783 F', 8), []);
    assert.deepEqual(rest('33284783', 8), []);
    assert.deepEqual(rest('FAX', 1), []);
    assert.deepEqual(rest('ID', 1), []);
    assert.deepEqual(rest('26', 0), []);
    const [{ line }] = pageOf('26').lines;
    assert.deepEqual(restOfWords(pageOf('26'), { painted: [], labels: [line.characters[0].box] }), []);
  });

  it('takes all that is left of a word in a line that is hardly legible', () => {
    assert.deepEqual(rest('MONTANAACASA', 7), []);
    assert.deepEqual(rest('MONTANAACASA', 7, 0.6), [7, 8, 9, 10, 11]);
    assert.deepEqual(rest('MONTANACHEST', 7, 0.6), []);
  });
});

describe('betweenValues', () => {
  it('takes what was read of a sex or an age between two values of a column, no technique', () => {
    const read = (score: number, rows: readonly string[]) => {
      const page = pageOf(rows.join('\n'));
      const lines = page.lines.map((placed, at) =>
        at === 1 ? { ...placed, line: { ...placed.line, score } } : placed,
      );
      const painted = [0, 2].filter((row) => row < rows.length).map((row) => page.lines[row].line.box);
      return betweenValues({ ...page, lines }, { painted }).length;
    };
    const between = (...rows: string[]) => read(1, rows);
    assert.equal(read(0.5, ['71462369', 'Rogb ard', '03/31/1924']), 1);
    assert.equal(read(0.5, ['71462369', '120 kV', '03/31/1924']), 0);
    for (const text of ['H', '0', '35', '3F']) assert.equal(between('71462369', text, '03/31/1924'), 1, text);
    for (const text of ['AX', 'MPR', 'FAX', 'Age', '120 kV', 'Rogb ard'])
      assert.equal(between('71462369', text, '03/31/1924'), 0, text);
    assert.equal(between('71462369', '    H', '03/31/1924'), 0);
    assert.equal(between('71462369', 'H'), 0);
  });
});
