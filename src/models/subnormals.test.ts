import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DETECTOR, DETECTOR_V6, INK_NETWORK, RECOGNISER_BASE, RECOGNISER_LARGE } from './manifest';
import { clearSubnormals } from './subnormals';
import { isInstalled, verifyModel } from './verify';

/** A protobuf field: a number, or bytes with their length. */
const field = (number: number, value: number | Uint8Array): Buffer =>
  typeof value === 'number'
    ? Buffer.from([number * 8, value])
    : Buffer.concat([Buffer.from([number * 8 + 2, value.length]), value]);
const floats = (...values: number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);

describe('subnormal weights', () => {
  const TINY = 1e-40;
  const tensor = (type: number, place: number) =>
    Buffer.concat([field(2, type), field(place, floats(1.5, TINY, -TINY, 0, 1.2e-38, -3e-20))]);
  const valuesOf = (bytes: Uint8Array, offset: number) =>
    Array.from(new Float32Array(Uint8Array.from(bytes.subarray(offset)).buffer.slice(0, 24)));

  it('become zero in initialisers and constants, however they are stored; other numbers and types stay', () => {
    const constant = field(1, field(5, field(5, tensor(1, 9))));
    for (const graph of [field(5, tensor(1, 9)), field(5, tensor(1, 4)), constant]) {
      const model = Buffer.concat([field(1, 9), field(7, graph)]);
      assert.equal(clearSubnormals(model), 2);
      const kept = floats(1.5, 0, 0, 0, 1.2e-38, -3e-20);
      assert.deepEqual(
        valuesOf(model, model.length - 24),
        Array.from(new Float32Array(kept.buffer, kept.byteOffset, 6)),
      );
      assert.equal(clearSubnormals(model), 0);
    }
    const integers = Buffer.concat([field(7, field(5, tensor(6, 9)))]);
    const before = Buffer.from(integers);
    assert.equal(clearSubnormals(integers), 0);
    assert.deepEqual(integers, before);
  });

  it('are found in the models that are shipped, and only they change', async (context) => {
    const models = [DETECTOR, RECOGNISER_BASE, INK_NETWORK, DETECTOR_V6, RECOGNISER_LARGE].filter(isInstalled);
    for (const entry of models) {
      const stored = readFileSync((await verifyModel(entry)).path);
      const cleared = Buffer.from(stored);
      const count = clearSubnormals(cleared);
      context.diagnostic(`${entry.file}: ${count}`);
      let changed = 0;
      for (let at = 0; at < stored.length; at++) if (stored[at] !== cleared[at]) changed++;
      assert.ok(changed <= 4 * count && changed >= count, `${entry.file}: ${changed} bytes for ${count} weights`);
      if (entry === DETECTOR_V6) assert.ok(count > 200_000);
      if (entry === INK_NETWORK) assert.equal(count, 0);
    }
  });

  it('are looked for in nothing that is no model', () => {
    assert.throws(() => clearSubnormals(Buffer.from([0x3a, 200, 1, 1])), RangeError);
  });
});
