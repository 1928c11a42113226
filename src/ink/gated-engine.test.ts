import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Box } from '../base/geometry';
import type { Frame, TextLine } from '../base/types';
import { openEngine } from '../ocr/engines';
import { plainFrame, withTexts } from '../ocr/sample-frames';
import { gateOf, openGatedEngine } from './gated-engine';
import { openInk } from './network';

const TEXT = { text: 'RIVERA MARIA', left: 20, top: 40, size: 16 };

/** Turned by a right angle, clockwise. */
function turned({ width, height, gray, ...frame }: Frame): Frame {
  const data = new Uint8Array(gray.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[x * height + height - 1 - y] = gray[y * width + x];
  return { ...frame, width: height, height: width, gray: data };
}

const written = async (): Promise<Frame> => (await withTexts(plainFrame(260, 120, 30), [TEXT], 230)).frame;

describe('the gate', () => {
  it('sees turned text where nobody read it, and none in upright text, read or not, nor where nothing is written', async () => {
    const ink = await openInk({ device: 'cpu' });
    try {
      const gate = gateOf(ink);
      const standing = turned(await written());
      const box = { left: 0, top: 0, right: standing.width, bottom: standing.height };
      const read: TextLine = { text: TEXT.text, box, rotation: 90, score: 0.99, characters: [], engine: 'test' };
      assert.equal(await gate.showsTurned(standing, []), true);
      assert.equal(await gate.showsTurned(standing, [{ ...read, score: 0.5 }]), true);
      assert.equal(await gate.showsTurned(standing, [read]), false);
      assert.equal(await gate.showsTurned(await written(), []), false);
      assert.equal(await gate.showsTurned(plainFrame(260, 120, 30), []), false);
      assert.ok(gate.elapsedMs > 0);
      const [right, low] = [
        { left: 20, top: 40, right: 150, bottom: 60 },
        { left: 20, top: 90, right: 150, bottom: 119 },
      ];
      assert.deepEqual(await gate.tracesIn(await written(), [right, low]), [true, false]);
    } finally {
      await ink.close();
    }
  });
});

describe('a reader with the gate', () => {
  for (const id of ['detector-base', 'detector-lstm'] as const) {
    it(`${id} reads turned and upright text`, async () => {
      const reader = await openGatedEngine(id, { device: 'cpu' });
      try {
        assert.ok(reader.models.some(({ file }) => file.endsWith('ink.onnx')));
        for (const frame of [await written(), turned(await written())]) {
          const { lines } = await reader.read([frame]);
          const texts = lines[0].map(({ text }) => text.replace(/\s/g, ''));
          assert.deepEqual(texts, ['RIVERAMARIA']);
        }
      } finally {
        await reader.close();
        await reader.close();
      }
    });
  }

  it('an engine asks its gate once for a picture, and closes it', async () => {
    let [asked, closed] = [0, 0];
    const showsTurned = async () => ++asked < 0;
    const tracesIn = async (_: Frame, boxes: readonly Box[]) => boxes.map(() => true);
    const gate = { models: [], elapsedMs: 0, close: async () => void closed++, showsTurned, tracesIn };
    const engine = await openEngine('detector-lstm', { device: 'cpu', openGate: async () => gate });
    await engine.read([turned(await written())]);
    await engine.close();
    assert.deepEqual([asked, closed], [1, 1]);
  });

  it('an engine reads no region without a trace of ink', async () => {
    const tracesIn = async (_: Frame, boxes: readonly Box[]) => boxes.map(() => false);
    const gate = { models: [], elapsedMs: 0, close: async () => undefined, showsTurned: async () => false, tracesIn };
    const engine = await openEngine('detector-base', { device: 'cpu', openGate: async () => gate });
    const { lines } = await engine.read([await written()]);
    await engine.close();
    assert.deepEqual(lines, [[]]);
  });

  it('Tesseract looks once and needs no gate', async () => {
    const reader = await openGatedEngine('tesseract', { device: 'cpu' });
    assert.ok(!reader.models.some(({ file }) => file.endsWith('ink.onnx')));
    await reader.close();
  });
});
