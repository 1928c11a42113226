import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactFile } from '../redact/redact';
import type { NewElement } from './build';
import { headerValues } from './header';
import { openDicom } from './open';
import { updateReferences } from './references';
import { buildDicom } from './testing';
import { createUidMap } from './uids';

const REGION = [{ frameIndices: [0], boxes: [{ left: 0, top: 0, right: 2, bottom: 2 }] }];
const EYE = '1.2.840.10008.5.1.4.1.1.77.1.5.1';
const ENHANCED_MR = '1.2.840.10008.5.1.4.1.1.4.1';

const typed = (sopClass: string, imageType: string): readonly NewElement[] => [
  { tag: 0x00080008, vr: 'CS', value: imageType },
  { tag: 0x00080016, vr: 'UI', value: sopClass },
  { tag: 0x00080018, vr: 'UI', value: '1.2.3' },
];

async function derived(sopClass: string, imageType: string, headerProfile: 'keep' | 'basic' = 'keep') {
  const uidMap = createUidMap();
  const input = openDicom(buildDicom({ elements: typed(sopClass, imageType) }));
  const file = openDicom((await redactFile(input, REGION, { headerProfile, uidMap })).bytes);
  const values = (keyword: string) =>
    headerValues(file)
      .filter((entry) => entry.keyword === keyword)
      .map(({ value }) => value);
  return { file, uidMap, type: values('ImageType').join('\\'), source: values('ReferencedSOPInstanceUID') };
}

const TYPES: readonly (readonly [string, string, string, string])[] = [
  ['an original image', '1.2.840.10008.5.1.4.1.1.2', 'ORIGINAL\\PRIMARY\\AXIAL', 'DERIVED\\PRIMARY\\AXIAL'],
  ['a derived image', '1.2.840.10008.5.1.4.1.1.2', 'DERIVED\\SECONDARY', 'DERIVED\\SECONDARY'],
  ['an enhanced object', ENHANCED_MR, 'ORIGINAL\\PRIMARY\\T1\\NONE', 'MIXED\\PRIMARY\\T1\\NONE'],
  ['a photograph of the eye', EYE, 'ORIGINAL\\PRIMARY', 'DERIVED\\PRIMARY\\REDACTED'],
  ['one with a kind of light', EYE, 'ORIGINAL\\PRIMARY\\\\COLOR', 'DERIVED\\PRIMARY\\REDACTED\\COLOR'],
  ['a montage', EYE, 'DERIVED\\PRIMARY\\MONTAGE', 'DERIVED\\PRIMARY\\MONTAGE'],
];

for (const [name, sopClass, before, after] of TYPES) {
  test(`${name}: ${before} becomes ${after}`, async () => {
    assert.equal((await derived(sopClass, before)).type, after);
  });
}

test('only a photograph of the eye names the image that it was made from, by another UID when UIDs are replaced', async () => {
  assert.deepEqual((await derived(EYE, 'ORIGINAL\\PRIMARY')).source, ['1.2.3']);
  assert.deepEqual((await derived(EYE, 'DERIVED\\PRIMARY\\MONTAGE')).source, []);
  assert.deepEqual((await derived('1.2.840.10008.5.1.4.1.1.2', 'ORIGINAL\\PRIMARY')).source, []);
  const { file, source } = await derived(EYE, 'ORIGINAL\\PRIMARY', 'basic');
  assert.match(source.join(), /^2\.25\.\d+$/);
  assert.notEqual(source[0], file.sopInstanceUID);
});

test('the end of a batch does not turn the source into the file itself', async () => {
  const { file, uidMap } = await derived(EYE, 'ORIGINAL\\PRIMARY');
  assert.equal(await updateReferences(file, uidMap, new Set([file.sopInstanceUID])), undefined);
});
