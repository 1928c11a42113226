import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import type { Box } from '../base/geometry';
import { openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import type { FileOutcome } from '../pipeline/outcome';
import { failedOutcome } from '../pipeline/process';
import { redactFile } from '../redact/redact';
import { redactFiles } from './redact';
import { writeReviewPicture } from './review-picture';

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
});
after(() => rm(root, { recursive: true, force: true }));

const SIZE = 64;
const BOX: Box = { left: 8, top: 40, right: 40, bottom: 56 };
/** Two frames, bright but for one pixel; the box is painted on the second one. */
const input = buildDicom({
  rows: SIZE,
  columns: SIZE,
  numberOfFrames: 2,
  pixels: Uint8Array.from({ length: 2 * SIZE * SIZE }, (_, i) => (i % (SIZE * SIZE) === 0 ? 0 : 255)),
});

async function outcomeOf(released: boolean): Promise<FileOutcome> {
  const { bytes } = await redactFile(openDicom(input), [{ frameIndices: [1], boxes: [BOX] }], { grow: 0 });
  const facts = { modality: 'OT', rows: SIZE, columns: SIZE, frames: 2 };
  const painted = new Map([[1, [BOX]]]);
  return { ...failedOutcome('', ''), ...facts, status: 'done', painted, bytes: released ? bytes : undefined };
}

/** The picture's height, and the share of nearly black pixels in the left and the right half where the box lies. */
async function darkness(file: string) {
  const { data, info } = await sharp(await readFile(file))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const dark = [0, 0];
  for (let y = 0; y < info.height; y += 1)
    for (let x = 0; x < info.width; x += 1) if (data[y * info.width + x] < 16) dark[x < info.width / 2 ? 0 : 1] += 1;
  return { height: info.height, shares: dark.map((count) => count / ((info.width / 2) * info.height)) };
}

test('before with its boxes outlined, beside it what was written, of the first frame that was painted', async () => {
  await writeReviewPicture(at('pictures'), 'sub/a.dcm', input, await outcomeOf(true));
  const { height, shares } = await darkness(at('pictures', 'sub', 'a.dcm.png'));
  assert.ok(height >= 640);
  const area = ((BOX.right - BOX.left) * (BOX.bottom - BOX.top)) / SIZE ** 2;
  assert.ok(shares[0] < area / 4, `${shares[0]} of the left half is dark`);
  assert.ok(shares[1] > area / 2, `${shares[1]} of the right half is dark`);
});

test('without an output there is still the picture before; without pixels there is none', async () => {
  await writeReviewPicture(at('refused'), 'b.dcm', input, await outcomeOf(false));
  assert.ok((await darkness(at('refused', 'b.dcm.png'))).height >= 640);
  await writeReviewPicture(at('none'), 'c.dcm', buildDicom({ pixels: null }), failedOutcome('open', 'MALFORMED'));
  await assert.rejects(readdir(at('none')), { code: 'ENOENT' });
});

test('pictures show what was removed: their folder is neither in the output nor in the input', async () => {
  const given = { in: __dirname, out: at('out'), pipeline: 'tesseract' } as const;
  for (const [folder, code] of [
    [at('out', 'pictures'), 'review-pictures-inside-output'],
    [at('out'), 'review-pictures-inside-output'],
    [root, 'review-pictures-inside-output'],
    [path.join(__dirname, 'pictures'), 'output-inside-input'],
  ])
    await assert.rejects(redactFiles({ ...given, reviewPictures: folder }), { code });
});
