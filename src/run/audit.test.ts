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
  because: [
    {
      frames: [0, 1, 2],
      box: { left: 1, top: 2, right: 11, bottom: 6 },
      phiClass: 'name',
      because: [{ rule: 'labels', score: 0.9 }],
    },
  ],
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
  assert.deepEqual(record.painted, [
    { phiClass: 'name', frames: '0-2', box: [1, 2, 10, 4], because: [{ rule: 'labels', score: 0.9 }] },
  ]);
  assert.equal(record.outputSha256, '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81');
});

test('no recognised text and no header value, wherever it came in', () => {
  const secret = 'OKONKWO 4471123';
  const finding = {
    kind: 'ink' as const,
    frames: [0],
    box: { left: 1, top: 2, right: 11, bottom: 6 },
    text: secret,
  };
  const careless = {
    ...outcome,
    modality: secret,
    hits: [{ ...outcome.hits[0], text: secret, corrected: secret }],
    because: [{ ...outcome.because[0], text: secret }],
    error: { stage: 'read', code: 'x', message: secret },
    verification: { engine: 'tesseract', passes: 2, views: 3, findings: [finding], text: secret },
    header: [{ keyword: 'PatientName', value: secret }],
  };
  const record = auditRecord('a.dcm', careless, 'in');
  const json = JSON.stringify([record, reviewList([record])]);
  for (const word of secret.split(' ')) assert.equal(json.includes(word), false);
  assert.equal(record.modality, '');
  assert.deepEqual(record.error, { stage: 'read', code: 'x' });
  assert.deepEqual(record.verification?.findings, [{ kind: 'ink', frames: '0', box: [1, 2, 10, 4] }]);
  assert.equal(auditRecord('a.dcm', outcome, 'in').modality, 'CT');
});

test('the review list: reasons add up, equal risks are ordered by file, a second pass and unsure classes count', () => {
  const record = (file: string, change: Partial<AuditRecord>): AuditRecord => ({
    ...auditRecord(file, outcome, 'in'),
    ...change,
  });
  const { verification, regions } = record('x', {});
  const list = reviewList([
    record('b', { status: 'clean' }),
    record('a', { status: 'clean' }),
    record('class', { regions: regions.map((region) => ({ ...region, score: 0.4 })) }),
    record('again', { verification: verification && { ...verification, passes: 2 } }),
    record('both', { verification: verification && { ...verification, passes: 2 }, lowestScore: 0.5 }),
  ]);
  assert.deepEqual(
    list.map(({ file }) => file),
    ['both', 'again', 'class', 'a', 'b'],
  );
  for (const { risk } of list) assert.ok(risk > 0 && risk <= 1);
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
