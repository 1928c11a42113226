import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../phi/testing';
import { unexplainedWords } from './unknown';

const textsOf = async (text: string) =>
  (await unexplainedWords(pageOf(text), { header: [], policy: 'phi' })).map((hit) => hit.text);

test('well-read words that nothing explains; technique with one wrong letter among technique is explained', async () => {
  const table: [text: string, expected: string[]][] = [
    ['KEONBLADT', ['KEONBLADT']],
    ['CT CHEST ABD FELVIS', []],
    ['CT CHESTW CONTRAST', []],
    ['CTPELVISW CONTRAST', []],
    ['FELVIS', ['FELVIS']],
    ['CT FELVIS', ['FELVIS']],
    ['Brillia nce 64', []],
    ['PARENC HY MAL PHASE', []],
    ['Axial5.0', []],
    ['Keonbla5.0', ['Keonbla5.0']],
    ['Survew', []],
    ['CTHIP WO CONTRAST', []],
    ['CTHIP', ['CTHIP']],
    ['MFLAIR', []],
    ['', []],
  ];
  for (const [text, expected] of table) assert.deepEqual(await textsOf(text), expected, text);
});
