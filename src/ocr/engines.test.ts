import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { boxArea, intersectBoxes } from '../base/geometry';
import type { Frame, TextLine } from '../base/types';
import type { OcrEngine } from './engine';
import { ENGINES, type EngineId, openEngine } from './engines';
import { rotateRaster } from './raster';
import { noiseFrame, plainFrame, withTexts } from './sample-frames';

/** What every engine must do, whatever is behind it. */
for (const id of Object.keys(ENGINES) as EngineId[]) {
  describe(`engine ${id}`, () => {
    let engine: OcrEngine;
    before(async () => {
      engine = await openEngine(id, { device: 'cpu' });
    });
    after(async () => {
      await engine.close();
      await engine.close();
    });

    it('says what it is', () => {
      assert.equal(engine.id, id);
      assert.equal(engine.device, 'cpu');
      assert.ok(engine.models.length > 0);
      for (const { sha256 } of engine.models) assert.match(sha256, /^[0-9a-f]{64}$/);
    });

    it('finds nothing where there is nothing', async () => {
      const frames = [plainFrame(64, 48), plainFrame(1, 1, 0, 1), plainFrame(300, 1, 9, 2), plainFrame(40, 30, 255, 3)];
      const reading = await engine.read(frames);
      assert.deepEqual(reading.frameIndices, [0, 1, 2, 3]);
      assert.deepEqual(reading.lines, [[], [], [], []]);
    });

    it('reads noise without failing, and stays inside the frame', async () => {
      const frame = noiseFrame(160, 120);
      const reading = await engine.read([frame]);
      for (const line of reading.lines[0]) checkLine(line, frame);
      for (const { box } of (await engine.detect([frame]))[0])
        assert.equal(boxArea(intersectBoxes(box, whole(frame))), boxArea(box));
    });

    it('reads lines where they stand, on a page with several', async () => {
      const { frame, boxes } = await withTexts(plainFrame(360, 150), [
        { text: 'Patient Name', left: 12, top: 10, size: 20 },
        { text: '1958-04-17', left: 12, top: 60, size: 20 },
        { text: 'HOSPITAL', left: 190, top: 105, size: 24 },
      ]);
      const reading = await engine.read([frame]);
      assert.equal(reading.lines.length, 1);
      assert.ok(reading.timesMs.recognise > 0 && reading.sessionMs > 0);
      const texts = ['Patient Name', '1958-04-17', 'HOSPITAL'];
      texts.forEach((text, index) => {
        const line = reading.lines[0].find((candidate) => candidate.text === text);
        assert.ok(line, `line ${index} is read`);
        checkLine(line, frame);
        const common = boxArea(intersectBoxes(line.box, boxes[index]));
        assert.ok(common >= 0.9 * boxArea(boxes[index]), `line ${index} covers its ink`);
      });
      const detections = (await engine.detect([frame]))[0];
      for (const box of boxes) assert.ok(detections.some((found) => boxArea(intersectBoxes(found.box, box)) > 0));
    });

    it('reads a repeated frame once and reports it for each', async () => {
      const { frame } = await withTexts(plainFrame(200, 60), [{ text: 'SMITH', left: 20, top: 15, size: 22 }]);
      const reading = await engine.read([
        { ...frame, frameIndex: 3 },
        { ...frame, frameIndex: 5 },
        { ...frame, frameIndex: 3, view: 'full' },
      ]);
      assert.deepEqual(reading.frameIndices, [3, 5]);
      assert.deepEqual(reading.lines[0], reading.lines[1]);
      assert.deepEqual(
        reading.lines[0].map(({ text }) => text),
        ['SMITH'],
      );
    });

    it('refuses views of one frame that differ in size', async () => {
      await assert.rejects(engine.read([plainFrame(9, 9), plainFrame(9, 8)]), RangeError);
    });
  });
}

describe('detector engines', () => {
  for (const id of ['detector-base', 'detector-large'] as const) {
    it(`${id} reads a block of small turned lines`, async () => {
      const engine = await openEngine(id, { device: 'cpu' });
      const texts = ['RIVERA^ANA', '21 SEP 1929', 'A1560172', 'KUNDE^JAYDON'];
      const rows = texts.map((text, row) => ({ text, left: 40, top: 60 + 11 * row, size: 9 }));
      const { frame } = await withTexts(plainFrame(900, 720), rows);
      for (const rotation of [90, 270] as const) {
        const { width, height, data } = rotateRaster({ ...frame, data: frame.gray }, rotation);
        const [lines] = (await engine.read([{ frameIndex: 0, view: 'default', width, height, gray: data }])).lines;
        const read = lines.map((line) => line.text.replace(/\W/g, '')).sort();
        assert.deepEqual(read, texts.map((text) => text.replace(/\W/g, '')).sort(), `${rotation}`);
      }
    });

    it(`${id} reads text turned by 90, 180 and 270 degrees`, async () => {
      const engine = await openEngine(id, { device: 'cpu' });
      const { frame } = await withTexts(plainFrame(240, 80), [{ text: 'Radiology 4711', left: 20, top: 26, size: 22 }]);
      for (const rotation of [90, 180, 270] as const) {
        const turned = rotateRaster({ ...frame, data: frame.gray }, rotation);
        const view: Frame = {
          frameIndex: 0,
          view: 'default',
          width: turned.width,
          height: turned.height,
          gray: turned.data,
        };
        const [lines] = (await engine.read([view])).lines;
        assert.deepEqual(
          lines.map(({ text, rotation: as }) => ({ text, as })),
          [{ text: 'Radiology 4711', as: rotation }],
        );
        checkLine(lines[0], view);
      }
      await engine.close();
    });
  }

  it('passes over a large empty picture quickly', async () => {
    const engine = await openEngine('detector-base', { device: 'cpu' });
    const reading = await engine.read([plainFrame(8000, 6000, 40)]);
    assert.deepEqual(reading.lines, [[]]);
    await engine.close();
  });

  it('finds small text in a large picture', async () => {
    const engine = await openEngine('detector-base', { device: 'cpu' });
    const { frame } = await withTexts(plainFrame(3000, 2200), [
      { text: 'MILLER JOHN', left: 2650, top: 2150, size: 18 },
    ]);
    const [lines] = (await engine.read([frame])).lines;
    assert.deepEqual(
      lines.map(({ text }) => text),
      ['MILLER JOHN'],
    );
    await engine.close();
  });

  it('reads only characters of the set it was given', async () => {
    const engine = await openEngine('detector-base', { device: 'cpu', charset: '0123456789' });
    const { frame } = await withTexts(plainFrame(240, 60), [{ text: 'ID 58311907', left: 20, top: 18, size: 20 }]);
    const [[line]] = (await engine.read([frame])).lines;
    assert.match(line.text, /^[\d ]*58311907$/);
    await engine.close();
  });
});

it('refuses an engine it does not have', async () => {
  await assert.rejects(openEngine('nobody' as EngineId), { code: 'engine-unknown' });
});

const whole = ({ width, height }: { width: number; height: number }) => ({
  left: 0,
  top: 0,
  right: width,
  bottom: height,
});

function checkLine(line: TextLine, frame: { width: number; height: number }): void {
  assert.equal(line.characters.map(({ char }) => char).join(''), line.text);
  assert.equal(line.characters.length, line.text.length);
  assert.ok(line.score > 0 && line.score <= 1);
  for (const box of [line.box, ...line.characters.map((character) => character.box)]) {
    assert.deepEqual(intersectBoxes(box, whole(frame)), box, 'boxes lie inside the frame');
    assert.ok([box.left, box.top, box.right, box.bottom].every(Number.isInteger));
  }
}
