import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { sharedFolder } from '../base/paths';
import { openDicom } from '../dicom/open';
import { prepareDataset } from '../prepare/prepare';
import { evaluateDataset } from './evaluate';
import { loadMetrics, loadResults } from './stored';

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  await prepareDataset({ out: at('data'), count: 3, seed: 5 });
});

after(() => rm(root, { recursive: true, force: true }));

test('evaluate leaves results, outputs, pictures and metrics that agree with each other', async () => {
  const { metrics, failed } = await evaluateDataset({
    data: at('data'),
    out: at('results'),
    pipelines: ['detector-base'],
  });
  assert.deepEqual(failed, []);
  assert.equal(metrics.schema, 1);
  assert.equal(metrics.dataset.files, 3);
  assert.deepEqual(await loadMetrics(at('results')), JSON.parse(JSON.stringify(metrics)));

  const files = await loadResults(at('results'), 'detector-base');
  const outputs = await readdir(at('results', 'image_result', 'detector-base'));
  for (const file of files) {
    assert.ok(outputs.includes(file.Filename) && outputs.includes(file.Filename.replace('.dcm', '.png')));
    const output = await readFile(at('results', 'image_result', 'detector-base', file.Filename));
    assert.equal(file.outputSha256, sha256(output));
    const { image } = openDicom(output);
    assert.deepEqual([image?.rows, image?.columns], [file.rows, file.columns]);
    assert.ok(file.truth.length > 0 && file['Ground Truth'].length > 0);
  }
  const [run] = metrics.runs;
  assert.ok(run.scores.exact.macro.recall > 0.5, `recall ${run.scores.exact.macro.recall}`);
  assert.ok(run.models.length >= 2);
  assert.equal((await readdir(at('results', 'image_result'))).length, 1);
});

const bench = sharedFolder('bench');

test('the published images at hand: exact macro F1 of detector-base without the header', {
  skip: bench === undefined && 'no reference images',
}, async () => {
  const options = { data: bench ?? '', out: at('bench'), pipelines: ['detector-base'], header: 'off' } as const;
  const { metrics } = await evaluateDataset(options);
  const { f1 } = metrics.runs[0].scores.exact.macro;
  assert.ok(f1 >= 0.8, `F1 ${f1}`);
});
