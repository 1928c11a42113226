import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { headerValues } from '../dicom/header';
import { openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import { createUidMap } from '../dicom/uids';
import { redactFile } from '../redact/redact';
import { sha256 } from './audit';
import { followReferences } from './references';

const file = (uid: string, refersTo: string) =>
  buildDicom({
    elements: [
      { tag: 0x00080018, vr: 'UI', value: uid },
      { tag: 0x00081140, vr: 'SQ', value: [[{ tag: 0x00081155, vr: 'UI', value: refersTo }]] },
    ],
  });

test('two redacted files that name each other still do, whichever came first', async () => {
  const out = await mkdtemp(path.join(tmpdir(), 'references-'));
  try {
    const { secret } = createUidMap();
    const outputs: string[] = [];
    for (const [name, uid, other] of [
      ['a.dcm', '1.2.1', '1.2.2'],
      ['b.dcm', '1.2.2', '1.2.1'],
      ['c.dcm', '1.2.3', '9.9.9'],
    ]) {
      // A map for each file, as processes of their own have.
      const regions = [{ frameIndices: [0], boxes: [{ left: 0, top: 0, right: 1, bottom: 1 }] }];
      const { bytes } = await redactFile(openDicom(file(uid, other)), regions, {
        headerProfile: 'keep',
        uidMap: createUidMap(secret),
      });
      outputs.push(path.join(out, name));
      await writeFile(path.join(out, name), bytes);
    }
    const hashes = new Map<string, string>();
    await followReferences(outputs, secret, async (output, hash) => void hashes.set(output, hash));
    const written = await Promise.all(outputs.map((output) => readFile(output)));
    const [a, b, c] = written.map((bytes) => openDicom(bytes));
    const reference = (of: typeof a) => headerValues(of).find(({ keyword }) => keyword === 'ReferencedSOPInstanceUID');
    assert.equal(reference(a)?.value, b.sopInstanceUID);
    assert.equal(reference(b)?.value, a.sopInstanceUID);
    assert.equal(reference(c)?.value, '9.9.9');
    assert.deepEqual(
      [...hashes],
      [0, 1].map((at) => [outputs[at], sha256(written[at])]),
    );
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});
