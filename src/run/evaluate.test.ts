import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { isDeidError } from '../base/errors';
import { buildDicom } from '../dicom/testing';
import { safetyTable, summaryTable } from '../report/metric-tables';
import { verdicts } from '../report/summary';
import { evaluateDataset } from './evaluate';
import { loadResults } from './stored';

const SIDE = 128;
let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);

/** Strokes that no reader takes for letters. */
const strokes = (x: number, y: number) => (x >= 20 && x < 100 && y >= 40 && y < 52 && x % 5 < 2 ? 220 : 10);

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => strokes(i % SIDE, Math.floor(i / SIDE)));
  const dicom = buildDicom({ rows: SIDE, columns: SIDE, pixels });
  const minimal = (annotation: unknown[]) => `\ufeff${JSON.stringify({ annotation })}`;
  for (const [folder, truth] of [
    ['none', undefined],
    ['clean', minimal([])],
    ['minimal', minimal([{ value: { text: 'Rivera, Michael', bbox: [20, 40, 80, 12] } }])],
  ] as const) {
    await mkdir(at(folder));
    await writeFile(at(folder, 'a.dcm'), dicom);
    if (truth !== undefined) await writeFile(at(folder, 'a.json'), truth);
  }
});

after(() => rm(root, { recursive: true, force: true }));

const evaluated = (folder: string) =>
  evaluateDataset({ data: at(folder), out: at(`${folder}-out`), pipelines: ['detector-base'] });

test('without any ground truth there is nothing to score: the run is refused and says so', async () => {
  await assert.rejects(evaluated('none'), (error) => isDeidError(error) && error.code === 'truth-missing');
});

test('truth of text and box alone is judged by the ink of the input', async () => {
  const { metrics } = await evaluated('minimal');
  const [run] = metrics.runs;
  assert.deepEqual([run.leak.images, run.leak.leaked, run.leak.seenBy], [1, 1, { ink: 1, reader: 0 }]);
  const [file] = await loadResults(at('minimal-out'), 'detector-base');
  assert.deepEqual([file.truth[0].leakedBy, file.truth[0].inkGuessed], ['ink', true]);
});

test('a set of clean images has no F1 and no leak rate', async () => {
  const { metrics } = await evaluated('clean');
  const cellOf = (table: ReturnType<typeof summaryTable>, label: string) =>
    table.rows[0][table.columns.findIndex((column) => column.label === label)].text;
  assert.equal(cellOf(summaryTable(metrics), 'F1'), '–');
  assert.equal(cellOf(safetyTable(metrics), 'Leaked images'), '–');
  assert.ok(verdicts(metrics.runs[0]).every(({ answer }) => !answer.includes('F1')));
});
