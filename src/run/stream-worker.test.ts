import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { openDicom } from '../dicom/open';
import { sha256 } from './audit';
import { FrameReader, writeFrame } from './frames';
import { serveStream } from './stream-worker';
import { blankDicom } from './testing';

/** A question: the form of an answer but for the record, which is a bare name. */
function ask(input: PassThrough, name: string, bytes: Uint8Array): void {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(Buffer.byteLength(name));
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes.length));
  // In pieces, as pipes deliver.
  const whole = Buffer.concat([head, Buffer.from(name), length, bytes]);
  for (let at = 0; at < whole.length; at += 1000) input.write(whole.subarray(at, at + 1000));
}

test('files through a pipe: a record and the output for each, in order; a bad one does not stop the rest', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const served = serveStream(input, output, {
    pipeline: 'tesseract',
    header: 'off',
    headerProfile: 'basic',
    limits: { maxBytes: 5000 },
  });
  const answers = new FrameReader(output);
  const answer = async () => ({
    record: JSON.parse((await answers.text(2 ** 20)) ?? 'null'),
    content: await answers.bytes(2 ** 24),
  });
  const ready = (await answer()).record;
  assert.deepEqual([ready.head.pipeline, ready.key.length], ['tesseract', 64]);
  ask(input, 'ä/1.dcm', blankDicom(1));
  ask(input, 'bad.dcm', Buffer.from('no image'));
  ask(input, 'large.dcm', Buffer.alloc(6000));
  ask(input, 'notes.txt', Buffer.from('text'));
  ask(input, 'empty.dcm', Buffer.alloc(0));
  ask(input, '2', blankDicom(2));
  const [first, bad, large, notes, empty, last] = [
    await answer(),
    await answer(),
    await answer(),
    await answer(),
    await answer(),
    await answer(),
  ];
  input.end();
  await served;
  assert.deepEqual([first.record.file, first.record.status], ['ä/1.dcm', 'done']);
  assert.equal(first.record.storedSha256, sha256(first.content));
  assert.equal(openDicom(first.content).image?.rows, 48);
  assert.deepEqual([bad.record.error.code, bad.content.length], ['NOT_DICOM', 0]);
  assert.deepEqual(notes.record, { file: 'notes.txt', status: 'skipped', reason: 'not-dicom' });
  assert.equal(large.record.error.code, 'LIMIT_EXCEEDED');
  assert.equal(empty.record.error.code, 'NOT_DICOM');
  assert.equal(last.record.status, 'done');
});

test('a stream that ends inside a frame is told from one that ends behind it', async () => {
  const cut = new PassThrough();
  cut.end(Buffer.from([0, 0, 0, 9, 65]));
  await assert.rejects(new FrameReader(cut).text(100), { code: 'frame-invalid' });
  const stream = new PassThrough();
  await writeFrame(stream, {}, new Uint8Array(3));
  stream.end();
  const reader = new FrameReader(stream);
  assert.equal(await reader.text(100), '{}');
  await assert.rejects(reader.bytes(2), { code: 'frame-invalid' });
});
