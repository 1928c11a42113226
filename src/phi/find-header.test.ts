import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderValue, Page } from '../base/types';
import { findPhi } from './find';
import { spansToHits } from './hits';
import { headerValue, pageOf } from './testing';

const HEADER: readonly HeaderValue[] = [
  headerValue('PatientName', 'MICHALOWSKI^ANGELA^M', 'PN'),
  headerValue('PatientBirthDate', '19230627', 'DA'),
  headerValue('PatientID', '6415974217'),
  headerValue('StudyTime', '134058', 'TM'),
  headerValue('AccessionNumber', 'A-77120'),
  headerValue('InstitutionName', 'Witting, Klocko and Stehr Hospital'),
  headerValue('ReferringPhysicianName', 'SKILES^SAMARA', 'PN'),
  headerValue('00091010', 'OBER^KLAUS', 'PN', 2),
];

async function found(page: Page, header: readonly HeaderValue[], finders?: readonly string[]): Promise<string[]> {
  const context = { header, policy: 'phi', ...(finders ? { finders } : {}) } as const;
  return spansToHits(page, await findPhi(page, context)).map((hit) => `${hit.phiClass}=${hit.text}`);
}

test('header values in every order and format, misread and in part', async () => {
  const table: [text: string, expected: string[]][] = [
    ['ANGELA MICHALOWSKI', ['name=ANGELA MICHALOWSKI']],
    ['MICHALOWSKI, ANGELA M', ['name=MICHALOWSKI, ANGELA M']],
    ['A. MICHALOWSKI', ['name=A. MICHALOWSKI']],
    ['Ms Michalowski', ['name=Michalowski']],
    ['M1CHAL0WSK1 ANGEIA', ['name=MICHALOWSKI ANGELA']],
    ['MICHAŁOWSKI ANGELA', ['name=MICHAŁOWSKI ANGELA']],
    ['27-Jun-1923', ['birth-date=27-Jun-1923']],
    ['Jun-1923', ['birth-date=27-Jun-1923']],
    ['6.27', []],
    ['C7-6', []],
    ['Jun 2', []],
    ['7-Jun-1923', ['birth-date=27-Jun-1923']],
    ['06/27/23', ['birth-date=06/27/23']],
    ['27.O6.l923', ['birth-date=27.06.1923']],
    ['64l5974217', ['id=6415974217']],
    ['5974217', ['id=6415974217']],
    ['6415974217F', ['id=6415974217']],
    ['1: 40:58 PM', ['time=1:40:58 PM']],
    ['134058', ['time=134058']],
    ['A77120', ['accession=A-77120']],
    ['Witting, Kl0cko ahd\nStehr Hospita1', ['institution=Witting, Klocko and Stehr Hospital']],
    ['Dr. S. Skiles', ['physician=S. Skiles']],
    ['OBER, KLAUS', ['physician=OBER, KLAUS']],
    ['Gn 50\tKO', ['physician=KO']],
    ['(SS)', ['physician=(SS)']],
    ['KO view', []],
    ['KOS', []],
    ['Im: 6415', []],
    ['ANGULAR 4.31', []],
  ];
  for (const [text, expected] of table) assert.deepEqual(await found(pageOf(text), HEADER), expected, text);
});

test('what the recogniser also thought of counts', async () => {
  const page = pageOf('XVCKO');
  const [{ line, ...placed }] = page.lines;
  const header = [headerValue('PatientName', 'KLOCKO^ADAH', 'PN')];
  assert.deepEqual(await found(page, header, ['header']), []);
  const offered = ['K', 'L', 'O', 'C', 'K', 'O'];
  const read = pageOf('XVQXKO');
  const doubtful = {
    ...read,
    lines: read.lines.map(({ line: text, ...place }) => ({
      ...place,
      line: {
        ...text,
        characters: text.characters.map((character, index) => ({
          ...character,
          alternatives: [{ char: offered[index], score: 0.3 }],
        })),
      },
    })),
  };
  assert.deepEqual(await found(read, header, ['header']), []);
  assert.deepEqual(await found(doubtful, header, ['header']), ['name=KLOCKO']);
  assert.ok(line.text.length > 0 && placed.start === 0);
});

const PAGES = [
  'Name: OKONKWO CHIDI\nDOB: 03/31/1924\nID: 4471123',
  '2011 Jun 09 OKONKWO CHIDI F\n11:40:58 AM\nQuitzon-Hoeger Community Hospital',
  'OKONKWO^CHIDI\t120 kV\n31.03.1924\t087Y/M',
  'Ref Phys: GREENHOLT, SHANTA\nAcc No: A-4471',
].map(pageOf);

const OTHERS: Readonly<Record<string, readonly HeaderValue[]>> = {
  scrubbed: [
    headerValue('PatientName', 'ANONYMOUS^PATIENT', 'PN'),
    headerValue('PatientBirthDate', '19000101', 'DA'),
    headerValue('PatientID', '0'),
    headerValue('InstitutionName', 'REMOVED'),
  ],
  ofAnotherPatient: HEADER,
  wrong: [
    headerValue('PatientName', 'OKONKWO', 'PN'),
    headerValue('PatientBirthDate', '19240330', 'DA'),
    headerValue('PatientID', '4471124'),
    headerValue('StudyDate', '20110608', 'DA'),
  ],
};

/** Offsets of all letters and digits that are covered. */
async function covered(page: Page, header: readonly HeaderValue[]): Promise<ReadonlySet<number>> {
  const places = new Set<number>();
  for (const { start, end, rest } of await findPhi(page, { header, policy: 'phi' })) {
    for (const piece of [{ start, end }, ...(rest ?? [])]) {
      for (let at = piece.start; at < piece.end; at++) if (/[\p{L}\p{N}]/u.test(page.text[at])) places.add(at);
    }
  }
  return places;
}

test('a header that is scrubbed, wrong or of another patient leaves nothing uncovered that is found without one', async () => {
  for (const page of PAGES) {
    const alone = await covered(page, []);
    assert.ok(alone.size > 0);
    for (const [kind, header] of Object.entries(OTHERS)) {
      const withHeader = await covered(page, header);
      const lost = [...alone].filter((at) => !withHeader.has(at));
      assert.deepEqual(lost, [], `${kind}: ${page.text}`);
    }
  }
});

test('a header that is scrubbed or of another patient covers no technique text', async () => {
  const page = pageOf('AX T2 FLAIR\tSL 5.0\nPATIENT POSITION HFS\nSe: 4 Im: 12/240\n120 kV 210 mA');
  for (const header of Object.values(OTHERS)) assert.deepEqual(await found(page, header), []);
});

test('two patients by turns, at the same time: each page has only its own header’s values', async () => {
  const patients = [
    { id: 'QRTVXZ', page: pageOf('QRTVXZ\t120 kV\nWMNKHG') },
    { id: 'WMNKHG', page: pageOf('WMNKHG\t120 kV\nQRTVXZ') },
  ];
  const turns = Array.from({ length: 6 }, (_, turn) => patients[turn % 2]);
  const results = await Promise.all(
    turns.map(({ id, page }) => found(page, [headerValue('PatientID', id)], ['header', 'labels', 'patterns'])),
  );
  for (const [turn, result] of results.entries()) assert.deepEqual(result, [`id=${turns[turn].id}`]);
});

test('terms of examinations are no identifiers, whatever element holds them', async () => {
  const header = [headerValue('StudyID', 'Thyroid'), headerValue('AccessionNumber', 'TH-4417')];
  assert.deepEqual(await found(pageOf('Thyroid\nTH-4417'), header, ['header']), ['accession=TH-4417']);
});
