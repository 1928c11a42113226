import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { isDeidError } from '../base/errors';
import { sharedFolder } from '../base/paths';
import { joinBytes } from '../dicom/build';
import { type DicomFile, openDicom } from '../dicom/open';
import { buildDicom, type TestFile } from '../dicom/testing';
import { type Part, placesOf, plantedIn, plantIdentities } from './planted';
import { redactFile } from './redact';

/** The header profile against PS3.15's table: a made-up person in every attribute that it lists, and where nobody looks. */

const deflated = (bytes: Uint8Array): Uint8Array => {
  const start = Buffer.from(bytes).indexOf(Uint8Array.of(8, 0, 0x16, 0));
  return joinBytes([bytes.subarray(0, start), deflateRawSync(bytes.subarray(start))]);
};

const ENCODINGS: Readonly<Record<string, TestFile>> = {
  implicit: { transferSyntax: '' },
  explicit: { transferSyntax: '.1' },
  'big endian': { transferSyntax: '.2' },
  deflated: { transferSyntax: '.1.99' },
  'without file meta information': { meta: false, preamble: false },
  'without pixels': { pixels: null },
};

/** What the redacted file still holds, with the places. */
async function leaksOf(file: DicomFile, part: Part = [0, 1]): Promise<readonly string[]> {
  const planted = await plantIdentities(file, part);
  assert.ok(planted.marks.size > 800 / part[1]);
  const { bytes } = await redactFile(openDicom(planted.bytes), []);
  const output = openDicom(bytes);
  if (plantedIn(output.data).length + plantedIn(output.bytes).length === 0) return [];
  return placesOf(output).map((place) => `${planted.marks.get(place.split(' ')[0]) ?? ''} ${place}`);
}

for (const [name, given] of Object.entries(ENCODINGS)) {
  test(`nothing of a person is left in a file that is ${name}`, async () => {
    const bytes = buildDicom(given);
    const file = openDicom(name === 'deflated' ? deflated(bytes) : bytes);
    const planted = openDicom((await plantIdentities(file)).bytes);
    assert.ok(plantedIn(planted.data).length > 800);
    assert.deepEqual(await leaksOf(file), []);
  });
}

test('what is planted is found as UTF-16 and Base64, too', () => {
  for (const mark of ['Quixworthy', '12345KXZQ', 'QZX7719353']) {
    const bytes = Buffer.from(mark);
    for (const form of [
      bytes,
      Buffer.from(mark.toUpperCase()),
      Buffer.from(mark, 'utf16le'),
      Buffer.from(mark, 'utf16le').swap16(),
      ...['', 'a', 'ab'].map((before) => Buffer.from(Buffer.from(`${before}${mark}`).toString('base64'))),
    ])
      assert.notDeepEqual(plantedIn(Buffer.concat([Buffer.from('x'), form])), [], `${mark} as ${form}`);
  }
});

const corpus = sharedFolder('corpus');

test('nothing of a person is left in any file of the corpus', {
  skip: corpus === undefined && 'no corpus here',
}, async () => {
  const records = JSON.parse(readFileSync(join(corpus!, 'manifest.json'), 'utf8')) as readonly { file: string }[];
  let tried = 0;
  for (const { file } of records) {
    const input = opened(readFileSync(join(corpus!, file)));
    if (input === undefined) continue;
    assert.deepEqual(await leaksOf(input, [tried, 4]), [], file);
    tried += 1;
  }
  assert.ok(tried > 200, `${tried} files`);
});

/** `undefined` for a file that is refused. */
function opened(bytes: Uint8Array): DicomFile | undefined {
  try {
    return openDicom(bytes);
  } catch (error) {
    if (isDeidError(error)) return undefined;
    throw error;
  }
}
