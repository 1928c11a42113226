import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { FileResult } from '../base/results';
import { PIPELINES, type PipelineId } from '../pipeline/pipelines';
import { prepareDataset } from '../prepare/prepare';
import { tableRecords } from '../report/tables';
import { evaluateDataset } from '../run/evaluate';
import { loadResults } from '../run/stored';
import { type Step, walkThrough } from './walk-through';

const folder = mkdtempSync(join(tmpdir(), 'deid-walk-'));
const choice = { data: join(folder, 'data'), out: join(folder, 'out'), device: 'cpu' as const };

/** Stages that a pipeline has and others have not: what nobody ran must not be shown. */
const VERIFIED: ReadonlySet<string> = new Set(['proof']);

before(() => prepareDataset({ out: choice.data, count: 1, seed: 5 }));
after(() => rmSync(folder, { recursive: true, force: true }));

async function walked(pipeline: PipelineId): Promise<{ result: FileResult; steps: readonly Step[] }> {
  await evaluateDataset({ ...choice, pipelines: [pipeline] });
  const [result] = await loadResults(choice.out, pipeline);
  return { result, steps: await walkThrough(choice, pipeline, result) };
}

describe('what the walk-through shows is what ran', () => {
  for (const pipeline of Object.keys(PIPELINES) as PipelineId[]) {
    it(pipeline, async () => {
      const { result, steps } = await walked(pipeline);
      const shown = steps.flatMap(({ stages }) => stages);
      const ran = Object.keys(result.timeMs).filter((stage) => stage !== 'total');
      assert.deepEqual([...shown].sort(), [...ran].sort());
      assert.equal(shown.includes('verify'), VERIFIED.has(pipeline));
      const times = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      const own = ran.reduce((sum, stage) => sum + (result.timeMs[stage] ?? 0), 0);
      assert.ok(Math.abs(times - own) < 1e-6);
      const tables = Object.fromEntries(steps.flatMap(({ table }) => (table ? [[table.id, tableRecords(table)]] : [])));
      assert.ok(tables.lines.length > 0);
      if (result.painted) {
        const reasons = result.painted.map(({ because }) => because.map(({ rule }) => rule).join(', '));
        assert.deepEqual(
          tables.reasons.map(({ Reasons }) => Reasons),
          reasons,
        );
      } else {
        assert.deepEqual(
          tables.hits.map(({ Text }) => Text),
          result.detected.map(({ text }) => text),
        );
      }
    });
  }
});
