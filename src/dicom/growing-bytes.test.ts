import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GrowingBytes } from './growing-bytes';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value, 'latin1'));

for (const expected of [0, 5, 100]) {
  test(`pieces stand in a row, whatever room was expected (${expected})`, () => {
    const growing = new GrowingBytes(expected);
    assert.equal(growing.append(bytesOf('abc'), bytesOf('de')), 5);
    assert.equal(growing.append(), 0);
    assert.equal(growing.append(bytesOf('fghijk')), 6);
    assert.equal(text(growing.bytes), 'abcdefghijk');
    const joined = growing.joinedWith([bytesOf('head '), bytesOf('> '), growing.bytes, bytesOf(' <'), bytesOf('tail')]);
    assert.equal(text(joined), 'head > abcdefghijk <tail');
  });
}

test('its own bytes may come first, last, or be empty', () => {
  const first = new GrowingBytes(2);
  first.append(bytesOf('ab'));
  assert.equal(text(first.joinedWith([first.bytes, bytesOf('cd')])), 'abcd');
  const last = new GrowingBytes(8);
  last.append(bytesOf('ab'));
  assert.equal(text(last.joinedWith([bytesOf('cd'), last.bytes])), 'cdab');
  const empty = new GrowingBytes(0);
  assert.equal(text(empty.joinedWith([bytesOf('cd'), empty.bytes, bytesOf('ef')])), 'cdef');
});

test('pieces without its own bytes are a mistake of the caller', () => {
  assert.throws(() => new GrowingBytes(4).joinedWith([bytesOf('ab')]), RangeError);
});
