import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderValue, PhiClass } from '../base/types';
import { findPhi } from './find';
import { spansToHits } from './hits';
import { headerValue, pageOf } from './testing';

async function found(text: string, header: readonly HeaderValue[] = []): Promise<[PhiClass, string][]> {
  const page = pageOf(text);
  const spans = await findPhi(page, { header, policy: 'phi' });
  return spansToHits(page, spans).map((hit) => [hit.phiClass, hit.text]);
}

const PUBLISHED = `Institution Name: Maynard-Clarke
                  Medical Clinic
Study Date: 1988 Jun 09
Patient ID: 6415974217
Name: BEASLEY ANDREW
Age: 51
DOB: 05/03/1937`;

const VALUES = [
  ['institution', 'Maynard-Clarke Medical Clinic'],
  ['date', '1988 Jun 09'],
  ['id', '6415974217'],
  ['name', 'BEASLEY ANDREW'],
  ['age', '51'],
  ['birth-date', '05/03/1937'],
];

test('label and value lines give one whole value each, the wrapped one too', async () => {
  assert.deepEqual(await found(PUBLISHED), VALUES);
});

test('labels and dates as recognisers read them', async () => {
  const read = PUBLISHED.replace('1988 Jun 09', '1988JUN09')
    .replace('Patient ID', 'Patient lD')
    .replace('DOB', 'D0B')
    .replace('Study Date', 'Study Oate');
  const expected = VALUES.map(([phiClass, text]) => [phiClass, text === '1988 Jun 09' ? '1988 JUN 09' : text]);
  assert.deepEqual(await found(read), expected);
});

test('a line without labels and without a header', async () => {
  assert.deepEqual(await found('2000 May 26 RIVERA MICHAEL M\nDOB: 03/31/1924'), [
    ['date', '2000 May 26'],
    ['name', 'RIVERA MICHAEL'],
    ['sex', 'M'],
    ['birth-date', '03/31/1924'],
  ]);
  assert.deepEqual(await found('2000May26 RIVERA MICHAEL F'), [
    ['date', '2000 May 26'],
    ['name', 'RIVERA MICHAEL'],
    ['sex', 'F'],
  ]);
});

test('header values are found as misread, in other orders and in any date format', async () => {
  const header = [
    headerValue('PatientName', 'OKONKWO^CHIDI', 'PN'),
    headerValue('PatientBirthDate', '19240331', 'DA'),
    headerValue('PatientID', 'QX-77120'),
  ];
  assert.deepEqual(await found('CHlDl 0KONKWO\nxx 31.03.1924 yy\nserial QX-77l2O', header), [
    ['name', 'CHIDI OKONKWO'],
    ['birth-date', '31.03.1924'],
    ['id', 'QX-77120'],
  ]);
});

test('technique text stays', async () => {
  for (const text of [
    '120 kV\n250 mAs\nSL 5.0\nW:400 L:40\nL\tR\nHFS\nMPR\n5 cm',
    'Se: 3\nIm: 126\nDFOV 35.0 cm\nSTND/+ Ph:Arterial\nNo cut\nKV 120 mA 250',
    'T2 TSE FS TRA\nTR 4500 TE 102\nFA 150 FoV 380\nSL 4.0 SP -12.5',
  ]) {
    assert.deepEqual(await found(text), []);
  }
});

test('a measure under a date of birth is no date, a number beside a series an identifier', async () => {
  for (const text of ['DOB:\n120 kV', 'DOB:\nSL50', 'Age:\n120 kV']) assert.deepEqual(await found(text), [], text);
  assert.deepEqual(await found('Age:\n45 M'), [
    ['age', '45'],
    ['sex', 'M'],
  ]);
  assert.deepEqual(await found('4/223 6405058417#43641'), [['id', '6405058417']]);
});

test('a word broken by a space is no label but for its exact letters', async () => {
  assert.deepEqual(await found('Medic al c:linic'), []);
  assert.deepEqual(await found('Patie nt ID: 4471123'), [['id', '4471123']]);
});

test('an age stands in one place: a number at one end of a row and a letter at the other are none', async () => {
  assert.deepEqual(await found('AX T2\n3 y'), [['age', '3 y']]);
  assert.deepEqual(await found('AX T2\n3\ty'), []);
});

test('words that begin like a label are none', async () => {
  for (const text of ['Sexo', 'Sextus', 'Unisex']) assert.equal((await found(text)).length, 0, text);
});

test('labels of many languages', async () => {
  for (const [text, phiClass] of [
    ['Nazwisko: Kowal', 'name'],
    ['PESEL: 44051401359', 'id'],
    ['Hasta Adı Soyadı: Yılmaz', 'name'],
    ['Doğum tarihi: 21.05.2002', 'birth-date'],
    ['Efternamn: Lindqvist', 'name'],
    ['Fødselsdato: 21.05.2002', 'birth-date'],
    ['Příjmení: Dvořák', 'name'],
    ['Zimmer: 214', 'address'],
  ] as const)
    assert.deepEqual(
      (await found(text)).map(([found]) => found),
      [phiClass],
      text,
    );
});

test('a label of three letters that no word has', async () => {
  assert.deepEqual(await found('DDN: 31.03.1924'), [['birth-date', '31.03.1924']]);
});

test('a label that is broken over two lines, its value beside both', async () => {
  const name = headerValue('InstitutionName', 'Ball, Hendrix and Johnson Community Clinic', 'LO');
  for (const header of [[], [name]]) {
    const values = await found('Institution\tBall, Hendrix\nName:\tand Johnson\n\tCommunity Clinic\nAge: 75', header);
    assert.deepEqual(
      values.map(([phiClass]) => phiClass),
      ['institution', 'age'],
    );
  }
  assert.deepEqual(await found('Contrast\tx\nName:\tOKONKWO CHIDI'), [['name', 'OKONKWO CHIDI']]);
  assert.deepEqual(await found('Patient ID:\nName:'), []);
});

test('weekdays go with their date, months of many languages make one', async () => {
  for (const text of ['Do 12.03.2020', '18/May/2023 Per', '12 marca 2021', '3 září 2020', '9 мая 2021'])
    assert.deepEqual(await found(text), [['date', text]], text);
  assert.deepEqual(await found('12.03.2020 AX'), [['date', '12.03.2020']]);
});
