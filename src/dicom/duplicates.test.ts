import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeElement, joinBytes, type NewElement } from './build';
import { findElement } from './elements';
import { openDicom } from './open';
import { buildDicom } from './testing';

const EXPLICIT = { explicit: true, littleEndian: true };
const name = (value: string): NewElement => ({ tag: 0x00100010, vr: 'PN', value });
const nested = (...elements: readonly NewElement[]): NewElement => ({ tag: 0x00081250, vr: 'SQ', value: [elements] });

/** The file with more elements behind its own: readers do not ask for the order. */
function withMore(bytes: Uint8Array, ...more: readonly NewElement[]): Uint8Array {
  return joinBytes([bytes, ...more.map((element) => encodeElement(element, EXPLICIT))]);
}

/** The item's bytes as the value of an element that does not say that it is a sequence. */
const asUnknown = ({ tag, value }: NewElement): NewElement => {
  const whole = encodeElement({ tag, vr: 'SQ', value }, EXPLICIT);
  return { tag, vr: 'UN', value: whole.subarray(12) };
};

const DUPLICATES: Readonly<Record<string, () => Uint8Array>> = {
  'a name': () => withMore(buildDicom({}), name('Doe^Jane')),
  'an empty one': () => withMore(buildDicom({}), name('')),
  geometry: () => withMore(buildDicom({}), { tag: 0x00280010, vr: 'US', value: [3] }),
  'a private element': () => {
    const element: NewElement = { tag: 0x00091001, vr: 'LO', value: 'x' };
    return withMore(buildDicom({ elements: [element] }), element);
  },
  'pixel data': () => withMore(buildDicom({}), { tag: 0x7fe00010, vr: 'OB', value: new Uint8Array(12) }),
  'inside an item': () => buildDicom({ elements: [nested(name('A'), name('B'))] }),
  'two items down': () => buildDicom({ elements: [nested(nested(name('A'), name('B')))] }),
  'inside a sequence that is stored as UN': () => buildDicom({ elements: [asUnknown(nested(name('A'), name('B')))] }),
  'in the file meta information': () => {
    const bytes = buildDicom({});
    const { meta } = openDicom(bytes);
    const { start, end } = findElement(meta!, 0x00020010)!;
    return joinBytes([bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end)]);
  },
};

for (const [where, build] of Object.entries(DUPLICATES)) {
  test(`an element that stands twice is refused: ${where}`, () => {
    assert.throws(() => openDicom(build()), { name: 'DeidError', code: 'DUPLICATE_ELEMENT' });
  });
}

test('the same tag in two items, or at two depths, is no duplicate', () => {
  const twoItems: NewElement = { tag: 0x00081250, vr: 'SQ', value: [[name('A')], [name('B')]] };
  assert.ok(openDicom(buildDicom({ elements: [twoItems] })).image);
});
