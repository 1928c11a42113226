import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactFile } from '../redact/redact';
import type { NewElement } from './build';
import { findElement } from './elements';
import { openDicom } from './open';
import { buildDicom } from './testing';
import { asciiValues } from './values';

const REGION = [{ frameIndices: [0], boxes: [{ left: 0, top: 0, right: 2, bottom: 2 }] }];
const EYE = '1.2.840.10008.5.1.4.1.1.77.1.5.1';
const ENHANCED_MR = '1.2.840.10008.5.1.4.1.1.4.1';

const typed = (sopClass: string, imageType: string): readonly NewElement[] => [
  { tag: 0x00080008, vr: 'CS', value: imageType },
  { tag: 0x00080016, vr: 'UI', value: sopClass },
  { tag: 0x00080018, vr: 'UI', value: '1.2.3' },
];

async function derived(sopClass: string, imageType: string) {
  const input = openDicom(buildDicom({ elements: typed(sopClass, imageType) }));
  const { data, dataSet } = openDicom((await redactFile(input, REGION, { headerProfile: 'keep' })).bytes);
  const source = findElement(dataSet, 0x00082112);
  return { type: asciiValues(data, dataSet, 0x00080008).join('\\'), source };
}

const TYPES: readonly (readonly [string, string, string, string])[] = [
  ['an original image', '1.2.840.10008.5.1.4.1.1.2', 'ORIGINAL\\PRIMARY\\AXIAL', 'DERIVED\\PRIMARY\\AXIAL'],
  ['a derived image', '1.2.840.10008.5.1.4.1.1.2', 'DERIVED\\SECONDARY', 'DERIVED\\SECONDARY'],
  ['an enhanced object', ENHANCED_MR, 'ORIGINAL\\PRIMARY\\T1\\NONE', 'MIXED\\PRIMARY\\T1\\NONE'],
  ['a photograph of the eye', EYE, 'ORIGINAL\\PRIMARY', 'ORIGINAL\\PRIMARY'],
  ['one with a kind of light', EYE, 'ORIGINAL\\PRIMARY\\\\COLOR', 'ORIGINAL\\PRIMARY\\\\COLOR'],
  ['a montage', EYE, 'DERIVED\\PRIMARY\\MONTAGE', 'DERIVED\\PRIMARY\\MONTAGE'],
];

for (const [name, sopClass, before, after] of TYPES) {
  test(`${name}: ${before} becomes ${after}, from no other instance`, async () => {
    assert.deepEqual(await derived(sopClass, before), { type: after, source: undefined });
  });
}
