import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOrdinaryWord, isTechnique } from './technique';

test('units, positions, numbers of series and marks of contrast agent are technique; names and dates are not', () => {
  for (const word of [
    '120kV',
    'SL5.0',
    '#90362',
    '5/153',
    '+C',
    'C-',
    'LAO30',
    'LA0',
    'RA0',
    'W:400',
    'Axial',
    'T2_TSE',
    '*fl2d1_15',
  ]) {
    assert.ok(isTechnique(word), word);
  }
  for (const word of ['RIVERA', 'WIL', '05/03/1937', '100/1954', '#72085655', 'Sep23', '+D', 'A6406947', 'VCC_JRE']) {
    assert.ok(!isTechnique(word), word);
  }
});

test('words of headers that are no name by themselves', () => {
  for (const word of ['SPINE', 'NONE', 'MIXED', 'OTHER', 'PRIMARY', 'BODY', 'HAND'])
    assert.ok(isOrdinaryWord(word), word);
  for (const word of ['RIVERA', 'SIMPSON', 'WHITE', 'YOUNG', 'STONE', 'BROWN', 'BAKER'])
    assert.ok(!isOrdinaryWord(word), word);
});
