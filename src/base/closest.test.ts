import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closest, didYouMean } from './closest';

const COMMANDS = ['prepare', 'evaluate', 'redact', 'verify', 'env'];

test('a slip of the finger finds what was meant, another word finds nothing', () => {
  assert.equal(closest('evaluat', COMMANDS), 'evaluate');
  assert.equal(closest('erdact', COMMANDS), 'redact');
  assert.equal(closest('VERIFY', COMMANDS), 'verify');
  assert.equal(closest('prep', COMMANDS), 'prepare');
  assert.equal(closest('toString', COMMANDS), undefined);
  assert.equal(didYouMean('prof', ['proof', 'presidio']), '; did you mean "proof"?');
  assert.equal(didYouMean('xyzzy', COMMANDS), '');
});
