import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type InkQuestion, judgeInk } from './ink-judge';
import type { Picture } from './patch';

const WIDTH = 100;
const HEIGHT = 16;

type Level = (x: number, y: number) => number;

const picture = (level: Level, width = WIDTH, height = HEIGHT): Picture => ({
  width,
  height,
  channels: 1,
  data: Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width))),
});

/** Strokes two pixels wide and five apart in the middle rows: ten characters of ten pixels, two strokes each. */
const isInk = (x: number, y: number) => x % 5 < 2 && y >= 3 && y < 13;
const texture: Level = (x, y) => 60 + ((x * 31 + y * 17) % 41);
const drawn =
  (ground: Level, level = 230): Level =>
  (x, y) =>
    isInk(x, y) ? level : ground(x, y);
const mask = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (isInk(i % WIDTH, Math.floor(i / WIDTH)) ? 1 : 0));
/** Painted flat from column `from` to `to`. */
const painted =
  (level: Level, from: number, to: number, fill = 0): Level =>
  (x, y) =>
    x >= from && x < to ? fill : level(x, y);

const ask = (after: Level, before = drawn(texture), more: Partial<InkQuestion> = {}) =>
  judgeInk({ text: 'ABCDEFGHIJ', before: picture(before), after: picture(after), mask, ...more });

for (const [ground, level] of [
  ['texture', texture],
  ['black', () => 0],
] as const) {
  describe(`text on ${ground}`, () => {
    const before = drawn(level);
    it('untouched: all leaks, and nothing is damaged', () => {
      const { leaked, left, covered, damaged } = ask(before, before);
      assert.deepEqual([leaked, left], [true, 'ABCDEFGHIJ']);
      assert.ok(covered < 0.05);
      assert.equal(damaged, 0);
    });
    it('painted over: nothing leaks', () => {
      const verdict = ask(painted(before, 0, WIDTH), before);
      assert.deepEqual([verdict.leaked, verdict.left, verdict.covered], [false, '', 1]);
    });
    it('painted in the colour of the ink: nothing leaks', () => {
      assert.equal(ask(painted(before, 0, WIDTH, 230), before).leaked, false);
    });
    it('two characters left at the end are named; half a character is not a leak', () => {
      assert.equal(ask(painted(before, 0, 80), before).left, 'IJ');
      assert.equal(ask(painted(before, 0, 96), before).leaked, false);
    });
    it('the same without a mask: ink is looked for in the input', () => {
      assert.equal(ask(before, before, { mask: undefined }).leaked, true);
      assert.equal(ask(painted(before, 0, WIDTH), before, { mask: undefined }).leaked, false);
    });
    it('of a short text nine tenths must go', () => {
      assert.equal(ask(painted(before, 0, 80), before, { text: 'M' }).leaked, true);
      assert.equal(ask(painted(before, 0, 95), before, { text: 'M' }).leaked, false);
    });
  });
}

it('dimmed or inverted text still shows the same picture', () => {
  const before = drawn(() => 20);
  assert.equal(ask((x, y) => before(x, y) * 0.5, before).leaked, true);
  assert.equal(ask((x, y) => 255 - before(x, y), before).leaked, true);
});

it('faint text counts by its own contrast', () => {
  const before = drawn(() => 100, 118);
  assert.equal(ask(before, before).leaked, true);
  assert.equal(ask(() => 100, before).leaked, false);
});

it('faint edges that equal their paint do not make a short text leak', () => {
  const edge = (x: number, y: number) => x % 5 === 2 && y >= 3 && y < 13;
  const before: Level = (x, y) => (isInk(x, y) ? 230 : edge(x, y) ? texture(x, y) + 4 : texture(x, y));
  const withEdges = mask.map((bit, i) => bit | Number(edge(i % WIDTH, Math.floor(i / WIDTH))));
  const after: Level = (x, y) => (isInk(x, y) ? texture(x, y) : before(x, y));
  assert.equal(ask(after, before, { text: 'M', mask: withEdges }).leaked, false);
});

it('turned text is judged along its height', () => {
  const upright = drawn(texture);
  const standing = (level: Level) => picture((x, y) => level(HEIGHT * 6.25 - 1 - y, x), HEIGHT, WIDTH);
  const question = { text: 'ABCDEFGHIJ', turned: true, before: standing(upright) };
  assert.equal(judgeInk({ ...question, after: standing(upright) }).leaked, true);
  assert.equal(judgeInk({ ...question, after: standing(painted(upright, 0, 80)) }).leaked, true);
  assert.equal(judgeInk({ ...question, after: standing(painted(upright, 0, 98)) }).leaked, false);
});
