import assert from 'node:assert/strict';
import { test } from 'node:test';
import { implicitVr, isPrivateTag, keywordOf, tagHex } from './tags';

test('keywords of PS3.6, and the tag itself for the others', () => {
  assert.equal(keywordOf(0x00100010), 'PatientName');
  assert.equal(keywordOf(0x00101080), 'MilitaryRank');
  assert.equal(keywordOf(0x00280040), 'ImageFormat', 'retired');
  assert.equal(keywordOf(0x00091001), '00091001');
  assert.equal(keywordOf(0x00100001), '00100001');
  assert.equal(tagHex(0x7fe00010), '7FE00010');
  assert.equal(isPrivateTag(0x00110010), true);
});

test('representations in implicit encoding', () => {
  const cases: readonly (readonly [tag: number, vr: string])[] = [
    [0x00100010, 'PN'],
    [0x00080000, 'UL'],
    [0x00090010, 'LO'],
    [0x00091010, 'UN'],
    [0x00100001, 'UN'],
    [0x00280106, 'US'],
    [0x00283006, 'OW'],
    [0x7fe00010, 'OW'],
    [0x60023000, 'OW'],
    [0x0040a730, 'SQ'],
    [0x00041200, 'UL'],
  ];
  for (const [tag, vr] of cases) assert.equal(implicitVr(tag), vr, tagHex(tag));
});
