import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isDeidError } from '../base/errors';
import { sharedFolder } from '../base/paths';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { sampleValues } from '../dicom/samples';
import { dciodvfy, dcmtkShowsUniform, hasTool, PYDICOM_CHECK, pythonWithPydicom, runTool } from './other-readers';
import { redactFile } from './redact';
import { changingTags, type RoundTrip, roundTrip } from './round-trip';

/** Redacted files of the corpus, one of each kind, read with other people's tools. */
interface Sample {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly trip: RoundTrip;
}

/** Ophthalmic photographs, which have rules of their own. */
const EYE = /\.77\.1\.5\.[1256]$/;

const corpus = sharedFolder('corpus');
const noCorpus = corpus === undefined && 'no corpus here';
const folder = mkdtempSync(join(tmpdir(), 'deid-other-readers-'));
const samples: Sample[] = [];

before(async () => {
  if (corpus === undefined) return;
  const records = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as readonly { file: string }[];
  const kinds = new Set<string>();
  for (const { file } of records) {
    const path = join(corpus, file);
    const bytes = readFileSync(path);
    const kind = kindOf(bytes);
    if (kind === undefined || kinds.has(kind)) continue;
    const trip = await readable(bytes);
    if (trip === undefined) continue;
    kinds.add(kind);
    const target = join(folder, `${samples.length}.dcm`);
    writeFileSync(target, trip.redacted.bytes);
    samples.push({ name: file, before: path, after: target, trip });
  }
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** Transfer syntax, colour space and bits; `undefined` for files without pixels and files that cannot be opened. */
function kindOf(bytes: Uint8Array): string | undefined {
  try {
    const { image, transferSyntax, sopClassUID } = openDicom(bytes);
    if (image === undefined || image.rows * image.columns * image.numberOfFrames > 2 ** 22) return undefined;
    const special = EYE.test(sopClassUID) ? 'eye' : '';
    return [transferSyntax, image.photometricInterpretation, image.bitsStored, special].join(' ');
  } catch (error) {
    if (isDeidError(error)) return undefined;
    throw error;
  }
}

async function readable(bytes: Uint8Array): Promise<RoundTrip | undefined> {
  try {
    return await roundTrip(bytes);
  } catch (error) {
    if (isDeidError(error)) return undefined;
    throw error;
  }
}

test('DCMTK reads what it read before, and shows one colour in the box', {
  skip: noCorpus || (!hasTool('dcmdump') && 'no DCMTK here'),
}, () => {
  let shown = 0;
  for (const { name, before, after, trip } of samples) {
    const dumps = (path: string) => runTool('dcmdump', ['-q', path]).ok;
    assert.ok(dumps(after) || !dumps(before), `${name}: dcmdump reads it no more`);
    const uniform = dcmtkShowsUniform(after, trip.output.syntax.codec, trip.box);
    if (uniform !== undefined) shown += 1;
    assert.notEqual(uniform, false, `${name}: the box is not uniform`);
  }
  assert.ok(shown > 25, `only ${shown} of ${samples.length} files shown`);
});

test('dciodvfy complains about nothing that it did not complain about before', {
  skip: noCorpus || (!hasTool('dciodvfy') && 'no dicom3tools here'),
}, () => {
  for (const { name, before, after } of samples) {
    const known = new Set(dciodvfy(before));
    const fresh = dciodvfy(after).filter((line) => !known.has(line));
    assert.deepEqual(fresh, [], name);
  }
});

/** UIDs are new in every run. */
const withoutUids = (line: string): string => line.replace(/(?<=UID )[\d.]+|\d+(?:\.\d+){2,}/g, 'UID');

test('dciodvfy complains about nothing new in any file of the corpus with a cleaned header', {
  skip: noCorpus || (!hasTool('dciodvfy') && 'no dicom3tools here'),
}, async () => {
  const records = JSON.parse(readFileSync(join(corpus!, 'manifest.json'), 'utf8')) as readonly { file: string }[];
  const target = join(folder, 'cleaned.dcm');
  let tried = 0;
  for (const { file } of records) {
    const path = join(corpus!, file);
    const bytes = await cleaned(readFileSync(path));
    if (bytes === undefined) continue;
    writeFileSync(target, bytes);
    const known = new Set(dciodvfy(path).map(withoutUids));
    const fresh = dciodvfy(target).filter((line) => !known.has(withoutUids(line)));
    assert.deepEqual(fresh, [], file);
    tried += 1;
  }
  assert.ok(tried > 200, `${tried} files`);
});

/** With the header profile, and a box where there are pixels; `undefined` for a file that is refused. */
async function cleaned(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const file = openDicom(bytes);
    const box = { left: 0, top: 0, right: 2, bottom: 2 };
    const regions = file.image === undefined ? [] : [{ frameIndices: [0], boxes: [box] }];
    return (await redactFile(file, regions, { verified: file.image !== undefined })).bytes;
  } catch (error) {
    if (isDeidError(error)) return undefined;
    throw error;
  }
}

const python = pythonWithPydicom();

test('pydicom finds the same elements, and decodes the pixels that were written', {
  skip: noCorpus || (python === undefined && 'no pydicom here'),
}, async () => {
  const files = [];
  for (const { name, before, after, trip } of samples) {
    const raw = `${after}.raw`;
    const frames = [];
    for (let i = 0; i < trip.output.image!.numberOfFrames; i += 1) {
      const values = sampleValues(trip.output.image!, (await readFrame(trip.output, i)).samples);
      frames.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
    writeFileSync(raw, Buffer.concat(frames));
    files.push({ name, before, after, raw });
  }
  const input = JSON.stringify({ changing: changingTags(), files });
  const result = spawnSync(python!, ['-c', PYDICOM_CHECK], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.equal(result.status, 0, result.stderr);
  const lines = result.stdout.split('\n').filter((line) => line !== '');
  assert.deepEqual(
    lines.filter((line) => !line.startsWith('decoded ')),
    [],
  );
  // Without plug-ins pydicom decodes native and RLE pixels only.
  assert.ok(lines.length >= 20, `${lines.length} files decoded`);
});
