// Many small files to measure growth with: hard links to a few originals, most of them without text.
import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { filesBelow } from './common.mjs';

const require = createRequire(import.meta.url);

/** Of 100 originals so many carry generated text; the others are blank images of 48 x 48. */
export const WITH_TEXT = 5;
const SIDE = 256;

/** Images of 256 x 256 with generated text and ground truth, in `folder/dicom_files`. */
export async function writeTexts(folder, count) {
  const { buildDicom } = require('../../dist/dicom/testing.js');
  const { prepareDataset } = require('../../dist/prepare/prepare.js');
  const source = `${folder}-source`;
  mkdirSync(source, { recursive: true });
  for (let at = 0; at < count; at += 1) {
    const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => 20 + at + ((i >> 8) % 100));
    const elements = [{ tag: 0x00080018, vr: 'UI', value: `1.2.3.4.${at + 1}` }];
    writeFileSync(
      join(source, `${String(at).padStart(4, '0')}.dcm`),
      buildDicom({ rows: SIDE, columns: SIDE, pixels, elements }),
    );
  }
  await prepareDataset({ out: folder, source, count, seed: 5 });
}

/** 100 originals in `folder`, by name. */
export async function writeOriginals(folder) {
  const { blankDicom } = require('../../dist/run/testing.js');
  const texts = `${folder}-texts`;
  await writeTexts(texts, WITH_TEXT);
  mkdirSync(folder, { recursive: true });
  const dicom = filesBelow(join(texts, 'dicom_files')).filter((name) => name.endsWith('.dcm'));
  for (let at = 0; at < 100; at += 1) {
    const text = at % 20 === 0 ? dicom[at / 20] : undefined;
    const bytes = text === undefined ? blankDicom(at) : readFileSync(join(texts, 'dicom_files', text));
    writeFileSync(join(folder, `${String(at).padStart(2, '0')}.dcm`), bytes);
  }
}

/** `count` files in folders of 1,000, hard links to the originals one after the other. */
export function linkSet(originals, folder, count) {
  for (let at = 0; at < count; at += 1) {
    const below = join(folder, String(Math.floor(at / 1000)).padStart(3, '0'));
    if (at % 1000 === 0) mkdirSync(below, { recursive: true });
    const original = `${String(at % 100).padStart(2, '0')}.dcm`;
    linkSync(join(originals, original), join(below, `${String(at).padStart(6, '0')}.dcm`));
  }
}

/** The original of a linked file, by its name. */
export const originalOf = (name) => `${String(Number(/(\d+)\.dcm$/.exec(name)[1]) % 100).padStart(2, '0')}.dcm`;
