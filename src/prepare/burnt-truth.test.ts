import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TruthItem } from '../base/truth';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { frameViews } from '../dicom/views';
import { unpackInk } from './ink';
import type { MadeFile } from './made-file';
import { makeFile, PROFILES, type ProfileId } from './profiles';
import { Rng } from './random';
import { drawTraits } from './traits';

const SEED = 5;

/** One byte a pixel of a frame: 1 where burnt and clean differ. */
async function differences(
  made: MadeFile,
  frame: number,
): Promise<{ width: number; height: number; changed: Uint8Array }> {
  const [burnt, clean] = await Promise.all(
    [made.dicom, made.clean].map(async (bytes) => readFrame(openDicom(bytes), frame)),
  );
  const { rows, columns, samplesPerPixel } = burnt;
  const changed = new Uint8Array(rows * columns);
  for (let i = 0; i < burnt.samples.length; i++) {
    if (burnt.samples[i] !== clean.samples[i]) changed[Math.floor(i / samplesPerPixel)] = 1;
  }
  return { width: columns, height: rows, changed };
}

/** The inks of the items drawn into an empty frame; checks on the way that each box is tight. */
function inkUnion(items: readonly TruthItem[], width: number, height: number): Uint8Array {
  const union = new Uint8Array(width * height);
  for (const { value, ink } of items) {
    const { box, bits } = unpackInk(value.bbox, ink!);
    const [left, top, w, h] = box;
    if (w * h === 0) continue;
    const row = (y: number) => bits.subarray(y * w, (y + 1) * w).some((bit) => bit === 1);
    const column = (x: number) => bits.some((bit, i) => bit === 1 && i % w === x);
    assert.ok(row(0) && row(h - 1) && column(0) && column(w - 1), 'a box is larger than its ink');
    bits.forEach((bit, i) => {
      if (bit === 1) union[(top + Math.floor(i / w)) * width + left + (i % w)] = 1;
    });
  }
  return union;
}

async function checkFile(profile: ProfileId, index: number): Promise<void> {
  const made = await makeFile(profile, SEED, index);
  const file = openDicom(made.dicom);
  const all = [...made.truth.annotation, ...(made.truth.labels ?? [])].filter(({ carrier }) => carrier === undefined);
  for (let frame = 0; frame < file.image!.numberOfFrames; frame++) {
    const { width, height, changed } = await differences(made, frame);
    const union = inkUnion(
      all.filter((item) => item.frame === frame),
      width,
      height,
    );
    assert.equal(Buffer.compare(changed, union), 0, `${profile} ${index}, frame ${frame}: ink is not what was changed`);
  }
}

for (const profile of Object.keys(PROFILES) as ProfileId[]) {
  test(`${profile}: ink masks and boxes are exactly where burnt and clean pixels differ`, async () => {
    for (const index of [0, 1, 5, 9, 12, 16]) await checkFile(profile, index);
  });
}

test('every published text is there to be read: name, date and more, each with ink', async () => {
  for (const index of [0, 1]) {
    const { truth } = await makeFile('published', SEED, index);
    const fields = truth.annotation.map(({ field }) => field);
    const wanted = index === 0 ? ['inst', 'date', 'id', 'name'] : ['date', 'name', 'sex', 'dob'];
    assert.deepEqual(fields.slice(0, 4), wanted);
    for (const { value } of truth.annotation) assert.ok(value.bbox[2] > 0 && value.bbox[3] > 0);
  }
});

test('the profile clean burns technique text only', async () => {
  let kept = 0;
  for (let index = 0; index < 6; index++) {
    const { truth } = await makeFile('clean', SEED, index);
    assert.deepEqual(
      truth.annotation.filter(({ phiClass }) => phiClass !== 'keep'),
      [],
    );
    kept += truth.annotation.length;
  }
  assert.ok(kept > 0);
});

/** The first hard file with a trait, found by drawing traits only. */
function hardIndex(carrier: string): number {
  for (let index = 0; index < 1000; index++) {
    const rng = new Rng(`${SEED}/hard/file/${index}`);
    if (drawTraits(() => rng.next()).carrier === carrier) return index;
  }
  throw new RangeError(`no hard file with ${carrier}`);
}

test('text in an overlay plane: the pixels are clean, and the plane is what the truth says', async () => {
  const made = await makeFile('hard', SEED, hardIndex('overlay-plane'));
  const { changed, width, height } = await differences(made, 0);
  assert.ok(changed.every((bit) => bit === 0));
  const items = made.truth.annotation;
  assert.ok(items.length > 0 && items.every(({ carrier }) => carrier === 'overlay:6000'));
  const file = openDicom(made.dicom);
  const overlay = frameViews(file, await readFrame(file, 0), 'all').find(({ view }) => view.startsWith('overlay'));
  assert.ok(overlay !== undefined);
  const union = inkUnion(items, width, height);
  assert.ok(union.every((bit, i) => bit === 0 || overlay.gray[i] !== overlay.gray[firstEmpty(overlay.gray)]));
});

/** The plane's ground: the level that most of its corner pixels have. */
const firstEmpty = (gray: Uint8Array): number => gray.length - 1;

test('text in one window only does not show in the first one', async () => {
  const made = await makeFile('hard', SEED, hardIndex('one-window'));
  const views = async (bytes: Uint8Array) => {
    const file = openDicom(bytes);
    return frameViews(file, await readFrame(file, 0), 'all');
  };
  const [burnt, clean] = [await views(made.dicom), await views(made.clean)];
  assert.equal(Buffer.compare(burnt[0].gray, clean[0].gray), 0);
  const second = ({ view }: { view: string }) => view === 'window:2';
  assert.notEqual(Buffer.compare(burnt.find(second)!.gray, clean.find(second)!.gray), 0);
});

test('text on one frame only: the other frames are clean', async () => {
  const made = await makeFile('hard', SEED, hardIndex('one-frame'));
  const frames = new Set(made.truth.annotation.map(({ frame }) => frame));
  assert.equal(frames.size, 1);
  assert.ok(openDicom(made.dicom).image!.numberOfFrames > 1);
});
