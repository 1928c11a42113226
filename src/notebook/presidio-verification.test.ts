import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { prepareDataset } from '../prepare/prepare';
import { tableRecords } from '../report/tables';
import { presidioVerification } from './presidio-verification';

const folder = mkdtempSync(join(tmpdir(), 'deid-presidio-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('Presidio’s own precision and recall: a row a file and the means; an unreadable file found nothing', async () => {
  await prepareDataset({ out: folder, count: 3 });
  const made = join(folder, 'dicom_files');
  writeFileSync(join(made, 'zz-broken.dcm'), 'this is not DICOM');
  writeFileSync(join(made, 'zz-broken.json'), JSON.stringify({ filename: 'zz-broken.dcm', annotation: [] }));
  const names = readdirSync(made).filter((name) => name.endsWith('.dcm'));
  const records = tableRecords(await presidioVerification({ data: folder, header: 'on', device: 'cpu', limit: 0 }));
  assert.deepEqual(
    records.map(({ File }) => File),
    [...names, 'mean of the files'],
  );
  const broken = records[names.length - 1];
  assert.deepEqual([broken.Precision, broken.Recall], [0, 0]);
  assert.ok(records.every(({ Precision, Recall }) => Number(Precision) >= 0 && Number(Recall) <= 1));
  const mean = records.slice(0, -1).reduce((sum, { Recall }) => sum + Number(Recall), 0) / names.length;
  assert.equal(records.at(-1)?.Recall, mean);
});
