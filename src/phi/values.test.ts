import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPhi } from './find';
import { spansToHits } from './hits';
import { labelEntries, rareEntries } from './label-table';
import { pageOf } from './testing';

async function found(text: string): Promise<string[]> {
  const page = pageOf(text);
  const hits = spansToHits(page, await findPhi(page, { header: [], policy: 'phi' }));
  return hits.map((hit) => `${hit.phiClass}=${hit.text}`);
}

test('values of labels: right, in the next cell, below; in several languages; several in a line', async () => {
  const table: [string, string[]][] = [
    ['Name: RIVERA MICHAEL Age: 51 Sex: M', ['name=RIVERA MICHAEL', 'age=51', 'sex=M']],
    ['Patient ID\tAX-7712-9\t120 kV', ['id=AX-7712-9']],
    ['Patient Name\nOKONKWO CHIDI\n\n\nSL 5.0', ['name=OKONKWO CHIDI']],
    [
      'Name\tID\tDOB\nOKONKWO CHIDI\t4471123\t03/31/1924',
      ['name=OKONKWO CHIDI', 'id=4471123', 'birth-date=03/31/1924'],
    ],
    ['Age/Sex: 051Y / F', ['age=051Y', 'sex=F']],
    ['Age/Sex: 011YF', ['age=011Y', 'sex=F']],
    ['Age/Sex: 46 M', ['age=46', 'sex=M']],
    ['Age: 11M', ['age=11M']],
    ['Geburtsdatum: 31.03.1924', ['birth-date=31.03.1924']],
    ['Nom: DUPONT CLAIRE', ['name=DUPONT CLAIRE']],
    ['Acc No: 86783555', ['accession=86783555']],
    ['Acc Numl86783555', ['accession=86783555']],
    ['ID3195953576', ['id=3195953576']],
    ['Ref. Physician: SKILES, SAMARA', ['physician=SKILES, SAMARA']],
    ['Study Date: 2012 Feb 09 08:00:04', ['date=2012 Feb 09', 'time=08:00:04']],
    ['NHS No: 943 476 5919', ['id=943 476 5919']],
    ['Tel: (425) 882-9090', ['phone=(425) 882-9090']],
    ['DOB:02DEC43Sex:M', ['birth-date=02 DEC 43', 'sex=M']],
    ['Date of Birth 03/31/1924', ['birth-date=03/31/1924']],
    ['Name: HEAD LARRY', ['name=HEAD LARRY']],
    ['DOB03/31/1924', ['birth-date=03/31/1924']],
    ['DOB/Sex: 03/31/1924 F', ['birth-date=03/31/1924', 'sex=F']],
    ['DOB: 03/31/1924 (57 y)', ['birth-date=03/31/1924', 'age=57 y']],
    ['DOB: 27-Jun-192 3', ['birth-date=27-Jun-1923']],
    ['Patient ID 4471123 Name OKONKWO CHIDI', ['id=4471123', 'name=OKONKWO CHIDI']],
    ['Name OKONKWO CHIDI ID 4471123 DOB 03/31/1924', ['name=OKONKWO CHIDI', 'id=4471123', 'birth-date=03/31/1924']],
    ['Age 57Y Sex F', ['age=57Y', 'sex=F']],
    ['SSN 078 05 1126', ['id=078 05 1126']],
    ['Medicare: 1EG4-TE5-MK73', ['id=1EG4-TE5-MK73']],
    ['Name: SMITH JOHN F\nSex: M', ['name=SMITH JOHN F', 'sex=M']],
    ['Study Date: 2011-06-09T11:40:58', ['date=2011-06-09', 'time=11:40:58']],
    ['Thu Jun 09 11:40:58 2011', ['date=Jun 09 2011', 'time=11:40:58']],
    ['20110609 114058', ['date=20110609', 'time=114058']],
    ['10:40:58', ['time=10:40:58']],
    ['10: 4471123', ['id=4471123']],
    ['1D: 4471123 D0B: 03/31/1924', ['id=4471123', 'birth-date=03/31/1924']],
    ['Patlent: OKONKWO CHIDI', ['name=OKONKWO CHIDI']],
    ['Pat1ent Name\nOKONKWO,\nCHIDI', ['name=OKONKWO, CHIDI']],
    ['MRN# 4471123', ['id=4471123']],
    ['M/57', ['sex=M', 'age=57']],
  ];
  for (const [text, expected] of table) assert.deepEqual(await found(text), expected, text);
});

test('technical labels and their values stay', async () => {
  const table = [
    'Sequence Name: tse2d1_15',
    'Protocol Name: Abdomen Routine',
    'Series: 4  Image: 126',
    'Scan Time: 2.3 s',
    'Scan time 2:34',
    'Total time 3:45',
    'TA 02:34',
    'Echo Time: 98 ms',
    'Patient Position: HFS',
    'Study Description: CT CHEST W CONTRAST',
    'Date\tTime',
    'Age\tSex',
    'MPR Thick: 3 mm',
    'AP PORTABLE ERECT',
    'TIS 0.6 MI 1.1\nGain 55 Depth 16 cm',
    'eff. mAs 76 SL 1.0 Pitch 1.375:1 W/L: 1050/-275',
  ];
  for (const text of table) assert.deepEqual(await found(text), [], text);
});

test('the number of a study is none of its annotations, its description is', async () => {
  for (const text of [
    'STUDY 282',
    'Study: 43663',
    'Exam 04412',
    'Study No: 10017',
    'Exam 436 Chest',
    'Study No\t4366',
    'Study: 4471.',
  ])
    assert.deepEqual(await found(text), [`accession=${/\d+/.exec(text)}`], text);
  for (const { phrase, numberClass } of [...labelEntries(), ...rareEntries()].filter((entry) => entry.numberClass))
    assert.deepEqual(await found(`${phrase}: 43663`), [`${numberClass}=43663`], phrase);
  for (const text of ['STUDY 2', 'Study: Knee', 'Exam 120 kV', 'Study 1.5'])
    assert.deepEqual(await found(text), [], text);
});

test('names without a label', async () => {
  const table: [string, string[]][] = [
    ['RIVERA, MICHAEL', ['name=RIVERA, MICHAEL']],
    ['RIVERA^MICHAEL', ['name=RIVERA^MICHAEL']],
    ['OKONKWO CHIDI', ['name=OKONKWO CHIDI']],
    ['Dr. Samara Skiles', ['physician=Samara Skiles']],
    ['2000 May 26 LONG HEAD M', ['date=2000 May 26', 'name=LONG HEAD', 'sex=M']],
    ['OKONKWO CHIDI M 51Y', ['name=OKONKWO CHIDI', 'sex=M', 'age=51Y']],
    ['25 MAR 61, F, 028Y', ['date=25 MAR 61', 'sex=F', 'age=028Y']],
    ['St. Mary Regional Hospital', ['institution=St. Mary Regional Hospital']],
    ["O'CONNER, ELISABETH", ["name=O'CONNER, ELISABETH"]],
    ['MICHAŁOWSKI^ANGELA', ['name=MICHAŁOWSKI^ANGELA']],
    ['SMITH ^JOHN', ['name=SMITH ^JOHN']],
    ['SMITH,JOHN', ['name=SMITH,JOHN']],
    ['SMITH ,JOHN', ['name=SMITH ,JOHN']],
    ['SMITH-JONES, MARY ANN', ['name=SMITH-JONES, MARY ANN']],
    ['van der Berg, Jan', ['name=van der Berg, Jan']],
    ['Jan van der Berg', ['name=Jan van der Berg']],
    ['NGUYEN THI MAI', ['name=NGUYEN THI MAI']],
    ['J. SMITH', ['name=J. SMITH']],
    ['SMITH, J', ['name=SMITH, J']],
    ['SMITH JOHN F', ['name=SMITH JOHN', 'sex=F']],
    ['DOE JANE\n03/31/1924\nF', ['name=DOE JANE', 'date=03/31/1924', 'sex=F']],
    ['HEAD^LARRY', ['name=HEAD^LARRY']],
    ['HEAD LARRY CT342934', ['name=HEAD LARRY', 'id=CT342934']],
    ['2732291510 KORVAN DELIK', ['id=2732291510', 'name=KORVAN DELIK']],
    ['YOUNG, ROSE', ['name=YOUNG, ROSE']],
    ['Abdomen^Routine', []],
    ['Head^HeadSeq', []],
    ['CHEST^WO', []],
    ['GAIN L', []],
    ['KNEE, L', []],
    ['F', []],
    ['MPR LONG AXIS', []],
    ['LONG AXIS HEAD FIRST', []],
    ['PORTAL VENOUS', []],
    ['CTABDOMENWCONTRAST', []],
    ['Diagnostic Imaging', []],
  ];
  for (const [text, expected] of table) assert.deepEqual(await found(text), expected, text);
});

test('all-text: all goes but technique, laterality, scale, measurements and the user’s allow-list', async () => {
  const page = pageOf('SERVICE ENGINEER KIT\t120 kV\nHFS L\t5 cm W:400\nPHANTOM QA');
  const rules = { patterns: [], words: [], allow: ['PHANTOM QA'], rectangles: [], keepRectangles: [] };
  const hits = spansToHits(page, await findPhi(page, { header: [], policy: 'all-text', rules }));
  assert.deepEqual(
    hits.map((hit) => hit.text),
    ['SERVICE ENGINEER KIT'],
  );
});

test('what the header profile retains stays in the pixels', async () => {
  const page = pageOf(
    'Name: RIVERA MICHAEL\nAge: 51\nSex: M\nStudy Date: 1988 Jun 09\nDOB: 05/03/1937\nHospital: Upper Clinic',
  );
  const texts = async (...retain: ('patient-characteristics' | 'dates' | 'institution')[]) =>
    spansToHits(page, await findPhi(page, { header: [], policy: 'phi', retain })).map((hit) => hit.text);
  assert.deepEqual(await texts('patient-characteristics', 'institution'), [
    'RIVERA MICHAEL',
    '1988 Jun 09',
    '05/03/1937',
  ]);
  assert.deepEqual(await texts('dates'), ['RIVERA MICHAEL', '51', 'M', '05/03/1937', 'Upper Clinic']);
});

test('institutions without a label: lists of surnames, misread', async () => {
  const table: [string, string[]][] = [
    ['Quitzon-Hoeger Community Hospital', ['institution=Quitzon-Hoeger Community Hospital']],
    [
      'Kling, Daniel and Christiansen Community Hospital',
      ['institution=Kling, Daniel and Christiansen Community Hospital'],
    ],
    ['Witting, Klocko ancl Stehr Hospital', ['institution=Witting, Klocko and Stehr Hospital']],
    ['Quitzon-Hoeger Comrnunity Hospita1', ['institution=Quitzon-Hoeger Community Hospital']],
    ['Rohan and Sons Imaging Center', ['institution=Rohan and Sons Imaging Center']],
    ['Hopital Saint-Louis', ['institution=Hopital Saint-Louis']],
    ['St Marys Medical Center', ['institution=St Marys Medical Center']],
    ['SMITH, JOHN\nStehr Hospital', ['name=SMITH, JOHN', 'institution=Stehr Hospital']],
    ['SMITH JOHN\nCommunity Hospital', ['name=SMITH JOHN', 'institution=Community Hospital']],
    ['AX T2 FLAIR\nCommunity Hospital', ['institution=Community Hospital']],
    ['Imaging Center', []],
    ['Radiology Dept', []],
  ];
  for (const [text, expected] of table) assert.deepEqual(await found(text), expected, text);
});
