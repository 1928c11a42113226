import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DETECTOR, type ModelEntry, RECOGNISER_BASE, RECOGNISER_LARGE, TESSERACT_ENGLISH } from '../models/manifest';
import { chooseReader } from './judge-reader';

/** Models as engines name them: by their base name. */
const used = (...entries: ModelEntry[]) =>
  entries.map(({ file, sha256 }) => ({ file: file.replace(/^.*\//, ''), sha256 }));

const chosen = (all: ModelEntry[], reader: ModelEntry[], fetched = true) => {
  const { name, independent } = chooseReader(used(...all), used(...reader), fetched);
  return [name, independent];
};

test('the judge reads with weights that no engine of the pipeline uses', () => {
  assert.deepEqual(chosen([DETECTOR, RECOGNISER_BASE], [DETECTOR, RECOGNISER_BASE]), ['PP-OCRv6', true]);
  assert.deepEqual(chosen([DETECTOR, RECOGNISER_LARGE], [DETECTOR, RECOGNISER_LARGE]), ['Tesseract', true]);
  assert.deepEqual(chosen([RECOGNISER_LARGE, TESSERACT_ENGLISH], [RECOGNISER_LARGE]), ['PP-OCRv4', true]);
  assert.deepEqual(chosen([RECOGNISER_BASE], [RECOGNISER_BASE], false), ['Tesseract', true]);
});

test('of a pipeline that uses them all it takes one that is not the main reader, and says so', () => {
  const all = [DETECTOR, RECOGNISER_BASE, RECOGNISER_LARGE, TESSERACT_ENGLISH];
  assert.deepEqual(chosen(all, [DETECTOR, RECOGNISER_BASE]), ['PP-OCRv6', false]);
  assert.deepEqual(chosen(all, [DETECTOR, RECOGNISER_LARGE]), ['Tesseract', false]);
});
