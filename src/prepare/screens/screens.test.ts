import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROJECT_ROOT } from '../../base/paths';
import { readFrame } from '../../dicom/frames';
import { openDicom } from '../../dicom/open';
import { unpackInk } from '../ink';
import type { MadeFile } from '../made-file';
import { makeFile } from '../profiles';
import { LAYOUTS } from './layouts';

const SEED = 11;

async function files(profile: 'screens' | 'screens-clean', seed: number, count: number): Promise<MadeFile[]> {
  const out: MadeFile[] = [];
  for (let index = 0; index < count; index++) out.push(await makeFile(profile, seed, index));
  return out;
}

let made: Promise<MadeFile[]> | undefined;
const some = (): Promise<MadeFile[]> => {
  made ??= files('screens', SEED, 16);
  return made;
};

test('ink masks and boxes are exactly where burnt and clean pixels differ', async () => {
  for (const { dicom, clean, truth } of await some()) {
    const { rows, columns, numberOfFrames } = openDicom(dicom).image!;
    for (let frame = 0; frame < numberOfFrames; frame++) {
      const [burnt, bare] = await Promise.all([dicom, clean].map((bytes) => readFrame(openDicom(bytes), frame)));
      const left = new Uint8Array(rows * columns);
      burnt.samples.forEach((value, i) => {
        if (value !== bare.samples[i]) left[Math.floor(i / burnt.samplesPerPixel)] = 1;
      });
      const inked = new Uint8Array(rows * columns);
      for (const item of [...truth.annotation, ...truth.labels!].filter((text) => text.frame === frame)) {
        const { box, bits } = unpackInk(item.value.bbox, item.ink!);
        assert.ok(box[2] > 0, 'a text without ink');
        bits.forEach((bit, i) => {
          if (bit === 1) inked[(box[1] + Math.floor(i / box[2])) * columns + box[0] + (i % box[2])] = 1;
        });
      }
      assert.equal(Buffer.compare(left, inked), 0, `${truth.filename} ${truth.traits}: ink is not what was changed`);
    }
  }
});

test('a file depends on its seed and number only', async () => {
  const hash = (file: MadeFile) =>
    createHash('sha256').update(file.dicom).update(JSON.stringify(file.truth)).digest('hex');
  const [first] = await some();
  assert.equal(hash(first), hash(await makeFile('screens', SEED, 0)));
  assert.notEqual(hash(first), hash(await makeFile('screens', SEED + 1, 0)));
});

test('screens-clean holds acquisition annotations only', async () => {
  for (const { truth } of await files('screens-clean', SEED, 8)) {
    const others = [...truth.annotation, ...truth.labels!].filter(({ field }) => field !== 'keep');
    assert.deepEqual(others, []);
  }
});

test('held-out layouts are drawn for held-out seeds only', async () => {
  const table = JSON.parse(readFileSync(join(PROJECT_ROOT, 'data', 'families', 'families.json'), 'utf8'));
  const { heldOutLayouts, heldOutSeeds } = table.families.find(({ id }: { id: string }) => id === 'screens');
  const layoutOf = ({ truth }: MadeFile) => truth.traits!.find((trait) => trait.startsWith('layout-'))!.slice(7);
  for (const file of await some()) assert.ok(!heldOutLayouts.includes(layoutOf(file)));
  const held = await files('screens', heldOutSeeds[0], 8);
  assert.ok(held.some((file) => heldOutLayouts.includes(layoutOf(file))));
  assert.ok(LAYOUTS.some(({ id }) => heldOutLayouts.includes(id)));
});

test('nothing is shared with the first family but the plumbing', () => {
  const folder = join(PROJECT_ROOT, 'src', 'prepare', 'screens');
  const plumbing = new Set(
    'burn canvas compose convert encoding made-file mask person phantom/phantoms phantom/types piece random raster text'.split(
      ' ',
    ),
  );
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    const up = file.includes('/') ? '../../' : '../';
    for (const [, name] of text.matchAll(/from '([^']+)'/g)) {
      const rest = name.startsWith(up) ? name.slice(up.length) : undefined;
      if (rest === undefined || rest.startsWith('../base/')) continue;
      assert.ok(plumbing.has(rest), `${file} imports ${name}`);
    }
  }
});
