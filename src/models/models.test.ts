import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { chooseProvider, type Device } from './device';
import { DETECTOR, RECOGNISER_BASE, TESSERACT_ENGLISH } from './manifest';
import { userRecogniser } from './user-models';
import { verifyModel } from './verify';

describe('model files', () => {
  it('are what the manifest says', async () => {
    for (const entry of [DETECTOR, RECOGNISER_BASE, RECOGNISER_BASE.dictionary, TESSERACT_ENGLISH]) {
      const model = await verifyModel(entry);
      assert.equal(model.sha256, entry.sha256);
      assert.equal(path.basename(model.path), model.file);
    }
  });

  it('are refused when they are missing or another file, with what to do', async () => {
    await assert.rejects(verifyModel({ ...DETECTOR, file: 'assets/nothing.onnx' }), {
      code: 'model-missing',
      message: /npm ci/,
    });
    await assert.rejects(verifyModel({ ...DETECTOR, sha256: '0'.repeat(64) }), {
      code: 'model-checksum',
      message: /npm ci/,
    });
  });
});

describe("the user's recogniser", () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'deid-models-'));
  const before = process.env.DEID_MODELS;
  beforeEach(() => {
    process.env.DEID_MODELS = folder;
  });
  after(() => {
    if (before === undefined) delete process.env.DEID_MODELS;
    else process.env.DEID_MODELS = before;
    rmSync(folder, { recursive: true });
  });

  const put = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { file: name, bytes: Buffer.byteLength(text), sha256, licence: 'Apache-2.0' };
  };

  it('is none without a models.json', async () => {
    assert.equal(await userRecogniser(), undefined);
  });

  it('is taken with its own sizes and checked like the others', async () => {
    const recogniser = { ...put('large.onnx', 'weights'), dictionary: put('keys.txt', 'A\nB\n') };
    put('models.json', JSON.stringify({ recogniser }));
    const entry = await userRecogniser();
    assert.equal(entry?.height, 48);
    assert.ok(entry);
    assert.equal((await verifyModel(entry)).file, 'large.onnx');
    writeFileSync(path.join(folder, 'keys.txt'), 'changed');
    await assert.rejects(verifyModel(entry.dictionary), { code: 'model-checksum', message: /models\.json/ });
  });

  it('is refused when models.json says something else', async () => {
    put('models.json', '[');
    await assert.rejects(userRecogniser(), { code: 'model-manifest' });
    put('models.json', JSON.stringify({ recogniser: { file: 'x', bytes: -1 } }));
    await assert.rejects(userRecogniser(), { code: 'model-manifest', message: /recogniser\.bytes/ });
  });
});

describe('chooseProvider', () => {
  it('takes the CPU when asked, and refuses what it does not know', async () => {
    assert.equal(await chooseProvider('cpu'), 'cpu');
    await assert.rejects(chooseProvider('abacus' as Device), { code: 'option-invalid' });
  });

  it('takes CUDA by itself, or falls back to the CPU, with a notice where there is a driver; never WebGPU, which is slower', async () => {
    const notices: string[] = [];
    const provider = await chooseProvider('auto', (message) => notices.push(message));
    const isExpected = provider === 'cpu' && existsSync('/proc/driver/nvidia');
    assert.equal(notices.length, isExpected ? 1 : 0);
    assert.notEqual(provider, 'webgpu');
  });
});
