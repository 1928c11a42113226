import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METHOD } from './method';

test('without an option nothing stays that nothing explains', () => {
  assert.equal('fallback' in METHOD.policy && METHOD.policy.fallback, 'explain');
});
