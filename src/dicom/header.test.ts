import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewElement } from './build';
import { decodeText } from './charset';
import { headerValues } from './header';
import { openDicom } from './open';
import { buildDicom } from './testing';

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const utf8 = (text: string): Uint8Array => Buffer.from(text);

test('text by character set, with the examples of PS3.5 annexes H to K', () => {
  const cases: readonly (readonly [set: readonly string[], hex: string, text: string])[] = [
    [[], '446f65 5e 4a616e65', 'Doe^Jane'],
    [['ISO_IR 100'], '4275635e4ae972f46d65', 'Buc^Jérôme'],
    [['ISO_IR 144'], 'bbeeda', 'Люк'],
    [['ISO_IR 192'], 'e78e8b5ee5b08f', '王^小'],
    [['GB18030'], 'cdf55ed0a1b6ab', '王^小东'],
    [['ISO_IR 13'], 'd4cfc0de5ec0dbb3', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
    [['', 'ISO 2022 IR 87'], '59616d6164613d 1b2442 3b33 4544 1b2842 5e 1b2442 4240 4f3a 1b2842', 'Yamada=山田^太郎'],
    [['', 'ISO 2022 IR 149'], '486f6e67 3d 1b242943 fbf3 5e 1b242943 d1ce d4d7', 'Hong=洪^吉洞'],
    [['', 'ISO 2022 IR 58'], '5a3d 1b242941 d5c5', 'Z=张'],
    [['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'e9 5e 1b2d4c bb 5e e9', 'é^Л^é'],
    [['ISO IR 101'], 'b1', 'ą'],
  ];
  for (const [set, hex, text] of cases) {
    assert.equal(decodeText(bytes(hex), set, true), text, set.join());
  }
});

test('a backslash inside a two-byte character does not split the value', () => {
  // JIS X 0208 writes these two as 3D 3D ("==") and 25 5C ("%\\").
  assert.equal(decodeText(bytes('1b2442 3d3d 1b2842'), ['', 'ISO 2022 IR 87'], true), '十');
  assert.equal(decodeText(bytes('1b2442 255c 1b2842'), ['', 'ISO 2022 IR 87'], true), 'ボ');
});

test('undeclared or unknown character sets are read as UTF-8 if they are that, else as Latin-1', () => {
  for (const set of [[], ['latin1'], ['ISO_IR 999']]) {
    assert.equal(decodeText(utf8('Müller'), set, true), 'Müller');
    assert.equal(decodeText(bytes('4d fc'), set, true), 'Mü');
  }
});

test('nested, private, multi-valued and opaque text; character sets by item', () => {
  const inner: readonly NewElement[] = [
    { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 100' },
    { tag: 0x0040a123, vr: 'PN', value: bytes('4de4') },
  ];
  const elements: readonly NewElement[] = [
    { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 192' },
    { tag: 0x00080090, vr: 'PN', value: utf8('Größe^王') },
    { tag: 0x00081140, vr: 'SQ', value: [inner, [{ tag: 0x0040a123, vr: 'PN', value: utf8('ß') }]] },
    { tag: 0x00090010, vr: 'LO', value: 'ACME' },
    { tag: 0x00091001, vr: 'UN', value: utf8('Secret^Name') },
    { tag: 0x00091002, vr: 'UN', value: Uint8Array.of(1, 2, 3, 4) },
    { tag: 0x00091003, vr: 'OB', value: utf8('also text') },
    { tag: 0x00101000, vr: 'LO', value: 'A1\\ B2 \\' },
    { tag: 0x00104000, vr: 'LT', value: 'one\\value' },
  ];
  const values = headerValues(openDicom(buildDicom({ elements })));
  const of = (tag: string) => values.filter((value) => value.tag === tag).map(({ value }) => value);
  assert.deepEqual(of('00080090'), ['Größe^王']);
  assert.deepEqual(of('0040A123'), ['Mä', 'ß']);
  assert.deepEqual(of('00091001'), ['Secret^Name']);
  assert.deepEqual(of('00091002'), []);
  assert.deepEqual(of('00091003'), ['also text']);
  assert.deepEqual(of('00101000'), ['A1', 'B2']);
  assert.deepEqual(of('00104000'), ['one\\value']);
  const name = values.find(({ tag }) => tag === '0040A123');
  assert.deepEqual(name, { tag: '0040A123', keyword: 'PersonName', vr: 'PN', value: 'Mä', depth: 1 });
  assert.equal(values.find(({ tag }) => tag === '00091001')?.keyword, '00091001');
});
