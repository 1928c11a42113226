import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftWord } from './draft';
import { isVersion } from './forms';

const NOBODY = { device: new Set<string>(), identity: new Set<string>() };

test('releases of software by their form; phones, dates and national identifiers are none', () => {
  for (const text of ['2.44.1', 'v13.6.0.5', '2018.1.0.43', '1.70.14.53427', 'R5.7.1', 'V3.06.10', '9.0.4'])
    assert.equal(isVersion(text), true, text);
  const others = [
    '22.33.44.55',
    '2.30.02',
    '12.05.198',
    '12.05.1987',
    '71.338.402',
    '1.037.612.488',
    '23.4567.89',
    '71.0092.18',
  ];
  for (const text of [...others, '2018.03.0221', '756.1204.88', '12.3', '']) assert.equal(isVersion(text), false, text);
});

test('dots behind a word say that more of it did not fit', () => {
  const isCut = (text: string) => draftWord(text, false, NOBODY).isCut;
  for (const text of ['Clini...', '01/0...', '04/04/...', 'Nor…']) assert.equal(isCut(text), true, text);
  for (const text of ['...', 'Chest.', '1.5', 'a..b']) assert.equal(isCut(text), false, text);
});
