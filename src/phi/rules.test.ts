import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderValue } from '../base/types';
import { openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import { deviceRules } from './device-rules';
import { findPhi } from './find';
import type { FindContext } from './finder';
import { spansToHits } from './hits';
import { type RuleFacts, ruleFacts } from './rule-facts';
import { fixedRectangles, keptRectangles, loadUserRules } from './rules';
import { headerValue, pageOf } from './testing';

const PLACE = 'must be four numbers: x, y, width, height; or "ultrasound-regions", or "outside-ultrasound-regions"';
const TEXT = 'must be a text that is not empty, or several in an array';

test('rules that are wrong are refused with the place and what is expected', () => {
  const table: [unknown, string][] = [
    [null, 'rules: must be an object'],
    [[], 'rules: must be an object'],
    [{ extra: 1 }, 'rules: unknown key "extra", must be one of patterns, words, allow, rectangles, keep-rectangles'],
    [{ words: 'x' }, 'words: must be an array'],
    [{ words: [' '] }, 'words[0]: must be a text that is not empty'],
    [{ words: [{ text: 3 }] }, 'words[0].text: must be a text that is not empty'],
    [{ patterns: ['('] }, 'patterns[0]: is not a regular expression'],
    [{ patterns: ['x*'] }, 'patterns[0]: matches the empty text, so it would match everywhere'],
    [{ patterns: [{ pattern: 'x', flags: 'y' }] }, 'patterns[0].flags: must consist of the letters i, m and s'],
    [{ allow: ['a', 7] }, 'allow[1]: must be a text that is not empty'],
    [{ rectangles: [{ box: [0, 0, 1] }] }, `rectangles[0].box: ${PLACE}`],
    [{ 'keep-rectangles': [{}] }, `keep-rectangles[0].box: ${PLACE}`],
    [{ rectangles: [{ box: 'regions' }] }, `rectangles[0].box: ${PLACE}`],
    [{ rectangles: [{ model: [], box: [0, 0, 1, 1] }] }, `rectangles[0].model: ${TEXT}`],
    [{ rectangles: [{ station: ['a', ''], box: [0, 0, 1, 1] }] }, `rectangles[0].station: ${TEXT}`],
    [
      { rectangles: [{ rows: '512', box: [0, 0, 1, 1] }] },
      'rectangles[0].rows: must be a whole number above 0, or several in an array',
    ],
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
  assert.deepEqual(loadUserRules({}), { patterns: [], words: [], allow: [], rectangles: [], keepRectangles: [] });
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

const facts = (more: Partial<RuleFacts> = {}): RuleFacts => ({
  modality: 'US',
  manufacturer: 'GE Healthcare',
  model: 'LOGIQ E9',
  station: 'US-ROOM2',
  software: 'R5.1.3',
  sopClass: '1.2.840.10008.5.1.4.1.1.6.1',
  imageType: 'ORIGINAL\\PRIMARY',
  series: '',
  burnedIn: '',
  rows: 200,
  columns: 100,
  regions: [],
  ...more,
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
  assert.deepEqual(fixedRectangles(rules, facts()), [
    { left: 0, top: 0, right: 100, bottom: 20 },
    { left: 90, top: 90, right: 100, bottom: 140 },
  ]);
  assert.deepEqual(fixedRectangles(rules, facts({ modality: 'MR', rows: 100 })), [
    { left: 90, top: 90, right: 100, bottom: 100 },
  ]);
});

test('fixed rectangles: by model, station, software, SOP class and size; several values are alternatives', () => {
  const box = [0, 0, 10, 10];
  const holds = (where: object, more: Partial<RuleFacts> = {}) =>
    fixedRectangles(loadUserRules({ rectangles: [{ ...where, box }] }), facts(more)).length === 1;
  for (const where of [
    { model: 'logiq' },
    { model: ['VIVID', 'LOGIQ'] },
    { station: 'room2' },
    { software: 'R5' },
    { sopClass: '1.2.840.10008.5.1.4.1.1.6.1' },
    { rows: 200, columns: 100 },
    { rows: [100, 200] },
    { name: 'anything', model: 'LOGIQ', rows: 200 },
  ])
    assert.ok(holds(where), JSON.stringify(where));
  for (const where of [
    { model: 'VIVID' },
    { sopClass: '1.2.840.10008.5.1.4.1.1.6' },
    { rows: 20 },
    { model: 'LOGIQ', rows: 100 },
    { series: 'dose' },
  ])
    assert.ok(!holds(where), JSON.stringify(where));
});

test('rectangles by the regions that an ultrasound device declares, read from the file', () => {
  const location = (tag: number, value: number) => ({ tag, vr: 'UL' as const, value: [value] });
  const region = (x0: number, y0: number, x1: number, y1: number) => [
    location(0x00186018, x0),
    location(0x0018601a, y0),
    location(0x0018601c, x1),
    location(0x0018601e, y1),
  ];
  for (const transferSyntax of ['', '.1', '.2']) {
    const items = [region(10, 20, 49, 79), region(50, 30, 89, 59)];
    const regions = { tag: 0x00186011, vr: 'SQ' as const, value: items };
    const read = ruleFacts(openDicom(buildDicom({ transferSyntax, rows: 100, columns: 100, elements: [regions] })));
    const rules = loadUserRules({
      rectangles: [{ box: 'outside-ultrasound-regions' }],
      'keep-rectangles': [{ box: 'ultrasound-regions' }],
    });
    assert.deepEqual(keptRectangles(rules, read), [
      { left: 10, top: 20, right: 50, bottom: 80 },
      { left: 50, top: 30, right: 90, bottom: 60 },
    ]);
    assert.deepEqual(fixedRectangles(rules, read), [
      { left: 0, top: 0, right: 100, bottom: 20 },
      { left: 0, top: 80, right: 100, bottom: 100 },
      { left: 0, top: 20, right: 10, bottom: 80 },
      { left: 90, top: 20, right: 100, bottom: 80 },
    ]);
    assert.deepEqual(fixedRectangles(rules, facts()), []);
  }
});

test('keep-rectangles keep what is only guessed, as the allow-list does', async () => {
  const page = pageOf('RIVERA, MICHAEL\n\n\nID: 4471123');
  const everywhere = [{ left: 0, top: 0, right: 10_000, bottom: 10_000 }];
  const texts = async (kept: FindContext['kept']) =>
    spansToHits(page, await findPhi(page, { header: [], policy: 'phi', kept })).map((hit) => hit.text);
  assert.deepEqual(await texts([]), ['RIVERA, MICHAEL', '4471123']);
  assert.deepEqual(await texts(everywhere), ['4471123']);
  assert.deepEqual(await texts([{ left: 0, top: 0, right: 1, bottom: 1 }]), ['RIVERA, MICHAEL', '4471123']);
});

test('the rules for usual devices are right in form, and each finds its place on such a device', () => {
  const { rectangles } = loadUserRules({ rectangles: deviceRules() });
  assert.ok(rectangles.length > 90);
  for (const rectangle of rectangles) {
    const { where } = rectangle;
    const first = Object.fromEntries(Object.entries(where).map(([fact, values]) => [fact, values[0]]));
    const device = facts({ rows: 1200, columns: 1600, ...first });
    const boxes = fixedRectangles(loadUserRules({ rectangles: deviceRules() }), device);
    const [x, y] = rectangle.box as readonly number[];
    assert.ok(
      boxes.some(({ left, top }) => left === x && top === y),
      `${rectangle.name}`,
    );
    assert.ok(where.modality !== undefined && (where.manufacturer ?? where.model) !== undefined, `${rectangle.name}`);
  }
  assert.deepEqual(fixedRectangles(loadUserRules({ rectangles: deviceRules() }), facts({ modality: 'MG' })), []);
});
