import assert from 'node:assert/strict';
import { test } from 'node:test';
import { residualCharacters } from './residual';

test('runs of three and more count, look-alikes, case, spaces and accents aside', () => {
  const table: [string[], string, number][] = [
    [[], 'RIVERA MICHAEL', 0],
    [['nothing here'], 'RIVERA MICHAEL', 0],
    [['RIVERA MICHAEL'], 'RIVERA^MICHAEL', 13],
    [['rlvera'], 'RIVERA MICHAEL', 6],
    [['VERA'], 'RIVERA MICHAEL', 4],
    [['VE', 'RA'], 'RIVERA MICHAEL', 0],
    [['64l59 7'], '6415974217', 6],
    [['174217', '641'], '6415974217', 8],
    [['MÜLLER'], 'Muller', 6],
    [['51', 'M'], '51', 0],
    [['O5/O3/I937'], '05/03/1937', 8],
  ];
  for (const [read, truth, expected] of table)
    assert.equal(residualCharacters(read, truth), expected, `${read} in ${truth}`);
});
