import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PhiHit } from '../base/types';
import { isMisreadTechnique } from './misread';

const box = { left: 10, top: 10, right: 50, bottom: 20 };
const hit = (finder: string, text: string, score: number): PhiHit => ({
  frameIndices: [0],
  boxes: [box],
  text,
  phiClass: 'name',
  finder,
  score,
});

test('another reading of a technical word is no finding by its look, by the word itself under a label, or by a part of a header value', () => {
  const table: [hit: PhiHit, expected: boolean][] = [
    [hit('patterns', '8731437', 0.6), true],
    [hit('names', 'SA AG', 0.8), true],
    [hit('labels', '120 kV', 0.95), true],
    [hit('labels', 'Rivera', 0.95), false],
    [hit('header', 'McClure', 0.8), true],
    [hit('header', 'Lung', 0.99), false],
  ];
  for (const [found, expected] of table) assert.equal(isMisreadTechnique(found, [box]), expected, found.text);
});

test('only where a technical word was read', () => {
  assert.equal(isMisreadTechnique(hit('patterns', '8731437', 0.6), []), false);
  assert.equal(isMisreadTechnique(hit('patterns', '8731437', 0.6), [{ ...box, right: 20 }]), false);
});
