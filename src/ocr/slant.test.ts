import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisAngle, cutSlanted, isSlanted } from './slant';

const slant = (angle: number, along = 50, across = 6) => ({ x: 60, y: 60, along, across, angle });

test('the axis of a bar is its angle', () => {
  for (const angle of [-80, -30, 0, 15, 45, 89]) {
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    const [long, short] = [100, 4];
    const moments = {
      xx: long * cos * cos + short * sin * sin,
      yy: long * sin * sin + short * cos * cos,
      xy: (long - short) * cos * sin,
    };
    assert.ok(Math.abs(axisAngle(moments) - angle) < 1e-6);
  }
});

test('slanted is what its upright or turned box does not fit', () => {
  assert.equal(isSlanted(slant(0)), false);
  assert.equal(isSlanted(slant(90)), false);
  assert.equal(isSlanted(slant(2)), false);
  assert.equal(isSlanted(slant(20)), true);
  assert.equal(isSlanted(slant(-70)), true);
  assert.equal(isSlanted(slant(45, 8, 6)), false, 'a short region has no direction');
});

test('a slanted bar is cut out upright, and its place in the picture is where it was', () => {
  const [width, height] = [120, 120];
  const data = new Uint8Array(width * height);
  for (let step = -40; step <= 40; step += 0.25) {
    const x = Math.round(60 + step * Math.cos(Math.PI / 6));
    const y = Math.round(60 + step * Math.sin(Math.PI / 6));
    for (let dy = -1; dy <= 1; dy++) data[(y + dy) * width + x] = 255;
  }
  const cut = cutSlanted({ width, height, data }, slant(30, 42, 5));
  const middle = cut.image.height >> 1;
  const row = cut.image.data.subarray(middle * cut.image.width, (middle + 1) * cut.image.width);
  const bright = row.filter((value) => value > 100).length;
  assert.ok(bright > 75 && bright < 90, `${bright} bright pixels along the middle row`);
  const back = cut.inPicture(cut.region);
  assert.ok(back.left <= 25 && back.right >= 95 && back.top <= 40 && back.bottom >= 80);
});
