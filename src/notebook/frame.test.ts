import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataFrame } from 'danfojs-node';
import { tableRecords } from '../report/tables';
import { frameTable } from './frame';

test('a danfojs frame becomes a table with its columns, its order and its gaps', () => {
  const frame = new DataFrame([
    { Pipeline: 'a', F1: 0.5, 'Mean seconds': null },
    { Pipeline: 'b', F1: 0.75, 'Mean seconds': 2 },
  ]).sortValues('F1', { ascending: false });
  const table = frameTable(frame as DataFrame, 'All runs');
  assert.deepEqual(tableRecords(table), [
    { Pipeline: 'b', F1: 0.75, 'Mean seconds': 2 },
    { Pipeline: 'a', F1: 0.5, 'Mean seconds': null },
  ]);
  assert.deepEqual(
    table.rows.map((row) => row.map(({ text }) => text)),
    [
      ['b', '0.750', '2'],
      ['a', '0.500', '–'],
    ],
  );
  assert.deepEqual(
    table.columns.map(({ numeric }) => numeric),
    [false, true, true],
  );
});
