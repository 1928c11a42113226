import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame, Page, PhiHit } from '../base/types';
import { CELL_WIDTH, pageOf } from '../phi/testing';
import { isLabelText, labelBoxes, unreadValues } from './labels';

const noisy = (page: Page): Frame => {
  const gray = Uint8Array.from({ length: page.width * page.height }, (_, index) => ((index * 7919) % 251) + 2);
  return { frameIndex: 0, view: 'default', width: page.width, height: page.height, gray };
};
const flat = (page: Page): Frame => ({ ...noisy(page), gray: new Uint8Array(page.width * page.height) });

const page = pageOf('Patient ID:\nPatient Name: RIVERA');
const name: PhiHit = {
  frameIndices: [0],
  boxes: [page.lines[1].line.characters[14].box],
  text: 'RIVERA',
  phiClass: 'name',
  finder: 'labels',
  score: 1,
};

test('labels have boxes', () => {
  assert.equal(labelBoxes(page).length, 2);
});

test('the place of a value that was not read is right of its label', () => {
  const places = unreadValues(page, [{ ...name, boxes: [] }, name], noisy(page));
  assert.equal(places.length, 1);
  assert.ok(places[0].left >= 10 * CELL_WIDTH && places[0].top <= 2);
});

test('where nothing is written nothing is painted', () => {
  assert.deepEqual(unreadValues(page, [name], flat(page)), []);
});

test('labels and their beginnings are no values, names and institutions are', () => {
  for (const text of ['Name', 'Dat', 'Patient ID:', 'Patient I']) assert.equal(isLabelText(text), true, text);
  for (const text of ['Rivera', 'Name Rivera', 'St', '51', '', 'I', 'Study2013/04/1'])
    assert.equal(isLabelText(text), text === 'St', text);
});

test('a label word by itself is a label in a column of labels, and its place lies in the column of their values', () => {
  const table = pageOf('Time 12:04:31\nSex\n\n\n\n\nAge');
  const [time] = table.lines;
  const value = { ...name, boxes: [{ ...time.line.box, left: 5 * CELL_WIDTH }] };
  const places = unreadValues(table, [value], noisy(table));
  assert.equal(places.length, 1);
  assert.ok(places[0].top > time.line.box.bottom - 4 && places[0].left >= 3 * CELL_WIDTH);
  assert.ok(places[0].right <= time.line.box.right + 2 * time.line.box.bottom);
  const below = { ...name, boxes: [{ ...table.lines[1].line.box, top: 32, bottom: 44 }] };
  assert.equal(unreadValues(table, [value, below], noisy(table)).length, 1);
  assert.deepEqual(unreadValues(pageOf('Sex'), [], noisy(pageOf('Sex'))), []);
});

test('in a wide table the values of the other labels say where the value of a label stands', () => {
  const wide = pageOf(['Patient ID\t4471123', 'Sex\tH'].map((row) => row.replace('\t', '\n')).join('\n'));
  const at = (left: number, row: number) => ({ left, top: 16 * row, right: left + 60, bottom: 16 * row + 12 });
  const boxes = [at(0, 0), at(220, 0), at(0, 1), at(220, 1)];
  const lines = wide.lines.map((placed, index) => ({
    ...placed,
    line: {
      ...placed.line,
      box: boxes[index],
      characters: placed.line.characters.map((sign) => ({ ...sign, box: boxes[index] })),
    },
  }));
  const table = { ...wide, width: 400, height: 60, lines };
  const places = unreadValues(table, [{ ...name, boxes: [boxes[1]] }], flat(table));
  assert.deepEqual(places, [boxes[3]]);
  assert.deepEqual(unreadValues(table, [{ ...name, boxes: [boxes[1], boxes[3]] }], flat(table)), []);
});

test('in a table what was read as something else in the place of a value is one', () => {
  const places = (row: string) => {
    // Values stand in column 32.
    const table = pageOf(['DOB\t03/31/1924', `Sex\t${row}`].map((text) => ' '.repeat(26) + text).join('\n'));
    const [, born, ...more] = table.lines;
    const hits = [{ ...name, boxes: [born.line.box] }];
    return unreadValues(table, hits, flat(table)).map((box) => more.findIndex(({ line }) => line.box === box));
  };
  assert.deepEqual(places('H'), [1]);
  assert.deepEqual(places('JI21 1942'), [1]);
  assert.deepEqual(places('Date'), []);
});
