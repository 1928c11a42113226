import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeElement, type NewElement } from './build';
import { AttributeEdits } from './edits';
import { type DataSet, findElement } from './elements';
import { openDicom } from './open';
import { spliceDataSet } from './splice';
import { buildDicom } from './testing';

const EXPLICIT = { explicit: true, littleEndian: true };

/** (0040,0275) with two items, each with a code sequence; in `undefinedLengths` form every length but the elements' is undefined. */
function nested(undefinedLengths: boolean): readonly NewElement[] {
  const code = (value: string): NewElement => ({ tag: 0x00080100, vr: 'SH', value });
  const inner = (value: string): NewElement => ({ tag: 0x00400008, vr: 'SQ', value: [[code(value)]] });
  if (!undefinedLengths) return [{ tag: 0x00400275, vr: 'SQ', value: [[inner('A')], [inner('B')]] }];
  const bytes = (text: string) => Buffer.from(text.replace(/ /g, ''), 'hex');
  const open = (tag: string) => bytes(`${tag} 5351 0000 ffffffff feff00e0 ffffffff`);
  const close = bytes('feff0de0 00000000 feffdde0 00000000');
  const item = Buffer.concat([open('40000800'), encodeElement(code('A'), EXPLICIT), close]);
  return [{ tag: 0x00400275, vr: 'OB', value: Buffer.concat([item]) }];
}

function splice(bytes: Uint8Array, edit: (edits: AttributeEdits, dataSet: DataSet) => void) {
  const file = openDicom(bytes);
  const edits = new AttributeEdits();
  edit(edits, file.dataSet);
  const head = file.data.subarray(0, file.dataSet.start);
  return openDicom(Buffer.concat([head, ...spliceDataSet(file.data, file.dataSet, edits)]));
}

const innerCode = (dataSet: DataSet, item: number) => {
  const outer = findElement(dataSet, 0x00400275)!.items![item].dataSet;
  return findElement(outer, 0x00400008)!.items![0].dataSet;
};

test('without edits the bytes come back as one piece', () => {
  const file = openDicom(buildDicom());
  const pieces = spliceDataSet(file.data, file.dataSet, new AttributeEdits());
  assert.equal(pieces.length, 1);
  assert.deepEqual(Buffer.from(pieces[0]), Buffer.from(file.data.subarray(file.dataSet.start, file.dataSet.end)));
});

test('a longer value deep inside moves every defined length around it', () => {
  const bytes = buildDicom({ elements: nested(false) });
  const after = splice(bytes, (edits, dataSet) => {
    edits.set(innerCode(dataSet, 1), { tag: 0x00080100, vr: 'SH', value: 'LONGER' });
  });
  const text = (item: number) => {
    const { valueStart, length } = findElement(innerCode(after.dataSet, item), 0x00080100)!;
    return Buffer.from(after.data.subarray(valueStart, valueStart + length)).toString();
  };
  assert.deepEqual([text(0), text(1)], ['A ', 'LONGER']);
  assert.equal(after.bytes.length, bytes.length + 4);
  assert.ok(after.image, 'what follows the sequence is still found');
});

test('undefined lengths stay undefined', () => {
  const value = (nested(true)[0].value as Uint8Array).slice();
  const bytes = Buffer.concat([
    buildDicom({ pixels: null }),
    Buffer.from('4000750253510000ffffffff', 'hex'),
    Buffer.from('feff00e0ffffffff', 'hex'),
    value,
    Buffer.from('feff0de000000000feffdde000000000', 'hex'),
  ]);
  const after = splice(bytes, (edits, dataSet) => {
    edits.set(innerCode(dataSet, 0), { tag: 0x00080104, vr: 'LO', value: 'new' });
  });
  assert.equal(innerCode(after.dataSet, 0).elements.length, 2);
  assert.ok(findElement(after.dataSet, 0x00400275)!.undefinedLength);
  assert.equal(after.bytes.length, bytes.length + 12);
});

test('elements are added in the order of their tags, also behind the last one', () => {
  const after = splice(buildDicom({ pixels: null }), (edits, dataSet) => {
    edits.set(dataSet, { tag: 0x00100030, vr: 'DA', value: '19000101' });
    edits.set(dataSet, { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 100' });
    edits.set(dataSet, { tag: 0x00200010, vr: 'SH', value: '1' });
  });
  const tags = after.dataSet.elements.map(({ tag }) => tag);
  assert.deepEqual(
    tags,
    [...tags].sort((a, b) => a - b),
  );
  assert.equal(tags.length, 8);
});

test('a group length counts what is there after the change, and only then', () => {
  const groupLength = (group: number, value: number): NewElement => ({
    tag: group * 0x10000,
    vr: 'UL',
    value: [value],
  });
  const elements = [groupLength(0x0008, 9999), groupLength(0x0010, 26)];
  const after = splice(buildDicom({ elements }), (edits, dataSet) => {
    edits.set(dataSet, { tag: 0x00100010, vr: 'PN', value: 'Somebody^Else' });
  });
  const view = new DataView(after.data.buffer, after.data.byteOffset);
  const value = (tag: number) => view.getUint32(findElement(after.dataSet, tag)!.valueStart, true);
  assert.equal(value(0x00080000), 9999, 'a wrong length of another group is not this edit’s business');
  assert.equal(value(0x00100000), 8 + 14 + 8 + 4);
});

test('items are appended to a sequence, and to one that is not there', () => {
  const item: readonly NewElement[] = [{ tag: 0x00080100, vr: 'SH', value: 'X' }];
  const after = splice(buildDicom({ elements: nested(false) }), (edits, dataSet) => {
    edits.appendItem(dataSet, 0x00400275, item);
    edits.appendItem(dataSet, 0x00120064, item);
    edits.appendItem(dataSet, 0x00120064, item);
  });
  assert.equal(findElement(after.dataSet, 0x00400275)!.items!.length, 3);
  assert.equal(findElement(after.dataSet, 0x00120064)!.items!.length, 2);
});

test('what is changed inside a removed sequence does not bring it back', () => {
  const after = splice(buildDicom({ elements: nested(false) }), (edits, dataSet) => {
    edits.set(innerCode(dataSet, 0), { tag: 0x00080100, vr: 'SH', value: 'X' });
    edits.removeTag(dataSet, 0x00400275);
  });
  assert.equal(findElement(after.dataSet, 0x00400275), undefined);
});
