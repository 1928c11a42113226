import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { boxArea, intersectBoxes } from '../base/geometry';
import type { Frame } from '../base/types';
import { noiseFrame, plainFrame, type SampleText, withTexts } from '../ocr/sample-frames';
import { inkLines } from './lines';
import { inkMask } from './map';
import { type InkModel, openInk } from './network';
import { tilesOf } from './tiles';

/** The committed weights, as shipped. */
let model: InkModel;
before(async () => {
  model = await openInk({ device: 'cpu' });
});
after(() => model.close());

const TEXTS = [
  { text: 'RIVERA, MARIA', left: 12, top: 14, size: 14 },
  { text: '1958-03-14', left: 150, top: 60, size: 18 },
  { text: 'HFS', left: 20, top: 90, size: 22 },
  { text: 'ID 4471-208', left: 90, top: 110, size: 10 },
];

const ONE_GREY = plainFrame(280, 140, 90);

/** Share of the pixels at least half covered by letters whose ink the network marks within one pixel, for each text. */
async function foundShares(texts: readonly SampleText[], ground: Frame, level: number): Promise<number[]> {
  const { frame, boxes } = await withTexts(ground, texts, level);
  const [map] = await model.read([frame]);
  const mask = inkMask(map);
  const near = (x: number, y: number) =>
    [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => mask[(y + dy) * map.width + x + dx] === 1));
  return boxes.map(({ left, top, right, bottom }) => {
    let [all, found] = [0, 0];
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = y * map.width + x;
        if (Math.abs(frame.gray[at] - ground.gray[at]) < Math.abs(level - ground.gray[at]) / 2) continue;
        all++;
        if (near(x, y)) found++;
      }
    }
    return found / all;
  });
}

const drawn = (width: number, height: number, levelAt: (x: number, y: number) => number): Frame => ({
  ...plainFrame(width, height),
  gray: Uint8Array.from({ length: width * height }, (_, k) => levelAt(k % width, Math.floor(k / width))),
});

/** A number from 0 to 1 for any whole numbers, the same in every run. */
const hash = (x: number, y = 0): number => Math.imul((x * 73856093) ^ (y * 19349663), 2654435761) >>> 0;
const chance = (x: number, y = 0): number => ((hash(x, y) >>> 8) % 4096) / 4096;

function barCode(): Frame {
  const bars: number[] = [];
  for (let k = 0; bars.length < 180; k++) bars.push(...Array<number>(2 + Math.floor(4 * chance(k))).fill(k % 2));
  return drawn(240, 120, (x, y) => (x >= 30 && x < 210 && y >= 30 && y < 90 ? 255 * (1 - bars[x - 30]) : 255));
}

/** Heartbeats, two pixels thick. */
function trace(): Frame {
  const height = (x: number) =>
    60 + Math.round(6 * Math.sin(x / 9)) - (x % 70 < 8 ? 5 * (4 - Math.abs(4 - (x % 70))) : 0);
  return drawn(320, 120, (x, y) => {
    const [from, to] = [Math.min(height(x), height(x + 1)), Math.max(height(x), height(x + 1)) + 1];
    return y >= from && y <= to ? 220 : 0;
  });
}

const ruler = (): Frame =>
  drawn(240, 200, (x, y) => {
    const tick = y % 8 === 0 ? (y % 40 === 0 ? 10 : 5) : 0;
    return x === 180 || (x > 180 && x <= 180 + tick) ? 230 : 20;
  });

/** Speckle within a sector whose tip is inside the frame. */
const sector = (): Frame =>
  drawn(260, 200, (x, y) => {
    const [dx, dy] = [x - 130, y - 10];
    const inside = Math.hypot(dx, dy) < 170 && Math.abs(dx) < 0.8 * dy;
    return inside ? 40 + 120 * chance(x >> 1, y) * chance(x >> 2, y >> 1) : 0;
  });

/** A line that is seen, whether or not it is so sure that it needs no reading. */
const SEEN = { minScore: 0.66 };

describe('the ink network', () => {
  it('marks the strokes of text, white on noise and black on white', async () => {
    for (const [ground, level] of [
      [noiseFrame(280, 140), 255],
      [plainFrame(280, 140, 255), 0],
      [ONE_GREY, 150],
    ] as const) {
      for (const share of await foundShares(TEXTS, ground, level)) assert.ok(share >= 0.9, `${level}: ${share}`);
    }
  });

  it('marks letters and digits that stand alone, at least seven of eight', async () => {
    const shares: number[] = [];
    for (const size of [10, 14, 20]) {
      const texts = [...'RAPHFS0123456789'].map((text, k) => ({
        text,
        left: 14 + 65 * (k % 4),
        top: 8 + 33 * Math.floor(k / 4),
        size,
      }));
      for (const level of [150, 255]) shares.push(...(await foundShares(texts, ONE_GREY, level)));
    }
    const found = shares.filter((share) => share >= 0.9).length;
    assert.ok(found >= 0.875 * shares.length, `${found} of ${shares.length}`);
  });

  it('tells lines apart', async () => {
    const { frame, boxes } = await withTexts(plainFrame(280, 140), TEXTS);
    const lines = inkLines((await model.read([frame]))[0]);
    const touched = boxes.map((box) => lines.filter((line) => boxArea(intersectBoxes(line.box, box)) > 0));
    assert.deepEqual(
      touched.map((found) => found.length),
      [1, 1, 1, 1],
    );
    assert.equal(new Set(touched.map(([line]) => line)).size, 4);
  });

  it('sees colour that grey does not show', async () => {
    const { frame } = await withTexts(plainFrame(160, 40), [{ text: 'RIVERA', left: 20, top: 10, size: 16 }]);
    // Red letters on a green ground of the same luminance.
    const rgb = Uint8Array.from({ length: frame.gray.length * 3 }, (_, k) => {
      const share = frame.gray[Math.floor(k / 3)] / 255;
      return Math.round([200 * share, 102 * (1 - share), 0][k % 3]);
    });
    const grey = { ...frame, gray: new Uint8Array(frame.gray.length).fill(60) };
    const [plain, coloured] = await model.read([grey, { ...grey, rgb }]);
    assert.equal(inkLines(plain, SEEN).length, 0);
    assert.equal(inkLines(coloured, SEEN).length, 1);
  });

  it('sees nothing where nothing is written', async () => {
    const maps = await model.read([plainFrame(200, 120), plainFrame(64, 64, 255), noiseFrame(200, 120)]);
    for (const map of maps) assert.deepEqual(inkLines(map, SEEN), []);
  });

  it('sees no line in bar codes, traces, rulers, sectors of speckle', async () => {
    const frames = [barCode(), trace(), ruler(), sector()];
    for (const [index, map] of (await model.read(frames)).entries()) {
      assert.deepEqual(inkLines(map, SEEN), [], `frame ${index}`);
    }
  });

  it('takes frames of any size', async () => {
    const sizes = [
      [1, 1],
      [3, 2000],
      [2000, 3],
      [17, 33],
    ] as const;
    const maps = await model.read(sizes.map(([width, height]) => plainFrame(width, height, 40)));
    for (const [index, { width, height, ink, line }] of maps.entries()) {
      assert.deepEqual([width, height], sizes[index]);
      assert.deepEqual([ink.length, line.length], [width * height, width * height]);
    }
    assert.deepEqual(await model.read([]), []);
  });

  it('says the same of a strip across a tile seam as of the strip alone', async () => {
    const texts = [0, 1, 2, 3, 4].map((k) => ({
      text: `Kidney ${k}${k} 12.5 cm`,
      left: 300 * k + 20,
      top: 30,
      size: 16,
    }));
    const { frame } = await withTexts(noiseFrame(1600, 80), texts);
    const seam = tilesOf(1600, 80)[0].taken.right;
    const [from, to] = [seam - 400, seam + 400];
    const gray = Uint8Array.from(
      { length: 800 * 80 },
      (_, k) => frame.gray[Math.floor(k / 800) * 1600 + from + (k % 800)],
    );
    const [whole, part] = await model.read([frame, { ...frame, width: to - from, gray }]);
    let [ink, different] = [0, 0];
    for (let y = 0; y < 80; y++) {
      for (let x = seam - 150; x < seam + 150; x++) {
        const [a, b] = [whole.ink[y * 1600 + x] >= 128, part.ink[y * 800 + x - from] >= 128];
        if (a || b) ink++;
        if (a !== b) different++;
      }
    }
    assert.ok(ink > 300 && different <= 0.01 * ink, `${different} of ${ink}`);
  });

  it('says which file it is, counts its time, and is closed once', async () => {
    assert.equal(model.device, 'cpu');
    assert.match(model.models[0].sha256, /^[0-9a-f]{64}$/);
    assert.ok(model.elapsedMs > 0);
    const other = await openInk({ device: 'cpu' });
    await other.close();
    await other.close();
    await assert.rejects(other.read([plainFrame(16, 16)]), { code: 'engine-closed' });
  });
});

describe('tilesOf', () => {
  it('takes every pixel of a frame once', () => {
    for (const [width, height] of [
      [1, 1],
      [1024, 1025],
      [3000, 2500],
    ]) {
      const tiles = tilesOf(width, height);
      assert.equal(
        tiles.reduce((sum, { taken }) => sum + boxArea(taken), 0),
        width * height,
      );
      for (const { seen, taken } of tiles) assert.deepEqual(intersectBoxes(seen, taken), taken);
    }
  });
});
