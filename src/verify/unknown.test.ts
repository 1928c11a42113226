import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headerValue, pageOf } from '../phi/testing';
import { unexplainedWords } from './unknown';

const textsOf = async (text: string, model?: string) => {
  const header = model === undefined ? [] : [headerValue('ManufacturerModelName', model)];
  return (await unexplainedWords(pageOf(text), { header, policy: 'phi' })).map((hit) => hit.text);
};

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

test('the name of the device, badly read, is explained by the header; a word like no device is not', async () => {
  assert.deepEqual(await textsOf('UghSpeed VCT'), ['UghSpeed']);
  assert.deepEqual(await textsOf('UghSpeed VCT', 'LightSpeed VCT'), []);
  assert.deepEqual(await textsOf('KEONBLADT', 'LightSpeed VCT'), ['KEONBLADT']);
  assert.deepEqual(await textsOf('UghSpeed VCT', 'VCT'), ['UghSpeed']);
});
