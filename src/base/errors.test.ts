import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DeidError, errorCode, isDeidError } from './errors';

it('a DeidError is recognised by name, also when another copy of the class made it', () => {
  class Foreign extends Error {
    override readonly name = 'DeidError';
    readonly code = 'TRUNCATED';
  }
  assert.ok(isDeidError(new DeidError('NOT_DICOM', 'x')));
  assert.ok(isDeidError(new Foreign()));
  assert.ok(!isDeidError(new Error('x')));
  assert.ok(!isDeidError({ name: 'DeidError', code: 'X' }));
});

it('a foreign error has a code but its message is not repeated', () => {
  assert.equal(errorCode(new TypeError('RIVERA^MICHAEL is not a function')), 'INTERNAL');
  assert.equal(errorCode(new DeidError('LIMIT_EXCEEDED', 'x', { cause: new Error('y') })), 'LIMIT_EXCEEDED');
});
