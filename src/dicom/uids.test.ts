import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUidMap } from './uids';

test('the same secret gives the same UIDs, another one others', () => {
  const map = createUidMap();
  const worker = createUidMap(map.secret);
  assert.equal(map.replace('1.2.3.4'), worker.replace('1.2.3.4'));
  assert.notEqual(map.replace('1.2.3.4'), map.replace('1.2.3.5'));
  assert.notEqual(map.replace('1.2.3.4'), createUidMap().replace('1.2.3.4'));
  assert.equal(map.pseudonym('ID-1'), worker.pseudonym('ID-1'));
});

test('new UIDs are valid: 2.25, no leading zero, at most 64 characters', () => {
  const map = createUidMap('0123456789abcdef0123456789abcdef');
  for (let i = 0; i < 200; i += 1) assert.match(map.replace(`1.2.${i}`), /^2\.25\.[1-9]\d{30,38}$/);
});

test('UIDs of the standard itself and empty ones stay', () => {
  const map = createUidMap();
  assert.equal(map.replace('1.2.840.10008.1.2.1'), '1.2.840.10008.1.2.1');
  assert.equal(map.replace(''), '');
});

test('a short secret is refused', () => {
  assert.throws(() => createUidMap('abc'), RangeError);
});
