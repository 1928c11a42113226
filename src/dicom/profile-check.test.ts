import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeidError } from '../base/errors';
import { sharedFolder } from '../base/paths';
import type { NewElement } from './build';
import { recordMethods } from './deid-attributes';
import { AttributeEdits } from './edits';
import { type DicomFile, openDicom } from './open';
import { applyBasicProfile, type RetainOption } from './profile';
import { headerResidue } from './profile-check';
import { buildDicom } from './testing';
import { createUidMap } from './uids';
import { writeDicom } from './write';

const text = (tag: number, vr: string, value: string): NewElement => ({ tag, vr, value });

async function profiled(file: DicomFile, retain: readonly RetainOption[] = []): Promise<DicomFile> {
  const [attributes, meta] = [new AttributeEdits(), new AttributeEdits()];
  const codes = applyBasicProfile(file, attributes, meta, { retain, uidMap: createUidMap() });
  recordMethods(file, attributes, codes, []);
  return openDicom((await writeDicom(file, { attributes, meta })).bytes);
}

const FULL: readonly NewElement[] = [
  text(0x00080020, 'DA', '20240131'),
  text(0x00080080, 'LO', 'St Elsewhere'),
  text(0x00100030, 'DA', '19700102'),
  text(0x00101010, 'AS', '054Y'),
  text(0x00181000, 'LO', 'SN-77'),
  text(0x00091001, 'LO', 'x'),
  { tag: 0x00081250, vr: 'SQ', value: [[text(0x00104000, 'LT', 'nice')]] },
];

test('names what a header holds, nested and private, and no value', () => {
  const { attributes, saysRemoved } = headerResidue(openDicom(buildDicom({ elements: FULL })));
  const expected =
    'StudyDate InstitutionName private PatientComments PatientName PatientID PatientBirthDate PatientAge';
  assert.deepEqual([...attributes].sort(), [...expected.split(' '), 'DeviceSerialNumber'].sort());
  assert.equal(saysRemoved, false);
});

test('finds nothing behind the profile, with whatever options the file says were used', async () => {
  const all: readonly (readonly RetainOption[])[] = [
    [],
    ['dates'],
    ['patient-characteristics', 'device', 'institution', 'uids'],
  ];
  for (const retain of all) {
    const output = await profiled(openDicom(buildDicom({ elements: FULL })), retain);
    assert.deepEqual(headerResidue(output).attributes, [], retain.join());
  }
});

const corpus = sharedFolder('corpus');

test('finds nothing in any file of the corpus behind the profile', {
  skip: corpus === undefined && 'no corpus here',
}, async () => {
  const records = JSON.parse(readFileSync(join(corpus!, 'manifest.json'), 'utf8')) as readonly { file: string }[];
  let checked = 0;
  for (const { file } of records) {
    try {
      const output = await profiled(openDicom(readFileSync(join(corpus!, file))));
      assert.deepEqual(headerResidue(output).attributes, [], file);
      checked += 1;
    } catch (error) {
      if (!isDeidError(error)) throw error;
    }
  }
  assert.ok(checked > 150, `${checked} files`);
});
