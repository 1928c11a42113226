import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CELL_WIDTH, pageOf } from '../phi/testing';
import { techniqueOf } from './technique-boxes';

/** Which words of a text are technique that painting must spare. */
const spared = (text: string, score = 1): readonly string[] => {
  const page = pageOf(text);
  const lines = page.lines.map((placed) => ({ ...placed, line: { ...placed.line, score } }));
  const words = [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    middle: match.index + match[0].length / 2,
  }));
  const boxes = techniqueOf([{ ...page, lines }]);
  const isIn = (middle: number) =>
    boxes.some(({ left, right }) => left < middle * CELL_WIDTH && middle * CELL_WIDTH < right);
  return words.filter(({ middle }) => isIn(middle)).map((word) => word.text);
};

test('technical words that nothing else could be, and the pieces of text that are all technique', () => {
  assert.deepEqual(spared('M FLAIR 4/223 #43641'), ['FLAIR', '4/223', '#43641']);
  assert.deepEqual(spared('70121974 #8 2061'), ['#8', '2061']);
  assert.deepEqual(spared('TE 98'), ['TE', '98']);
  assert.deepEqual(spared('FAX'), ['FAX']);
  assert.deepEqual(spared('3/48 51845935'), ['3/48']);
  assert.deepEqual(spared('1/9 51845935'), ['1/9']);
});

test('nothing that may be a piece of a date, an age or a label', () => {
  assert.deepEqual(spared('12 MAR 10/05'), []);
  assert.deepEqual(spared('MAR 12'), []);
  assert.deepEqual(spared('F 46'), []);
  assert.deepEqual(spared('AGE 46'), []);
  assert.deepEqual(spared('05/19 1960'), []);
  assert.deepEqual(spared('1/9 85'), []);
  assert.deepEqual(spared('RIVERA ANA'), []);
  for (const text of ['0 MPR', 'H MPR']) assert.deepEqual(spared(text), ['MPR'], text);
  for (const text of ['Sex/F', 'Age/Sex:83 F', 'Age/Sex:83']) assert.deepEqual(spared(text), [], text);
});

test('a joining word among technique only: elsewhere it may be a part of a name', () => {
  assert.deepEqual(spared('PRE AND POST CONTRAST'), ['PRE', 'AND', 'POST', 'CONTRAST']);
  assert.deepEqual(spared('Stoltz, Hauck and'), []);
  assert.deepEqual(spared('Hauck and MRI'), ['MRI']);
  assert.deepEqual(spared('and'), []);
});

test('nothing in a line that is hardly legible', () => {
  assert.deepEqual(spared('TE 98', 0.7), []);
});
