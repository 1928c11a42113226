import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sharedFolder } from '../base/paths';
import { readResults } from './load';
import { exactFileScore } from './match';
import { readPublished } from './published';
import { scoreExact } from './scores';

const FILES: Readonly<Record<string, string>> = {
  presidio: 'result_presidio.json',
  tesseract: 'result_tesseract.json',
  'detector-lstm': 'result_v3.json',
  'detector-base': 'result_v2_base.json',
  'detector-large': 'result_v2_large.json',
};

const folder = sharedFolder('reference/published');
const published = readPublished();

describe('the published per-file results', {
  skip: folder ? false : 'published results are not beside the checkout',
}, () => {
  for (const system of published.systems) {
    it(`of ${system.name} give the published row to three decimals`, () => {
      const files = readResults(JSON.parse(readFileSync(join(folder!, FILES[system.pipeline]), 'utf8')));
      assert.equal(files.length, 15);
      const { macro } = scoreExact(files);
      for (const key of ['precision', 'recall', 'f1'] as const) {
        assert.equal(Number(macro[key].toFixed(3)), system.exact[key], key);
      }
      for (const file of files) {
        const score = exactFileScore(file['Ground Truth'], file['Predicted PHI']);
        assert.ok(
          Math.abs(score.precision - file.Precision) < 1e-9 && Math.abs(score.recall - file.Recall) < 1e-9,
          file.Filename,
        );
      }
    });
  }

  it("do not give the README's figure for the Base row", () => {
    const files = readResults(JSON.parse(readFileSync(join(folder!, FILES['detector-base']), 'utf8')));
    const readme = published.systems.find((system) => system.pipeline === 'detector-base')?.readme;
    assert.ok(readme && scoreExact(files).macro.f1 < readme.f1 - 0.005);
  });
});

it('the published timing tables cover three GPU and three CPU environments', () => {
  assert.deepEqual(published.environments.map((environment) => environment.device).sort(), [
    'CPU',
    'CPU',
    'CPU',
    'GPU',
    'GPU',
    'GPU',
  ]);
  const pipelines = new Set(published.systems.map((system) => system.pipeline));
  for (const environment of published.environments) {
    for (const [pipeline, seconds] of Object.entries(environment.secondsPerFile)) {
      assert.ok(pipelines.has(pipeline) && seconds > 0, `${environment.id} ${pipeline}`);
    }
  }
});
