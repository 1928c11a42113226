import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROJECT_ROOT } from '../../base/paths';
import { PHI_CLASSES } from '../../base/types';
import { readFrame } from '../../dicom/frames';
import { openDicom } from '../../dicom/open';
import { termOf } from '../../phi/explain/vocabulary';
import { FONTS } from '../fonts';
import { unpackInk } from '../ink';
import type { MadeFile } from '../made-file';
import { makeFile } from '../profiles';
import { Rng } from '../random';
import { allFaces } from './faces';
import { screensFamily } from './families';
import { LAYOUTS, pickLayout } from './layouts';
import { pickEncoding } from './profile';

const SEED = 11;
const made = new Map<string, Promise<MadeFile>>();

function file(index: number, profile: 'screens' | 'screens-clean' = 'screens'): Promise<MadeFile> {
  const key = `${profile}/${index}`;
  if (!made.has(key)) made.set(key, makeFile(profile, SEED, index));
  return made.get(key)!;
}

/** The first file numbers of a seed whose layouts are all different: one of each layout would take too long. */
const layoutId = (seed: number, index: number): string =>
  pickLayout(new Rng(`${seed}/screens/file/${index}`).fork('layout'), seed, undefined).id;

function firsts(count: number): number[] {
  const seen = new Set<string>();
  const out: number[] = [];
  for (let index = 0; out.length < count; index++) {
    const id = layoutId(SEED, index);
    // A capture of an angiography room has several large frames: one of them is enough.
    const group = id.replace(/^(xa|c-arm).*/, 'xa').replace(/^(us-[a-z]+).*/, '$1');
    if (!seen.has(group)) out.push(index);
    seen.add(group);
  }
  return out;
}

test('ink masks and boxes are exactly where burnt and clean pixels differ', async () => {
  for (const index of firsts(10)) {
    const { dicom, clean, truth } = await file(index);
    const { rows, columns, numberOfFrames } = openDicom(dicom).image!;
    for (let frame = 0; frame < numberOfFrames; frame++) {
      const [burnt, bare] = await Promise.all([dicom, clean].map((bytes) => readFrame(openDicom(bytes), frame)));
      const changed = new Uint8Array(rows * columns);
      for (let i = 0; i < burnt.samples.length; i++) {
        if (burnt.samples[i] !== bare.samples[i]) changed[Math.floor(i / burnt.samplesPerPixel)] = 1;
      }
      const inked = new Uint8Array(rows * columns);
      for (const item of [...truth.annotation, ...truth.labels!].filter((text) => text.frame === frame)) {
        const { box, bits } = unpackInk(item.value.bbox, item.ink!);
        assert.ok(box[2] > 0, `${truth.traits}: a text without ink`);
        for (let i = 0; i < bits.length; i++) {
          if (bits[i] === 1) inked[(box[1] + Math.floor(i / box[2])) * columns + box[0] + (i % box[2])] = 1;
        }
      }
      assert.equal(Buffer.compare(changed, inked), 0, `${truth.traits}: ink is not what was changed`);
    }
  }
});

test('a file depends on its seed and number only', async () => {
  const hash = ({ dicom, truth }: MadeFile) =>
    createHash('sha256').update(dicom).update(JSON.stringify(truth)).digest('hex');
  const index = firsts(1)[0];
  assert.equal(hash(await file(index)), hash(await makeFile('screens', SEED, index)));
  assert.notEqual(hash(await file(index)), hash(await makeFile('screens', SEED + 1, index)));
});

test('screens-clean holds acquisition annotations only', async () => {
  for (const index of firsts(3)) {
    const { truth } = await file(index, 'screens-clean');
    assert.ok(truth.annotation.length > 0);
    assert.deepEqual(
      [...truth.annotation, ...truth.labels!].filter(({ field }) => field !== 'keep'),
      [],
    );
  }
});

test('truth classes: known ones, labels and open texts apart, and the precise fields that grades of leak need', async () => {
  const fields = new Map<string, string>();
  for (const index of firsts(10)) {
    const { truth } = await file(index);
    for (const { field, phiClass } of truth.annotation) {
      assert.ok(phiClass === 'keep' || PHI_CLASSES.includes(phiClass!), phiClass);
      fields.set(field, phiClass!);
    }
    for (const { field } of truth.labels!) assert.ok(field === 'label' || field === 'neutral', field);
  }
  for (const [field, phiClass] of Object.entries({
    name: 'name',
    id: 'id',
    dob: 'birth-date',
    date: 'date',
    sex: 'sex',
    inst: 'institution',
  }))
    assert.equal(fields.get(field), phiClass);
});

test('over 60 files: every way to store pixels, every language, headers right, scrubbed and partly different', async () => {
  const kinds = new Set<string>();
  const wanted = ['MONOCHROME1', 'MONOCHROME2', 'RGB', 'YBR_FULL', 'PALETTE COLOR'];
  for (let index = 0; index < 60 && !wanted.every((kind) => kinds.has(kind)); index++) {
    if (/^(xa|c-arm|mammo)/.test(layoutId(SEED, index))) continue;
    kinds.add(openDicom((await file(index)).dicom).image!.photometricInterpretation);
  }
  assert.deepEqual([...kinds].sort(), wanted.sort());
  const encodings = new Set(
    Array.from({ length: 60 }, (_, i) => pickEncoding(new Rng(`${SEED}/screens/file/${i}`).fork('encoding'))),
  );
  assert.deepEqual([...encodings].sort(), ['jpeg-lossless', 'native', 'rle']);
});

test('held-out layouts are drawn for held-out seeds only, about half of the time, and every layout is drawn', () => {
  const { heldOutLayouts, heldOutSeeds } = screensFamily();
  const drawn = (seed: number) => Array.from({ length: 400 }, (_, index) => layoutId(seed, index));
  assert.ok(drawn(SEED).every((id) => !heldOutLayouts!.includes(id)));
  const held = drawn(heldOutSeeds![0]);
  const share = held.filter((id) => heldOutLayouts!.includes(id)).length / held.length;
  assert.ok(share > 0.4 && share < 0.6, String(share));
  assert.deepEqual([...new Set([...drawn(SEED), ...held])].sort(), LAYOUTS.map(({ id }) => id).sort());
  assert.deepEqual(
    heldOutLayouts!.filter((id) => !LAYOUTS.some((layout) => layout.id === id)),
    [],
  );
});

// The vocabulary has grown from 20,000 to 61,000 words without a look at these screens: 13 of 141 words are left that it lacks.
test('some of the words of its acquisition annotations are not in the product’s vocabulary', async () => {
  const words = new Set<string>();
  for (const index of firsts(10)) {
    for (const { drawn, phiClass } of (await file(index)).truth.annotation)
      if (phiClass === 'keep') for (const word of drawn.match(/\p{L}[\p{L}\d+-]*/gu) ?? []) words.add(word);
  }
  const unknown = [...words].filter((word) => termOf(word) === undefined);
  assert.ok(unknown.length / words.size > 0.05, `${unknown.length} of ${words.size}`);
});

test('nothing is shared with the first family but the plumbing: no font, no layout, no word list', () => {
  const first: readonly string[] = Object.values(FONTS);
  assert.ok(allFaces().length >= 25);
  for (const { family } of allFaces()) assert.ok(!first.some((name) => name.startsWith(family)), family);
  const plumbing = new Set(
    'burn canvas compose convert encoding made-file mask person phantom/phantoms phantom/types piece random raster text'.split(
      ' ',
    ),
  );
  const folder = join(PROJECT_ROOT, 'src', 'prepare', 'screens');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const up = name.includes('/') ? '../../' : '../';
    for (const [, from] of readFileSync(join(folder, name), 'utf8').matchAll(/from '([^']+)'/g)) {
      if (!from.startsWith(up) || from.startsWith(`${up}../base/`)) continue;
      assert.ok(plumbing.has(from.slice(up.length)), `${name} imports ${from}`);
    }
  }
});
