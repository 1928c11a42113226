import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeElement, encodeHeader, joinBytes, type NewElement } from './build';
import { findElement } from './elements';
import { anonymised } from './profile-testing';
import { buildDicom } from './testing';
import { asciiValue } from './values';

/** Values that hide from a header profile: in other representations, other places, other attributes. */

const EXPLICIT = { explicit: true, littleEndian: true };
const BIG = { explicit: true, littleEndian: false };
const IMPLICIT = { explicit: false, littleEndian: true };
const text = (tag: number, vr: string, value: string): NewElement => ({ tag, vr, value });
const NAME = text(0x00100010, 'PN', 'Okonkwo^Adaeze');

/** The items of a sequence as bytes. */
const items = (encoding: typeof EXPLICIT, ...elements: readonly NewElement[]): Uint8Array =>
  encodeElement({ tag: 0x00081140, vr: 'SQ', value: [elements] }, encoding).subarray(encoding.explicit ? 12 : 8);

const SEQUENCES: Readonly<Record<string, number>> = {
  'a sequence that is kept': 0x00081250,
  'one that gets new UIDs': 0x00081140,
  'one that gets dummies': 0x0040a730,
  'one that is emptied': 0x00400610,
};

const CLOTHES: readonly (readonly [string, NewElement['vr'], Uint8Array])[] = [
  ['UN', 'UN', items(IMPLICIT, NAME)],
  ['UN with explicit items', 'UN', items(EXPLICIT, NAME)],
  ['UN in another byte order', 'UN', items(BIG, NAME)],
  ['UN without items', 'UN', Buffer.from('Okonkwo^Adaeze')],
  ['OB', 'OB', items(EXPLICIT, NAME)],
  ['OW', 'OW', items(EXPLICIT, NAME)],
  ['UT', 'UT', items(EXPLICIT, NAME)],
];

for (const [place, tag] of Object.entries(SEQUENCES)) {
  for (const [clothes, vr, value] of CLOTHES) {
    test(`${place}, stored as ${clothes}: nothing of it is left, and the file opens`, async () => {
      const { holds, output } = await anonymised({ elements: [{ tag, vr, value }] });
      assert.equal(holds('Okonkwo'), false);
      const element = findElement(output.dataSet, tag);
      // Zero bytes are no sequence: readers break off there.
      if (element?.vr === 'SQ') assert.notEqual(element.items, undefined);
      assert.ok(output.image);
    });
  }
}

test('items in what is no sequence go', async () => {
  const values = [0x00100010, 0x00181030, 0x00180024, 0x00080018].map(
    (tag): NewElement => ({ tag, vr: 'UN', value: items(IMPLICIT, NAME) }),
  );
  assert.equal((await anonymised({ elements: values })).holds('Okonkwo'), false);
});

test('a sequence of Type 2 is emptied, one that may be absent is removed', async () => {
  const item = [text(0x00080100, 'SH', 'A')];
  const elements: NewElement[] = [0x00400513, 0x00400555, 0x00081110].map((tag) => ({ tag, vr: 'SQ', value: [item] }));
  const { output } = await anonymised({ elements });
  assert.deepEqual(findElement(output.dataSet, 0x00400513)?.items, []);
  assert.deepEqual(findElement(output.dataSet, 0x00400555)?.items, []);
  assert.equal(findElement(output.dataSet, 0x00081110), undefined);
});

test('commands, file meta information and directory records inside the data set go, at any depth', async () => {
  const strays = [
    text(0x00000600, 'AE', 'OKONKWO-PC'),
    text(0x00020016, 'AE', 'OKONKWO-PC'),
    text(0x00041500, 'CS', 'OKONKWO'),
  ];
  const { holds, output } = await anonymised(strayFile(strays));
  assert.equal(holds('OKONKWO'), false);
  assert.ok(output.dataSet.elements.every(({ tag }) => tag >= 0x00080000));
});

/** Elements behind the others: before them they would be taken for file meta information. */
function strayFile(strays: readonly NewElement[]): Uint8Array {
  const nested = encodeElement({ tag: 0x00081250, vr: 'SQ', value: [strays] }, EXPLICIT);
  return joinBytes([buildDicom({}), nested, ...strays.map((element) => encodeElement(element, EXPLICIT))]);
}

test('group lengths and unknown elements of the pixel data group go', async () => {
  const { holds } = await anonymised({
    elements: [text(0x00080000, 'LO', 'OKONKWO'), text(0x7fe01234, 'LO', 'OKONKWO')],
  });
  assert.equal(holds('OKONKWO'), false);
});

test('UIDs in a wrong representation get new ones by the map', async () => {
  const uids: readonly (readonly [number, string])[] = [
    [0x00080018, 'LO'],
    [0x0020000d, 'SH'],
    [0x0020000e, 'UN'],
    [0x00200052, 'OB'],
  ];
  const elements = uids.map(([tag, vr], i): NewElement => ({ tag, vr, value: Buffer.from(`1.2.3.${i}`) }));
  const { output, uidMap } = await anonymised({ elements });
  for (const [i, [tag]] of uids.entries()) {
    assert.equal(asciiValue(output.data, output.dataSet, tag), uidMap.replace(`1.2.3.${i}`));
    assert.equal(findElement(output.dataSet, tag)?.vr, 'UI');
  }
});

test('the file meta information names the instance of the data set, whatever it named before', async () => {
  for (const retain of [[], ['uids']] as const) {
    const uid = text(0x00080018, 'UI', '1.2.3');
    const { output } = await anonymised({ elements: [uid] }, retain);
    const inMeta = (tag: number) => asciiValue(output.bytes, output.meta!, tag);
    assert.equal(inMeta(0x00020003), output.sopInstanceUID);
    assert.equal(inMeta(0x00020002), output.sopClassUID);
  }
});

const HEADER: readonly NewElement[] = [
  NAME,
  text(0x00100020, 'LO', 'MRN8813205'),
  text(0x00100030, 'DA', '19620417'),
  text(0x00080050, 'SH', 'ACC-552901'),
  text(0x00080080, 'LO', 'Northgate Hospital'),
  text(0x00080090, 'PN', 'Yu^Bo'),
];

/** Texts of attributes that the profile keeps, and what may be left of them. */
const REPEATED: readonly (readonly [string, string])[] = [
  ['SE OKONKWO fast', 'SE fast'],
  ['adaeze okonkwo', 'ANONYMIZED'],
  ['AdaezeOkonkwo 3mm', '3mm'],
  ['T1 MRN-881-3205', 'T1'],
  ['x8813205', 'x'],
  ['T1 881-3205', 'T1'],
  ['881.3205', '881.3205'],
  ['x18813205', 'x18813205'],
  ['b. 17.04.1962', 'b.'],
  ['17/4/1962 T2', 'T2'],
  ['ACC552901', 'ANONYMIZED'],
  ['of Northgate  Hospital', 'of'],
  ['Bo Yu FFE', 'FFE'],
  ['Bo FFE', 'Bo FFE'],
  ['Adaezes', 'Adaezes'],
];

for (const [kept, expected] of REPEATED) {
  test(`a kept attribute that says "${kept}" becomes "${expected}"`, async () => {
    const nested: NewElement = { tag: 0x00081250, vr: 'SQ', value: [[text(0x00080104, 'LO', kept)]] };
    const { value } = await anonymised({ elements: [...HEADER, text(0x00180024, 'SH', kept), nested] });
    assert.deepEqual(value('SequenceName'), [expected]);
    assert.deepEqual(value('CodeMeaning'), [expected]);
  });
}

test('a word that is no name by itself stays, though the patient is called so', async () => {
  const { value } = await anonymised({
    elements: [text(0x00100010, 'PN', 'Head^Phantom'), text(0x00180015, 'CS', 'HEAD')],
  });
  assert.deepEqual(value('BodyPartExamined'), ['HEAD']);
});

test("an identifier in a name's place is looked for as a whole", async () => {
  const elements = [
    text(0x00100010, 'PN', 'SITE-HEADNECK-0024'),
    text(0x00180015, 'CS', 'HEADNECK'),
    text(0x00180024, 'SH', 'of SITE-HEADNECK-0024'),
  ];
  const { value } = await anonymised({ elements });
  assert.deepEqual([...value('BodyPartExamined'), ...value('SequenceName')], ['HEADNECK', 'of']);
});

test('a UID that the profile keeps is not cut apart', async () => {
  const { output } = await anonymised({ elements: [text(0x00200010, 'SH', '10008')] });
  assert.equal(output.sopClassUID, '1.2.840.10008.5.1.4.1.1.7');
});

test('identities in binary values and in accented or other scripts go as well', async () => {
  const elements = [
    text(0x00080005, 'CS', 'ISO_IR 192'),
    { tag: 0x00100010, vr: 'PN', value: Buffer.from('Müller^Jörg=森田^明') },
    { tag: 0x00180024, vr: 'SH', value: Buffer.from('Jorg Müller 森田') },
    { tag: 0x00282000, vr: 'OB', value: joinBytes([new Uint8Array(40), Buffer.from('for Mueller, muller ')]) },
  ];
  const { value, holds } = await anonymised({ elements });
  assert.deepEqual(value('SequenceName'), ['ANONYMIZED']);
  assert.equal(holds('muller'), false);
});

test('a person or a date that the table does not list is replaced', async () => {
  const { value } = await anonymised({ elements: [text(0x00143076, 'DA', '20230801')] });
  assert.deepEqual(value('DateOfGainCalibration'), ['19000101']);
});

test('ages over 89 become 90 where ages are kept', async () => {
  for (const [age, expected] of [
    ['096Y', '090Y'],
    ['96', '090Y'],
    ['089Y', '089Y'],
    ['011M', '011M'],
  ]) {
    const { value } = await anonymised({ elements: [text(0x00101010, 'AS', age)] }, ['patient-characteristics']);
    assert.deepEqual(value('PatientAge'), [expected]);
  }
});

test('headers of an undefined length survive', async () => {
  const open = encodeHeader(0x00081250, 'SQ', 0xffffffff, EXPLICIT);
  const item = Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff);
  const ends = Uint8Array.of(0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);
  const bytes = joinBytes([buildDicom({}), open, item, encodeElement(NAME, EXPLICIT), ends]);
  const { holds, output } = await anonymised(bytes);
  assert.equal(holds('Okonkwo'), false);
  assert.equal(findElement(output.dataSet, 0x00081250)?.items?.length, 1);
});

test('shifted dates keep their distances and times, birth dates go, and the same patient gets the same offset', async () => {
  const elements = [
    text(0x00080020, 'DA', '20240301'),
    text(0x00080030, 'TM', '101522.5'),
    text(0x0008002a, 'DT', '20240228235959.1+0100'),
    text(0x00100030, 'DA', '19620417'),
    { tag: 0x00081250, vr: 'SQ', value: [[text(0x00080021, 'DA', '2023.12.31')]] } as NewElement,
    text(0x00080023, 'DA', 'unknown'),
  ];
  const { value } = await anonymised({ elements: [text(0x00100020, 'LO', 'P1'), ...elements] }, [], true);
  const day = (date: string) =>
    Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`) / (24 * 60 * 60 * 1000);
  const [study] = value('StudyDate');
  assert.notEqual(study, '20240301');
  assert.equal(day(study) - day(value('AcquisitionDateTime')[0]), 2);
  assert.equal(day(study) - day(value('SeriesDate')[0]), 61);
  assert.match(value('AcquisitionDateTime')[0], /235959\.1\+0100$/);
  assert.deepEqual(value('StudyTime'), ['101522.5']);
  assert.deepEqual(value('PatientBirthDate'), []);
  assert.deepEqual(value('ContentDate'), ['19000101']);
  assert.deepEqual(value('LongitudinalTemporalInformationModified'), ['MODIFIED']);
  const other = await anonymised({ elements: [text(0x00100020, 'LO', 'P2'), ...elements] }, [], true);
  const again = await anonymised({ elements: [text(0x00100020, 'LO', 'P1'), ...elements] }, [], true);
  assert.notDeepEqual(other.value('StudyDate'), [study]);
  assert.deepEqual(again.value('StudyDate'), [study]);
});

const NO_TIMES: readonly (readonly [vr: string, value: string])[] = [
  ['TM', '7719353'],
  ['TM', '99:99:99'],
  ['DT', '202402297719353777'],
  ['DT', '20240229+77193'],
  ['DT', '20240229+7719'],
  ['DA', '20241345'],
  ['DA', '00000000'],
];

for (const [vr, value] of NO_TIMES) {
  test(`${value} is no ${vr}: it goes where dates are shifted, too`, async () => {
    const tag = { TM: 0x00080032, DT: 0x0008002a, DA: 0x00080022 }[vr]!;
    const { output } = await anonymised({ elements: [text(tag, vr, value)] }, [], true);
    assert.match(asciiValue(output.data, output.dataSet, tag), /^(19000101|000000)*$/);
  });
}
