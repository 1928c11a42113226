import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileOutcome } from '../pipeline/outcome';
import { type AuditRecord, auditRecord, frameRanges } from './audit';
import { reviewList } from './review';

const outcome: FileOutcome = {
  status: 'done',
  modality: 'CT',
  rows: 10,
  columns: 20,
  frames: 4,
  hits: [
    {
      frameIndices: [0, 1, 2],
      boxes: [{ left: 1, top: 2, right: 11, bottom: 6 }],
      text: 'RIVERA MICHAEL',
      phiClass: 'name',
      finder: 'labels',
      score: 0.9,
    },
  ],
  painted: new Map(),
  carriers: ['frames'],
  bytes: Uint8Array.of(1, 2, 3),
  verification: { engine: 'tesseract', passes: 1, views: 3, findings: [] },
  lowestScore: 0.95,
  sessionMs: 1,
  timeMs: { read: 1, total: 2 },
};

test('an audit record holds boxes, classes and hashes, and no text', () => {
  const record = auditRecord('a.dcm', outcome, 'in');
  assert.equal(JSON.stringify(record).includes('RIVERA'), false);
  assert.deepEqual(record.regions, [
    { phiClass: 'name', finder: 'labels', score: 0.9, frames: '0-2', boxes: [[1, 2, 10, 4]] },
  ]);
  assert.equal(record.outputSha256, '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81');
});

test('a refused file has no released output', () => {
  assert.equal(auditRecord('a.dcm', { ...outcome, status: 'quarantined' }, 'in').outputSha256, null);
});

test('frames are written as ranges', () => {
  assert.equal(frameRanges([5, 0, 1, 2, 9, 8]), '0-2,5,8-9');
  assert.equal(frameRanges([]), '');
});

test('the review list starts with the riskiest file and leaves out what is proven', () => {
  const record = (file: string, change: Partial<AuditRecord>): AuditRecord => ({
    ...auditRecord(file, outcome, 'in'),
    ...change,
  });
  const list = reviewList([
    record('proven', {}),
    record('unverified', { verification: null }),
    record('unsure', { verification: null, lowestScore: 0.3 }),
    record('refused', { status: 'quarantined' }),
    record('broken', { status: 'failed', verification: null }),
  ]);
  assert.deepEqual(
    list.map(({ file }) => file),
    ['broken', 'refused', 'unsure', 'unverified'],
  );
  assert.deepEqual(list[2].reasons, ['not-verified', 'uncertain-text']);
});
