import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTimes, timeBehindDate } from './times';

test('times as printed and as misread: the whole time, its correction', () => {
  const table: [text: string, found: string, corrected?: string][] = [
    ['11:40:58', '11:40:58'],
    ['at 11:40:58 AM x', '11:40:58 AM'],
    ['11:40:58AM', '11:40:58AM'],
    ['11:40 A.M.', '11:40 A.M.'],
    ['7:05:09 pm', '7:05:09 pm'],
    ['11: 40:58', '11: 40:58', '11:40:58'],
    ['11 :40 :58', '11 :40 :58', '11:40:58'],
    ['11: 40:58 AM', '11: 40:58 AM', '11:40:58 AM'],
    ['11;4O:58', '11;4O:58', '11:40:58'],
    ['11:40:58 AN', '11:40:58 AN', '11:40:58 AM'],
    ['11:40:58.123', '11:40:58.123'],
    [' T11:40:58', '11:40:58'],
    ['23h59', '23h59'],
    ['7:15a', '7:15a'],
    ['1:31:02P x', '1:31:02P'],
    ['00:00', '00:00'],
  ];
  for (const [text, expected, corrected] of table) {
    const [match, ...more] = findTimes(text);
    assert.ok(match, text);
    assert.equal(more.length, 0, text);
    assert.equal(text.slice(match.start, match.end), expected, text);
    assert.equal(match.corrected, corrected, text);
  }
});

test('no times: durations, ratios, series, versions, impossible clocks', () => {
  for (const text of [
    'TA 2:34',
    'Scan time 02:34',
    'Total: 3:45',
    'Im: 12/240',
    '25:61:00',
    '1.375:1',
    'Zoom 1:10',
    'FA 0:38.74',
    'RT BREAST 10:00 4CM FN',
    'Mama izq. 2:30',
    '2:4',
  ]) {
    assert.deepEqual(findTimes(text), [], text);
  }
});

test('digits alone are a time only right behind a date', () => {
  for (const [text, expected] of [
    [' 114058', '114058'],
    ['T114058.25', '114058.25'],
    [', 11.40', '11.40'],
    [' 4471123', undefined],
    [' x 114058', undefined],
    [' 99.99', undefined],
  ] as const) {
    const match = timeBehindDate(text);
    assert.equal(match && text.slice(match.start, match.end), expected, text);
  }
});
