import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewElement } from './build';
import { anonymised } from './profile-testing';

/** Names of the header in other forms and spellings, in attributes that the profile keeps. */

const text = (tag: number, vr: string, value: string): NewElement => ({ tag, vr, value });
const NAME = text(0x00100010, 'PN', 'Okonkwo^Adaeze');

const encodedAs = (encoding: BufferEncoding, value: string): string => Buffer.from(value).toString(encoding);

const DISGUISED: Readonly<Record<string, string>> = {
  Base64: encodedAs('base64', 'Okonkwo, Adaeze'),
  'Base64 within a word': `x${encodedAs('base64url', 'by Okonkwo')}`,
  'Base64 of UTF-16': Buffer.from('Okonkwo', 'utf16le').toString('base64'),
  'hexadecimal digits': encodedAs('hex', 'Okonkwo'),
  'hexadecimal digits in pairs': '4F 6B 6F 6E 6B 77 6F',
  'letters backwards': 'owknokO',
  'spaced letters': 'O k o n k w o',
  'points between letters': 'O.K.O.N.K.W.O',
  'a word with digits': '99OKONKWO2',
};

for (const [form, value] of Object.entries(DISGUISED)) {
  for (const vr of ['LO', 'UN'] as const) {
    test(`a name as ${form} in ${vr} goes, the words beside it stay`, async () => {
      const element = {
        tag: 0x00081090,
        vr,
        value: vr === 'UN' ? Buffer.from(`Somatom ${value}`) : `Somatom ${value}`,
      };
      const { holds } = await anonymised({ elements: [NAME, element] });
      assert.equal(holds(value), false);
      assert.equal(holds('Somatom'), true);
    });
  }
  test(`binary values with a name as ${form} become zeros`, async () => {
    if (form === 'a word with digits') return;
    const element: NewElement = { tag: 0x00282000, vr: 'OB', value: Buffer.from(`\0\x01${value}\xff`, 'latin1') };
    assert.equal((await anonymised({ elements: [NAME, element] })).holds(value), false);
  });
}

test('what only looks like another form of a name stays', async () => {
  const value = 'Doek Zaal-2 6f6b6f6e U29tYXRvbQ== e z e';
  assert.equal((await anonymised({ elements: [NAME, text(0x00081090, 'LO', value)] })).holds(value), true);
});

const SPELLINGS: readonly (readonly [name: string, written: string])[] = [
  ['Müller^Jörg', 'MUELLER JOERG'],
  ['Müller^Jörg', 'Muller'],
  ['Strauß^Ida', 'STRAUSS'],
  ['Sørensen^Åse', 'Sorensen'],
  ['Sørensen^Åse', 'Soerensen Aase'],
  ['王^小东', '检查王小东复查'],
  ['王^小东', 'CT 小东'],
  ['Hong^Gildong=洪^吉洞=홍^길동', '홍길동'],
  ['Hong^Gildong=洪^吉洞=홍^길동', 'CT 길동'],
];

for (const [name, written] of SPELLINGS) {
  test(`${name} goes also where it is written ${written}`, async () => {
    const elements: NewElement[] = [
      text(0x00080005, 'CS', 'ISO_IR 192'),
      { tag: 0x00100010, vr: 'PN', value: Buffer.from(name) },
      { tag: 0x00081090, vr: 'LO', value: Buffer.from(`Model ${written}`) },
    ];
    const { holds } = await anonymised({ elements });
    for (const word of written
      .replace(/检查|复查|CT/g, '')
      .trim()
      .split(' '))
      assert.equal(holds(word), false, word);
  });
}
