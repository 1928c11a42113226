import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cropRaster, type Raster, resizeRaster, rotateRaster } from './raster';
import { turnedBox } from './upright';

const raster = (width: number, ...data: number[]): Raster => ({
  width,
  height: data.length / width,
  data: Uint8Array.from(data),
});

describe('raster', () => {
  const image = raster(3, 1, 2, 3, 4, 5, 6);

  it('crops inside, over every edge, and wholly outside', () => {
    assert.deepEqual([...cropRaster(image, { left: 1, top: 0, right: 3, bottom: 2 }).data], [2, 3, 5, 6]);
    assert.deepEqual(
      [...cropRaster(image, { left: -2, top: -1, right: 4, bottom: 3 }).data],
      [1, 1, 1, 2, 3, 3, 1, 1, 1, 2, 3, 3, 4, 4, 4, 5, 6, 6, 4, 4, 4, 5, 6, 6],
    );
    assert.deepEqual([...cropRaster(image, { left: 5, top: 0, right: 7, bottom: 1 }).data], [3, 3]);
    assert.deepEqual([...cropRaster(image, { left: -7, top: 1, right: -5, bottom: 2 }).data], [4, 4]);
  });

  it('turns clockwise, and boxes turn with the picture', () => {
    assert.deepEqual([...rotateRaster(image, 90).data], [4, 1, 5, 2, 6, 3]);
    assert.deepEqual([...rotateRaster(image, 180).data], [6, 5, 4, 3, 2, 1]);
    assert.deepEqual([...rotateRaster(image, 270).data], [3, 6, 2, 5, 1, 4]);
    const six = { left: 2, top: 1, right: 3, bottom: 2 };
    for (const rotation of [0, 90, 180, 270] as const) {
      assert.deepEqual([...cropRaster(rotateRaster(image, rotation), turnedBox(six, image, rotation)).data], [6]);
    }
  });

  it('resizes: constants stay, means stay, single pixels work', () => {
    const flat = resizeRaster(raster(2, 7, 7, 7, 7), 5, 3);
    assert.deepEqual([flat.width, flat.height, new Set(flat.data).size, flat.data[0]], [5, 3, 1, 7]);
    assert.deepEqual(
      [...resizeRaster(raster(4, 0, 0, 200, 200), 2, 1).data].map((v) => Math.round(v / 50)),
      [1, 3],
    );
    assert.deepEqual([...resizeRaster(raster(1, 9), 3, 2).data], [9, 9, 9, 9, 9, 9]);
    const ramp = [...resizeRaster(raster(2, 0, 100), 4, 1).data];
    assert.deepEqual(ramp, [0, 25, 75, 100]);
  });
});
