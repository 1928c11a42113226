import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { PROJECT_ROOT } from '../base/paths';
import { DRIVER_LIBRARY, loadCudaLibraries, loadLibrary, missingSentence } from './cuda';

const fetched = path.join(PROJECT_ROOT, '.cache', 'cuda');
const provider = path.join(fetched, 'onnxruntime', 'capi', 'libonnxruntime_providers_cuda.so');
const hasDriver = loadLibrary(DRIVER_LIBRARY) === undefined;

test('everything that the set-up fetches loads, up to the library of the driver', (context) => {
  if (!existsSync(provider)) return context.skip('npm run setup -- --cuda has not been run here');
  const missing = loadCudaLibraries();
  assert.deepEqual(
    missing.map(({ library }) => library),
    hasDriver ? [] : [DRIVER_LIBRARY],
    missingSentence(missing),
  );
  const reason = loadLibrary(provider);
  if (hasDriver) assert.equal(reason, undefined);
  else assert.match(reason ?? '', /^libcuda\.so\.1: cannot open shared object file/);
});

test('a library that is not there is named', () => {
  assert.match(loadLibrary('libnothing.so.7') ?? '', /libnothing\.so\.7/);
  assert.match(missingSentence([{ library: 'libcudnn.so.9', reason: 'no file' }]), /^libcudnn\.so\.9: no file$/);
  assert.match(missingSentence([{ library: DRIVER_LIBRARY, reason: 'no file' }]), /NVIDIA driver/);
});

test('the provider libraries are of the version of the runtime', () => {
  const list = readFileSync(path.join(PROJECT_ROOT, 'data', 'cuda.txt'), 'utf8');
  const { dependencies } = JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  assert.ok(list.includes(`onnxruntime-gpu==${dependencies['onnxruntime-node']} `));
  const wheels = list.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of wheels) assert.match(line, /^[a-z0-9-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}$/);
});
