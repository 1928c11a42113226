import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import { type InkModel, openInk } from '../ink/network';
import { openDetectorV6 } from '../ocr/detector-v6';
import type { RegionEngine } from '../ocr/engine';
import { plainFrame, withTexts } from '../ocr/sample-frames';
import { lookAgain } from './look-again';

describe('the look at the output', () => {
  let engine: RegionEngine;
  let ink: InkModel;
  before(async () => {
    engine = await openDetectorV6({ device: 'cpu' });
    ink = await openInk({ device: 'cpu' });
  });
  after(async () => {
    await engine.close();
    await ink.close();
  });

  const pictureOf = async () => {
    const { frame, boxes } = await withTexts(plainFrame(320, 160, 10), [
      { text: 'Gain 50', left: 12, top: 12, size: 20 },
      { text: 'RIVERA', left: 12, top: 70, size: 20 },
    ]);
    const file = openDicom(buildDicom({ rows: 160, columns: 320, pixels: frame.gray }));
    return { file, boxes };
  };
  const painted = [{ left: 200, top: 120, right: 260, bottom: 150 }];

  it('finds what was neither kept nor painted, and nothing else', async () => {
    const { file, boxes } = await pictureOf();
    const look = (kept: typeof boxes) =>
      lookAgain(file, [{ frameIndices: [0], shownBy: ['default'], kept, painted, isFurther: false }], { engine, ink });
    assert.deepEqual(await look(boxes), []);
    const residue = await look(boxes.slice(0, 1));
    assert.ok(residue.length > 0);
    for (const { box } of residue) assert.ok(box.top > 50 && box.bottom < 110);
  });
});
