import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../base/geometry';
import type { PhiHit } from '../base/types';
import { CELL_WIDTH, pageOf } from '../phi/testing';
import { knownTexts } from './known';

/** A name of eight characters that was removed from the second row; its box, grown, nearly reaches the middle of the first. */
const place: Box = { left: 5 * CELL_WIDTH, top: 13, right: 22 * CELL_WIDTH, bottom: 31 };
const removed: PhiHit = {
  frameIndices: [0],
  boxes: [place],
  text: 'KENTON J',
  phiClass: 'name',
  finder: 'header',
  score: 0.99,
};
const label: Box = { left: 0, top: 0, right: 10 * CELL_WIDTH, bottom: 12 };

function characters(text: string, kept: { technique?: readonly Box[]; labels?: readonly Box[] } = {}) {
  return knownTexts(pageOf(text), { removed: [removed], ...kept }).map((finding) => finding.characters);
}

test('letters of a removed name in the label of the row above are no part of it', () => {
  assert.deepEqual(characters('Patient ID\nName', { labels: [label] }), []);
  assert.deepEqual(characters('Patient ID\nName'), [3]);
});

test('what is left of a name is a finding beside a label, on the place of one, and in one line with it', () => {
  assert.deepEqual(characters('Patient ID\nName  KENT', { labels: [label] }), [4]);
  assert.deepEqual(characters('      KENTON\nName', { labels: [label] }), [6, 6]);
  assert.deepEqual(characters('Patient ID  KENT\nName', { labels: [label] }), [4]);
});

test('a removed text that is whole elsewhere is a finding; three letters of it there are none', () => {
  assert.deepEqual(characters('\n\n\n\nKENTON J'), [7]);
  assert.deepEqual(characters('\n\n\n\nKEN'), []);
});

test('another reading of technical words is none, however much of it looks like the removed text', () => {
  const row: Box = { left: 0, top: 16, right: 20 * CELL_WIDTH, bottom: 28 };
  assert.deepEqual(characters('\n      KENT'), [4]);
  assert.deepEqual(characters('\n      KENT', { technique: [row] }), []);
});
