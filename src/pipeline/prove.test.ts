import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../base/geometry';
import { headerValues } from '../dicom/header';
import { openDicom } from '../dicom/open';
import { buildDicom, bytesOf } from '../dicom/testing';
import { createUidMap } from '../dicom/uids';
import type { OcrEngine } from '../ocr/engine';
import { pageOf } from '../phi/testing';
import { StageClock } from './clock';
import type { Pipeline } from './open';
import { PIPELINES } from './pipelines';
import { redactAndProve } from './prove';

/** Reads the same text in every picture up to the `until`-th one, and nothing afterwards. */
function readerOf(text: string, until: number): OcrEngine {
  let pictures = 0;
  return {
    id: 'stubborn',
    device: 'cpu',
    models: [],
    loadMs: 0,
    async read(frames) {
      pictures += 1;
      const lines = pictures <= until ? pageOf(text).lines.map(({ line }) => line) : [];
      return {
        frameIndices: [frames[0].frameIndex],
        lines: [lines],
        timesMs: { detect: 0, recognise: 1 },
        sessionMs: 1,
      };
    },
    detect: async () => [],
    close: async () => undefined,
  };
}

const file = openDicom(
  buildDicom({
    rows: 64,
    columns: 256,
    pixels: bytesOf(
      Array.from({ length: 64 * 256 }, (_, i) => 30 + (i % 7)),
      1,
    ),
  }),
);

async function prove(verifier: OcrEngine, technique: readonly Box[] = []) {
  const pipeline: Pipeline = {
    options: { pipeline: 'proof', header: 'on', policy: 'phi', device: 'cpu', headerProfile: 'keep', retain: [] },
    spec: PIPELINES.proof,
    rules: undefined,
    uidMap: createUidMap(),
    reader: verifier,
    second: undefined,
    verifiers: [verifier],
    use: { device: 'cpu', models: [], loadMs: 0 },
    close: async () => undefined,
  };
  const context = { header: headerValues(file), policy: 'phi' } as const;
  const proof = await redactAndProve(
    pipeline,
    { file, context, hits: [], doubts: [], labels: [], technique },
    new StageClock(),
  );
  const values = proof.bytes === undefined ? [] : headerValues(openDicom(proof.bytes));
  return { ...proof, burnedIn: values.find(({ keyword }) => keyword === 'BurnedInAnnotation')?.value };
}

const TEXT = 'Patient Name: RIVERA MICHAEL';

test('nothing found and nothing seen by the verifier: the very bytes of the file', async () => {
  const { status, bytes, verification } = await prove(readerOf(TEXT, 0));
  assert.equal(status, 'clean');
  assert.equal(bytes, file.bytes);
  assert.equal(verification?.passes, 1);
});

test('what only the verifier sees is painted in a second pass, and then the file is released', async () => {
  const { status, painted, verification, burnedIn } = await prove(readerOf(TEXT, 1));
  assert.equal(status, 'done');
  assert.equal(verification?.passes, 2);
  assert.ok((painted.get(0)?.length ?? 0) > 0);
  assert.equal(burnedIn, 'NO');
});

test('what is still there after the last pass is refused, and the copy for the reviewer does not claim a proof', async () => {
  const { status, verification, burnedIn } = await prove(readerOf(TEXT, 9));
  assert.equal(status, 'quarantined');
  assert.ok((verification?.findings.length ?? 0) > 0);
  assert.equal(JSON.stringify(verification).includes('RIVERA'), false);
  assert.notEqual(burnedIn, 'NO');
});

test('a row of zeros is texture, but not where a label calls it a number', async () => {
  assert.equal((await prove(readerOf('00-0000:0000005', 1))).status, 'clean');
  assert.equal((await prove(readerOf('00012345', 1))).status, 'done');
  assert.equal((await prove(readerOf('ID: 00000005', 1))).status, 'done');
});

test('another reading of well-read technique is no finding by its shape, and is one by its label', async () => {
  const whole = [{ left: 0, top: 0, right: 256, bottom: 64 }];
  assert.equal((await prove(readerOf('WIL 8731437', 1))).status, 'done');
  assert.equal((await prove(readerOf('WIL 8731437', 1), whole)).status, 'clean');
  assert.equal((await prove(readerOf('TRAN', 1))).status, 'done');
  assert.equal((await prove(readerOf('TRAN', 1), whole)).status, 'clean');
  assert.equal((await prove(readerOf('ID: 8731437', 1), whole)).status, 'done');
  const second = [{ left: 0, top: 12, right: 256, bottom: 64 }];
  assert.equal((await prove(readerOf('Name:\nSAG Keonblad', 1))).status, 'done');
  assert.equal((await prove(readerOf('Name:\nSAG Keonblad', 1), second)).status, 'clean');
  assert.equal((await prove(readerOf('MRN:\n120 kV', 1), whole)).status, 'clean');
});
