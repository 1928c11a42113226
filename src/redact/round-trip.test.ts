import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeidError } from '../base/errors';
import { sharedFolder } from '../base/paths';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { roundTrip } from './round-trip';

const folder = sharedFolder('corpus');

test('every readable file of the corpus comes back with other pixels in the box, and nothing else changed', {
  skip: folder === undefined && 'no corpus here',
}, async () => {
  const records = JSON.parse(readFileSync(join(folder!, 'manifest.json'), 'utf8')) as readonly { file: string }[];
  const complaints: string[] = [];
  const syntaxes = new Set<string>();
  let files = 0;
  for (const { file } of records) {
    const result = await roundTripOrRefused(readFileSync(join(folder!, file)));
    if (result === undefined) continue;
    files += 1;
    syntaxes.add(result.input.transferSyntax);
    complaints.push(...[...result.pixels, ...result.elements].map((complaint) => `${file}: ${complaint}`));
    const { lossy } = result.input.image!;
    if (lossy && !result.output.image!.lossy) complaints.push(`${file}: a lossy picture is no longer called lossy`);
  }
  assert.deepEqual(complaints, []);
  assert.ok(files > 150 && syntaxes.size >= 15, `${files} files, ${syntaxes.size} transfer syntaxes`);
});

/** `undefined` for files without pixels and those that cannot be read: that they are refused by name is tested with the reader. */
async function roundTripOrRefused(bytes: Uint8Array) {
  try {
    if (openDicom(bytes).image === undefined) return undefined;
    return await roundTrip(bytes);
  } catch (error) {
    if (isDeidError(error) && (await isUnreadable(bytes))) return undefined;
    throw error;
  }
}

async function isUnreadable(bytes: Uint8Array): Promise<boolean> {
  try {
    const file = openDicom(bytes);
    for (let i = 0; i < (file.image?.numberOfFrames ?? 0); i += 1) await readFrame(file, i);
    return false;
  } catch (error) {
    return isDeidError(error);
  }
}
