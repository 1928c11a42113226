import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, PhiSpan } from '../base/types';
import { spansToHits } from './hits';
import { CELL_HEIGHT, CELL_WIDTH, pageOf } from './testing';

const span = (page: Page, text: string): PhiSpan => {
  const start = page.text.indexOf(text);
  return { start, end: start + text.length, phiClass: 'name', finder: 'test', score: 1 };
};

test('a value inside a line: half of the spaces around it, the line’s edge at its ends', () => {
  const page = pageOf('Name: DOE JANE F');
  const [inner] = spansToHits(page, [span(page, 'DOE JANE')]);
  assert.deepEqual(inner.boxes, [
    { left: 5 * CELL_WIDTH + CELL_WIDTH / 2, top: 0, right: 14 * CELL_WIDTH + CELL_WIDTH / 2, bottom: CELL_HEIGHT },
  ]);
  const [last] = spansToHits(page, [span(page, 'F')]);
  assert.equal(last.boxes[0].right, 16 * CELL_WIDTH);
});

test('a value over two lines has two boxes and one text; pieces with other text between them leave it out', () => {
  const page = pageOf('Site: Upper\t120 kV\n      Clinic');
  const whole = span(page, 'Upper');
  const rest = [{ start: page.text.indexOf('Clinic'), end: page.text.length }];
  const [hit] = spansToHits(page, [{ ...whole, rest }]);
  assert.equal(hit.text, 'Upper Clinic');
  assert.equal(hit.boxes.length, 2);
  assert.ok(hit.boxes.every((box) => box.right < 20 * CELL_WIDTH));
});

test('the corrected reading is the text of the hit', () => {
  const page = pageOf('2000May26');
  const [hit] = spansToHits(page, [{ ...span(page, '2000May26'), corrected: '2000 May 26' }]);
  assert.equal(hit.text, '2000 May 26');
});

test('turned text: the box grows along the line', () => {
  const upright = pageOf('ID 77 kV');
  const lines = upright.lines.map((placed) => ({
    ...placed,
    line: {
      ...placed.line,
      rotation: 90 as const,
      box: { left: 0, top: 0, right: CELL_HEIGHT, bottom: 64 },
      characters: placed.line.characters.map((character) => ({
        ...character,
        box: { left: 0, right: CELL_HEIGHT, top: character.box.left, bottom: character.box.right },
      })),
    },
  }));
  const page = { ...upright, lines };
  const [hit] = spansToHits(page, [span(page, '77')]);
  assert.deepEqual(hit.boxes, [{ left: 0, right: CELL_HEIGHT, top: 20, bottom: 44 }]);
});
