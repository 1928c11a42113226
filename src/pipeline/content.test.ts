import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewElement } from '../dicom/build';
import { headerValues } from '../dicom/header';
import { openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import { createUidMap } from '../dicom/uids';
import { processContent } from './content';
import type { Pipeline } from './open';
import type { DocumentMode, HeaderProfileId } from './options';

const text = (tag: number, vr: string, value: string): NewElement => ({ tag, vr, value });
const sopClass = (suffix: string) => text(0x00080016, 'UI', `1.2.840.10008.5.1.4.1.1.${suffix}`);
const HEADER = [text(0x00100010, 'PN', 'Okonkwo^Adaeze'), text(0x00100020, 'LO', 'MRN8813205')];

/** What `processContent` needs of a pipeline: no engine reads anything. */
function pipelineOf(documents: DocumentMode, headerProfile: HeaderProfileId): Pipeline {
  const options = { header: 'on', policy: 'phi', headerProfile, documents, retain: [] };
  return { options, uidMap: createUidMap(), rules: undefined } as unknown as Pipeline;
}

async function processed(
  elements: readonly NewElement[],
  documents: DocumentMode = 'quarantine',
  headerProfile: HeaderProfileId = 'basic',
) {
  const file = openDicom(buildDicom({ pixels: null, elements: [...HEADER, ...elements] }));
  const outcome = await processContent(pipelineOf(documents, headerProfile), file);
  const values = outcome.bytes === undefined ? [] : headerValues(openDicom(outcome.bytes));
  const of = (keyword: string) => values.filter((entry) => entry.keyword === keyword).map(({ value }) => value);
  return { ...outcome, of, whole: Buffer.from(outcome.bytes ?? []).toString('latin1') };
}

const report = (...texts: readonly string[]): NewElement => ({
  tag: 0x0040a730,
  vr: 'SQ',
  value: texts.map((value) => [text(0x0040a040, 'CS', 'TEXT'), text(0x0040a160, 'UT', value)]),
});
const annotation: NewElement = {
  tag: 0x00700001,
  vr: 'SQ',
  value: [[{ tag: 0x00700008, vr: 'SQ', value: [[text(0x00700006, 'ST', 'Okonkwo left knee')]] }]],
};

const COVERED: Readonly<Record<string, readonly NewElement[]>> = {
  'a presentation state': [sopClass('11.1'), annotation],
  'a waveform': [
    sopClass('9.1.1'),
    { tag: 0x0040b020, vr: 'SQ', value: [[text(0x00700006, 'ST', 'Okonkwo at rest')]] },
  ],
  'a key object note': [sopClass('88.59'), report('Okonkwo, see the knee')],
  'a plan': [sopClass('481.5'), text(0x300a0002, 'SH', 'Okonkwo 1')],
};

for (const [name, elements] of Object.entries(COVERED)) {
  test(`${name}: the header profile is enough`, async () => {
    const { status, whole } = await processed(elements);
    assert.equal(status, 'done');
    assert.equal(/Okonkwo|8813205/.test(whole), false);
  });
}

const UNREAD: readonly (readonly [string, readonly NewElement[], string])[] = [
  ['a report', [sopClass('88.11'), report('knee')], 'TEXT_NOT_READ'],
  ['a PDF', [sopClass('104.1'), { tag: 0x00420011, vr: 'OB', value: Buffer.from('%PDF-1.4') }], 'DOCUMENT_NOT_READ'],
  ['a recorded voice', [sopClass('9.4.1')], 'SOUND_NOT_HEARD'],
  ["a maker's own object", [text(0x00080016, 'UI', '1.3.12.2.1107.5.9.1')], 'CONTENT_UNKNOWN'],
];

for (const [name, elements, code] of UNREAD) {
  test(`${name} goes to quarantine with the reason, under a kept header nowhere`, async () => {
    const { status, error } = await processed(elements);
    assert.deepEqual([status, error?.code], ['quarantined', code]);
    const kept = await processed(elements, 'quarantine', 'keep');
    assert.deepEqual([kept.status, kept.error?.code, kept.bytes], ['no-pixels', 'NO_PIXEL_DATA', undefined]);
  });
}

test('the copy in quarantine has a clean header and its content, and does not say that it holds no identity', async () => {
  for (const [, elements] of UNREAD.slice(0, 2)) {
    const { whole, of } = await processed(elements);
    assert.equal(/Okonkwo|8813205/.test(whole), false);
    assert.equal(/knee|%PDF-1\.4/.test(whole), true);
    assert.deepEqual([of('PatientIdentityRemoved'), of('CodeValue')], [['NO'], []]);
  }
});

test('a document is found in whatever object, at any depth', async () => {
  const document: NewElement = { tag: 0x00420011, vr: 'OB', value: Buffer.from('%PDF-1.4') };
  const nested: NewElement = { tag: 0x00081250, vr: 'SQ', value: [[document]] };
  const { status, error } = await processed([sopClass('481.5'), nested]);
  assert.deepEqual([status, error?.code], ['quarantined', 'DOCUMENT_NOT_READ']);
});

test("a report's texts are cleaned by the finders where that is asked for; a document is still not read", async () => {
  const texts = ['Patient: OKONKWO ADAEZE, MRN8813205', 'Small effusion of the left knee.'];
  const { status, of, whole } = await processed([sopClass('88.11'), report(...texts)], 'clean');
  assert.equal(status, 'done');
  assert.equal(/OKONKWO|ADAEZE|8813205/i.test(whole), false);
  assert.equal(of('TextValue')[1], 'Small effusion of the left knee.');
  assert.ok(of('CodeValue').includes('113104'));
  const document: NewElement = { tag: 0x00420011, vr: 'OB', value: Buffer.from('%PDF-1.4') };
  assert.equal((await processed([sopClass('104.1'), document], 'clean')).status, 'quarantined');
});

test('cleaning a report cleans its content: a text value anywhere else becomes a dummy', async () => {
  const elsewhere: NewElement = { tag: 0x00082218, vr: 'SQ', value: [[text(0x0040a160, 'UT', 'Knee of the mayor')]] };
  const { of } = await processed([sopClass('88.11'), elsewhere, report('Knee left')], 'clean');
  assert.deepEqual(of('TextValue'), ['ANONYMIZED', 'Knee left']);
});
