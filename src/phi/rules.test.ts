import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderValue } from '../base/types';
import { findPhi } from './find';
import { spansToHits } from './hits';
import { fixedRectangles, loadUserRules } from './rules';
import { headerValue, pageOf } from './testing';

test('rules that are wrong are refused with the place and what is expected', () => {
  const table: [unknown, string][] = [
    [null, 'rules: must be an object'],
    [[], 'rules: must be an object'],
    [{ extra: 1 }, 'rules: unknown key "extra", must be one of patterns, words, allow, rectangles'],
    [{ words: 'x' }, 'words: must be an array'],
    [{ words: [' '] }, 'words[0]: must be a text that is not empty'],
    [{ words: [{ text: 3 }] }, 'words[0].text: must be a text that is not empty'],
    [{ patterns: ['('] }, 'patterns[0]: is not a regular expression'],
    [{ patterns: ['x*'] }, 'patterns[0]: matches the empty text, so it would match everywhere'],
    [{ patterns: [{ pattern: 'x', flags: 'y' }] }, 'patterns[0].flags: must consist of the letters i, m and s'],
    [{ allow: ['a', 7] }, 'allow[1]: must be a text that is not empty'],
    [{ rectangles: [{ box: [0, 0, 1] }] }, 'rectangles[0].box: must be four numbers: x, y, width, height'],
    [
      { rectangles: [{ box: [0, 0, 0, 1] }] },
      'rectangles[0].box: must have x and y of at least 0 and a width and height above 0',
    ],
    [
      { rectangles: [{ box: [0, 0, 2, 1], relative: true }] },
      'rectangles[0].box: must stay within 0 to 1 when relative',
    ],
    [{ rectangles: [{ box: [0, 0, 2, 1], relative: 1 }] }, 'rectangles[0].relative: must be true or false'],
  ];
  for (const [json, message] of table) {
    assert.throws(() => loadUserRules(json), { name: 'DeidError', code: 'rules-invalid', message });
  }
  assert.throws(
    () => loadUserRules({ words: [{ text: 'secret', class: 'nonsense' }] }),
    (error: Error) => {
      return error.message.startsWith('words[0].class: must be one of name, date') && !error.message.includes('secret');
    },
  );
});

test('no rules at all are fine', () => {
  assert.deepEqual(loadUserRules({}), { patterns: [], words: [], allow: [], rectangles: [] });
});

test('a user’s patterns and words are found, also misread; the allow-list keeps what is only guessed', async () => {
  const rules = loadUserRules({
    patterns: [{ pattern: 'zq-\\d{3}', class: 'id', flags: 'i' }],
    words: [{ text: 'Blauwal', class: 'institution' }],
    allow: ['KORVAN DELIK'],
  });
  const page = pageOf('ZQ-123 there\nB1auwa1\nKORVAN DELIK\nKORVAN MELIK');
  const hits = spansToHits(page, await findPhi(page, { header: [], policy: 'phi', rules }));
  assert.deepEqual(
    hits.map((hit) => [hit.phiClass, hit.text]),
    [
      ['id', 'ZQ-123'],
      ['institution', 'B1auwa1'],
      ['name', 'KORVAN MELIK'],
    ],
  );
});

test('the allow-list keeps what has the form of patient data, not what a label or the header says is some', async () => {
  const rules = loadUserRules({ allow: ['2011-06-09', '4471123', 'RIVERA, MICHAEL'] });
  const texts = async (text: string, header: readonly HeaderValue[] = []) => {
    const page = pageOf(text);
    return spansToHits(page, await findPhi(page, { header, policy: 'phi', rules })).map((hit) => hit.text);
  };
  assert.deepEqual(await texts('2011-06-09\n\n\n4471123\n\n\nRIVERA, MICHAEL'), []);
  assert.deepEqual(await texts('DOB: 2011-06-09\nID: 4471123'), ['2011-06-09', '4471123']);
  assert.deepEqual(await texts('RIVERA, MICHAEL', [headerValue('PatientName', 'RIVERA^MICHAEL', 'PN')]), [
    'RIVERA, MICHAEL',
  ]);
});

test('fixed rectangles: by modality and manufacturer, in pixels or parts of the frame, clipped', () => {
  const rules = loadUserRules({
    rectangles: [
      { modality: 'us', manufacturer: 'ge', box: [0, 0, 1, 0.1], relative: true },
      { box: [90, 90, 50, 50] },
      { modality: 'CT', box: [0, 0, 9, 9] },
      { box: [500, 0, 9, 9] },
    ],
  });
  assert.deepEqual(fixedRectangles(rules, 'US', 'GE Healthcare', 100, 200), [
    { left: 0, top: 0, right: 100, bottom: 20 },
    { left: 90, top: 90, right: 100, bottom: 140 },
  ]);
  assert.deepEqual(fixedRectangles(rules, 'MR', 'GE', 100, 100), [{ left: 90, top: 90, right: 100, bottom: 100 }]);
});
