import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewElement } from './build';
import { AttributeEdits } from './edits';
import { headerValues } from './header';
import { openDicom } from './open';
import { applyBasicProfile, type RetainOption } from './profile';
import { BASIC_ACTIONS } from './profile-table';
import { buildDicom } from './testing';
import { createUidMap } from './uids';
import { writeDicom } from './write';

const text = (tag: number, vr: string, value: string): NewElement => ({ tag, vr, value });

const HEADER: readonly NewElement[] = [
  text(0x00080020, 'DA', '20240131'), // StudyDate, Z
  text(0x00080050, 'SH', 'ACC-1'), // AccessionNumber, Z
  text(0x00080060, 'CS', 'US'),
  text(0x00080080, 'LO', 'St Elsewhere'), // InstitutionName, X/Z/D
  text(0x00081030, 'LO', 'Brain of Jane Doe'), // StudyDescription, X
  text(0x00081070, 'PN', 'Operator^One'), // OperatorsName, X/Z/D
  text(0x00100010, 'PN', 'Doe^Jane'), // PatientName, Z
  text(0x00100020, 'LO', 'ID-1'), // PatientID, D
  text(0x00100030, 'DA', '19700102'), // PatientBirthDate, Z
  text(0x00101010, 'AS', '054Y'), // PatientAge, X
  text(0x00181000, 'LO', 'SN-77'), // DeviceSerialNumber, X/Z/D
  text(0x0020000d, 'UI', '1.2.3.4'), // StudyInstanceUID, U
  text(0x00090010, 'LO', 'VENDOR'),
  text(0x00091001, 'LO', 'Doe^Jane'),
  { tag: 0x60003000, vr: 'OW', value: Uint8Array.of(255, 255) },
  {
    tag: 0x00081140, // ReferencedImageSequence, X/Z/U*
    vr: 'SQ',
    value: [[text(0x00081155, 'UI', '1.2.3.4'), text(0x00091002, 'LO', 'Doe^Jane')]],
  },
  {
    tag: 0x00081250, // RelatedSeriesSequence is not listed: what is in it counts
    vr: 'SQ',
    value: [[text(0x00100010, 'PN', 'Doe^Jane'), text(0x0020000e, 'UI', '1.2.3.5')]],
  },
  {
    tag: 0x0040a730, // ContentSequence, D
    vr: 'SQ',
    value: [[text(0x0040a160, 'UT', 'Jane was here'), text(0x0040a040, 'CS', 'TEXT')]],
  },
];

async function anonymised(retain: readonly RetainOption[] = [], transferSyntax = '.1') {
  const file = openDicom(buildDicom({ elements: HEADER, transferSyntax }));
  const [attributes, meta] = [new AttributeEdits(), new AttributeEdits()];
  // A fixed secret: the digits of a random UID might look like a year.
  const uidMap = createUidMap('00112233445566778899aabbccddeeff');
  const codes = applyBasicProfile(file, attributes, meta, { retain, uidMap });
  const { bytes } = await writeDicom(file, { attributes, meta });
  const values = headerValues(openDicom(bytes));
  const value = (keyword: string) => values.filter((entry) => entry.keyword === keyword).map((entry) => entry.value);
  return { values, value, codes, uidMap, bytes };
}

for (const [name, syntax] of [
  ['explicit', '.1'],
  ['implicit', ''],
  ['big endian', '.2'],
]) {
  test(`basic: nothing of the patient is left, at any depth (${name})`, async () => {
    const { values, value, uidMap, bytes } = await anonymised([], syntax);
    const found = values.filter((entry) =>
      /Doe|Jane|ID-1|ACC|Elsewhere|Operator|SN-77|1970|2024|1\.2\.3/.test(entry.value),
    );
    assert.deepEqual(found, []);
    assert.ok(!Buffer.from(bytes).toString('latin1').includes('Jane'));
    assert.equal(values.filter((entry) => entry.tag.startsWith('0009') || entry.tag.startsWith('6000')).length, 0);
    assert.deepEqual(value('StudyInstanceUID'), [uidMap.replace('1.2.3.4')]);
    assert.deepEqual(value('ReferencedSOPInstanceUID'), [uidMap.replace('1.2.3.4')]);
    assert.deepEqual(value('PatientID'), [`ANON-${uidMap.pseudonym('ID-1')}`]);
    assert.deepEqual(value('Modality'), ['US']);
    assert.deepEqual(value('ValueType'), ['TEXT']);
    assert.deepEqual(value('TextValue'), ['ANONYMIZED']);
    assert.deepEqual(value('LongitudinalTemporalInformationModified'), ['REMOVED']);
    assert.ok(openDicom(bytes).image);
  });
}

const RETAINED: readonly (readonly [RetainOption, string, string, string])[] = [
  ['dates', 'StudyDate', '20240131', 'retainDates'],
  ['patient-characteristics', 'PatientAge', '054Y', 'retainPatientCharacteristics'],
  ['device', 'DeviceSerialNumber', 'SN-77', 'retainDeviceIdentity'],
  ['institution', 'InstitutionName', 'St Elsewhere', 'retainInstitutionIdentity'],
  ['uids', 'StudyInstanceUID', '1.2.3.4', 'retainUids'],
];

for (const [option, keyword, expected, code] of RETAINED) {
  test(`retain ${option} keeps ${keyword}, records its code and still removes the name and the birth date`, async () => {
    const { value, codes } = await anonymised([option]);
    assert.deepEqual(value(keyword), [expected]);
    assert.deepEqual(codes, ['basicProfile', code]);
    assert.deepEqual([...value('PatientName'), ...value('PatientBirthDate')], []);
  });
}

test('dates are called unmodified when they are kept', async () => {
  const { value } = await anonymised(['dates']);
  assert.deepEqual(value('LongitudinalTemporalInformationModified'), ['UNMODIFIED']);
});

test('the table has the attributes that everybody knows', () => {
  assert.equal(BASIC_ACTIONS.get(0x00100010), 'Z');
  assert.equal(BASIC_ACTIONS.get(0x00104000), 'X');
  assert.equal(BASIC_ACTIONS.get(0x00080018), 'U');
  assert.equal(BASIC_ACTIONS.get(0x00080014), 'U');
  assert.ok(BASIC_ACTIONS.size > 640);
});
