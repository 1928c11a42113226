import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { type NotebookParameters, readParameters } from './parameters';

const OWN: NotebookParameters = {
  data: 'somewhere',
  out: 'results',
  pipelines: ['tesseract'],
  header: 'on',
  device: 'auto',
  limit: 0,
  pictures: 3,
  pricePerHour: 0,
  fresh: false,
};

const scratch = mkdtempSync(join(tmpdir(), 'deid-parameters-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

function jsonFile(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

describe('readParameters', () => {
  test('the notebook stands where nothing overrides it; paths become absolute', () => {
    assert.deepEqual(readParameters(OWN, {}), { ...OWN, data: resolve('somewhere'), out: resolve('results') });
  });

  test('the file overrides the notebook, the environment overrides the file', () => {
    const path = jsonFile('both.json', '{"limit": 5, "pipelines": ["detector-base", "tesseract"], "fresh": true}');
    const environment = { DEID_PARAMETERS: path, DEID_LIMIT: '7', DEID_PRICE_PER_HOUR: '0.35', DEID_FRESH: '0' };
    const read = readParameters(OWN, environment);
    assert.equal(read.limit, 7);
    assert.equal(read.pricePerHour, 0.35);
    assert.equal(read.fresh, false);
    assert.deepEqual(read.pipelines, ['detector-base', 'tesseract']);
  });

  test('an empty variable is none', () => {
    assert.equal(readParameters(OWN, { DEID_HEADER: '' }).header, 'on');
  });

  for (const [variable, value, sentence] of [
    ['DEID_HEADER', 'maybe', 'DEID_HEADER must be one of on, off'],
    ['DEID_LIMIT', '-1', 'DEID_LIMIT must be a whole number, 0 or more'],
    ['DEID_LIMIT', '1.5', 'DEID_LIMIT must be a whole number, 0 or more'],
    ['DEID_FRESH', 'yes', 'DEID_FRESH must be one of 0, 1, false, true'],
    ['DEID_PRICE_PER_HOUR', 'cheap', 'DEID_PRICE_PER_HOUR must be a number, 0 or more'],
  ] as const) {
    test(`${variable}=${value} is refused`, () => {
      assert.throws(() => readParameters(OWN, { [variable]: value }), { code: 'parameter-invalid', message: sentence });
    });
  }

  test('an unknown pipeline and an unknown parameter name what there is', () => {
    assert.throws(() => readParameters(OWN, { DEID_PIPELINES: 'tesseract,magic' }), /DEID_PIPELINES must be one of /);
    const path = jsonFile('unknown.json', '{"limits": 5}');
    assert.throws(() => readParameters(OWN, { DEID_PARAMETERS: path }), /limits must be one of data, out/);
  });

  test('a file that is not there or not an object is an error, not an empty one', () => {
    for (const path of [join(scratch, 'absent.json'), jsonFile('list.json', '[1]'), jsonFile('broken.json', '{')]) {
      assert.throws(() => readParameters(OWN, { DEID_PARAMETERS: path }), { code: 'parameters-unreadable' });
    }
  });
});
