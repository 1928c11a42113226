import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../base/geometry';
import type { Frame, PhiHit } from '../base/types';
import { partFromKept } from './part';

const [WIDTH, HEIGHT] = [200, 60];

/** Two words of upright strokes, columns 40 to 89 and 100 to 149, on rows 20 to 31. */
function page(paint: (x: number) => number = () => 10): Frame {
  const gray = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const word = (x >= 40 && x < 90) || (x >= 100 && x < 150);
    return word && y >= 20 && y < 32 && x % 4 < 3 ? 255 : paint(x);
  });
  return { frameIndex: 0, view: 'default', width: WIDTH, height: HEIGHT, gray };
}

const turn = (frame: Frame): Frame => ({
  ...frame,
  width: HEIGHT,
  height: WIDTH,
  gray: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const [x, y] = [at % HEIGHT, Math.floor(at / HEIGHT)];
    return frame.gray[x * WIDTH + y];
  }),
});

const box = (left: number, right: number): Box => ({ left, top: 18, right, bottom: 34 });
const flip = ({ left, top, right, bottom }: Box): Box => ({ left: top, top: left, right: bottom, bottom: right });

function parted(frame: Frame, value: Box, word: Box): readonly [Box, Box] {
  const hit = { frameIndices: [0], boxes: [value], text: '1', phiClass: 'id', finder: '', score: 1 } satisfies PhiHit;
  const { hits, kept } = partFromKept([frame], [hit], [word]);
  return [hits[0].boxes[0], kept[0]];
}

test('a value and a word that stays end in the middle of the space between them, whichever comes first', () => {
  assert.deepEqual(parted(page(), box(40, 102), box(96, 150)), [box(40, 95), box(95, 150)]);
  assert.deepEqual(parted(page(), box(40, 86), box(92, 150)), [box(40, 95), box(95, 150)]);
  assert.deepEqual(parted(page(), box(96, 150), box(40, 99)), [box(95, 150), box(40, 95)]);
});

test('boxes that overlap by more than the height of the text', () => {
  assert.deepEqual(parted(page(), box(40, 112), box(92, 150)), [box(40, 96), box(96, 150)]);
});

test('a box that reaches out of the ground of its text takes the level from the word beside it', () => {
  const framed = page((x) => (x < 30 ? 255 : 10));
  assert.deepEqual(parted(framed, box(0, 102), box(96, 150)), [box(0, 95), box(95, 150)]);
});

test('turned text as well', () => {
  const [value, word] = parted(turn(page()), flip(box(40, 102)), flip(box(96, 150)));
  assert.deepEqual([value, word], [flip(box(40, 95)), flip(box(95, 150))]);
});

test('one letter, which does not say how its row runs, takes it from the word beside it', () => {
  const letter = flip({ ...box(66, 96), top: 14, bottom: 38 });
  const [value, word] = parted(turn(page()), letter, flip(box(98, 150)));
  assert.equal(value.bottom, 95);
  assert.equal(word.top, 95);
});

test('boxes stay where no space is seen, far apart, or in another row', () => {
  const crossed = page((x) => (x > 80 && x < 110 ? 250 : 10));
  assert.deepEqual(parted(crossed, box(40, 102), box(96, 150)), [box(40, 102), box(96, 150)]);
  assert.deepEqual(parted(page(), box(40, 60), box(100, 150)), [box(40, 60), box(100, 150)]);
  const below = { ...box(96, 150), top: 36, bottom: 50 };
  assert.deepEqual(parted(page(), box(40, 102), below), [box(40, 102), below]);
});

/** Two rows of upright strokes, 10 to 19 and 24 to 33, on columns 40 to 139; with `descends` the upper one reaches into the lower somewhere. */
function rows(descends = false): Frame {
  const gray = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const row = (y >= 10 && y < 20) || (y >= 24 && y < 34) || (descends && x > 130 && y >= 10 && y < 34);
    return row && x >= 40 && x < 140 && x % 4 < 3 ? 255 : 10;
  });
  return { frameIndex: 0, view: 'default', width: WIDTH, height: HEIGHT, gray };
}

test('a tall box that reaches into the row above or below ends between the rows, whatever way they run', () => {
  const [value, word] = [
    { left: 38, top: 8, right: 142, bottom: 27 },
    { left: 38, top: 22, right: 80, bottom: 36 },
  ];
  const [upper, lower] = [
    { ...value, bottom: 22 },
    { ...word, top: 22 },
  ];
  assert.deepEqual(parted(rows(), value, word), [upper, lower]);
  assert.deepEqual(parted(turn(rows()), flip(value), flip(word)), [flip(upper), flip(lower)]);
  const tall = { ...word, bottom: 54 };
  assert.deepEqual(parted(rows(true), value, tall), [value, tall]);
});

test('rows of one size whose boxes overlap a little are cut in the middle where no space is seen', () => {
  const [value, word] = [
    { left: 38, top: 8, right: 142, bottom: 24 },
    { left: 38, top: 20, right: 80, bottom: 36 },
  ];
  assert.deepEqual(parted(rows(true), value, word), [
    { ...value, bottom: 22 },
    { ...word, top: 22 },
  ]);
});

test('a box of any height ends in the middle where it overlaps a lower word a little; a word that is taller stays', () => {
  const [value, word] = [
    { left: 38, top: 0, right: 142, bottom: 24 },
    { left: 38, top: 22, right: 80, bottom: 36 },
  ];
  assert.deepEqual(parted(rows(true), value, word), [
    { ...value, bottom: 23 },
    { ...word, top: 23 },
  ]);
  const [low, tall] = [
    { ...value, top: 10 },
    { ...word, bottom: 54 },
  ];
  assert.deepEqual(parted(rows(true), low, tall), [low, tall]);
});
