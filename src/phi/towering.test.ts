import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from '../base/types';
import { findPhi } from './find';
import { pageOf } from './testing';

/** The page with its last line so many times as large. */
function enlarged(page: Page, factor: number): Page {
  const last = page.lines.at(-1)!;
  const { left, top } = last.line.box;
  const grow = (box: typeof last.line.box) => ({
    left: left + factor * (box.left - left),
    right: left + factor * (box.right - left),
    top: top + factor * (box.top - top),
    bottom: top + factor * (box.bottom - top),
  });
  const characters = last.line.characters.map((character) => ({ ...character, box: grow(character.box) }));
  const line = { ...last.line, box: grow(last.line.box), characters };
  return { ...page, lines: [...page.lines.slice(0, -1), { ...last, line }] };
}

const CASES: readonly (readonly [name: string, last: string, small: readonly string[], high: readonly string[]])[] = [
  ['a letter among personal data', 'F', ['date', 'time', 'sex'], ['date', 'time']],
  ['one digit over and over', '000000', ['date', 'time', 'id'], ['date', 'time']],
  ['one digit with a space among them', '00000 000000', ['date', 'time', 'id'], ['date', 'time']],
  ['a number', '4711000', ['date', 'time', 'id'], ['date', 'time', 'id']],
  ['a letter behind its label', 'Sex: F', ['date', 'time', 'sex'], ['date', 'time', 'sex']],
];

for (const [name, last, small, high] of CASES) {
  test(`${name}, as high as the other text and towering over it`, async () => {
    const page = pageOf(`1940 Nov 11 14:05\n${last}`);
    const classes = async (factor: number) =>
      (await findPhi(enlarged(page, factor), { header: [], policy: 'phi' })).map(({ phiClass }) => phiClass);
    assert.deepEqual(await classes(1), small);
    assert.deepEqual(await classes(2), small);
    assert.deepEqual(await classes(4), high);
  });
}

test('a page with nothing to compare with keeps what was found', async () => {
  const spans = await findPhi(pageOf('000000'), { header: [], policy: 'phi' });
  assert.deepEqual(
    spans.map(({ phiClass }) => phiClass),
    ['id'],
  );
});
