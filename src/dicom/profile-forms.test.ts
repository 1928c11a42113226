import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewElement } from './build';
import { findElement } from './elements';
import { anonymised } from './profile-testing';
import { asciiValue } from './values';

/** Values that are none of their representation. */

/** Attributes that the profile keeps, or that options keep, by VR, with a value that is one and some that are none. */
const FORMS: readonly (readonly [string, number, readonly string[], readonly string[]])[] = [
  ['DS', 0x00180050, ['1.5', '-.5E+3', '40,5'], ['Okonkwo', 'b. 1962', '1.5 Okonkwo']],
  ['IS', 0x00200013, ['7', '-12'], ['Okonkwo', '7a']],
  ['TM', 0x00080030, ['101522.5', '1015', '10:15:22'], ['Okonkwo', '8813205']],
  ['DA', 0x00080020, ['20240611', '2024.06.11'], ['Okonkwo', '8813205']],
  ['DT', 0x0008002a, ['20240611101522.1+0100', '2024'], ['Okonkwo', '8813205']],
  ['AS', 0x00101010, ['062Y', '62'], ['Okonkwo', '62 Okonkwo']],
  ['UI', 0x00080016, ['1.2.840.10008.5.1.4.1.1.7'], ['Okonkwo']],
];

for (const [vr, tag, good, bad] of FORMS) {
  test(`${vr}: a value stays, and what is none goes, whatever VR the file gives it`, async () => {
    for (const given of [vr, 'LO', 'UN', 'OB']) {
      const after = async (value: string) => {
        const element = { tag, vr: given, value: Buffer.from(value) };
        const { output } = await anonymised({ elements: [element] }, ['dates', 'patient-characteristics']);
        return asciiValue(output.data, output.dataSet, tag);
      };
      for (const value of good) assert.equal(await after(value), value);
      for (const value of bad) assert.equal(await after(value), '');
    }
  });
}

for (const how of ['kept', 'shifted']) {
  test(`a birth date goes wherever it stands, also where dates are ${how}`, async () => {
    const elements: NewElement[] = [
      { tag: 0x00100030, vr: 'DA', value: '19620417' },
      { tag: 0x00080022, vr: 'DA', value: '20240611' },
      { tag: 0x00080021, vr: 'DA', value: '1962.04.17' },
      { tag: 0x0008002a, vr: 'DT', value: '19620417101112' },
      { tag: 0x00181012, vr: 'LO', value: '19620417' },
    ];
    const { value } = await anonymised({ elements }, how === 'kept' ? ['dates'] : [], how === 'shifted');
    const dates = ['SeriesDate', 'AcquisitionDateTime', 'DateOfSecondaryCapture', 'PatientBirthDate'].flatMap(value);
    assert.ok(
      dates.every((date) => date.startsWith('19000101')),
      dates.join(' '),
    );
    assert.equal(value('AcquisitionDate').length, 1);
    assert.notEqual(value('AcquisitionDate')[0], '19000101');
  });
}

test('of several values only those that are none go', async () => {
  const { output } = await anonymised({ elements: [{ tag: 0x00281050, vr: 'DS', value: '40\\of Okonkwo\\50' }] });
  const { valueStart, length } = findElement(output.dataSet, 0x00281050)!;
  assert.equal(
    Buffer.from(output.data.subarray(valueStart, valueStart + length))
      .toString()
      .trim(),
    '40\\\\50',
  );
});

test('what an earlier owner encrypted goes', async () => {
  const item = [
    { tag: 0x04000510, vr: 'UI', value: '1.2.840.10008.1.2' },
    { tag: 0x04000520, vr: 'OB', value: Buffer.from('Okonkwo') },
  ];
  assert.equal(
    (await anonymised({ elements: [{ tag: 0x04000500, vr: 'SQ', value: [item] }] })).holds('Okonkwo'),
    false,
  );
});
