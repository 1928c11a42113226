import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Box, boxArea } from '../base/geometry';
import type { HeaderValue, Page } from '../base/types';
import { cellsOf } from '../page/cells';
import { FINDER_IDS, FINDERS, findPhi } from './find';
import { readLabels } from './find-labels';
import type { FindContext, FinderInput, Finding } from './finder';
import { spansToHits } from './hits';
import { loadUserRules } from './rules';
import { headerValue, pageOf } from './testing';

const HEADER: readonly HeaderValue[] = [
  headerValue('PatientName', 'QUIX^OZAN^M', 'PN'),
  headerValue('PatientBirthDate', '19240331', 'DA'),
  headerValue('PatientID', 'ZX-1234567'),
  headerValue('InstitutionName', 'Maynard-Clarke Medical Clinic'),
  headerValue('StudyTime', '101112', 'TM'),
];
const CONTEXT: FindContext = {
  header: HEADER,
  policy: 'phi',
  rules: loadUserRules({ patterns: ['Q\\d{3}'], words: ['Riverside'] }),
};

const prepared = new Map<Page, Omit<FinderInput, 'context'>>();

async function run(id: keyof typeof FINDERS, page: Page, context: FindContext): Promise<readonly Finding[]> {
  if (!prepared.has(page)) {
    const cells = cellsOf(page);
    prepared.set(page, { page, cells, labels: readLabels(cells, page.text).labels });
  }
  return FINDERS[id]({ ...prepared.get(page)!, context });
}

const TYPICAL =
  'Name: QUIX OZAN\t120 kV\nDOB: 03/31/1924\nID ZX-1234567\nMaynard-Clarke Medical Clinic\n2000 May 26 QUIX OZAN M\nQ123 Riverside';

/** Texts at which careless expressions take exponential time, and other mischief. */
const HOSTILE = [
  'a'.repeat(5_000),
  '1'.repeat(5_000),
  '1 '.repeat(3_000),
  'A'.repeat(40) + ' '.repeat(3_000),
  `${'a@'.repeat(2_000)}!`,
  `${'a.'.repeat(2_000)}@`,
  `${'1-'.repeat(2_000)}x`,
  `${'St. Mary '.repeat(600)}`,
  `${'Name: '.repeat(600)}`,
  `${'2000 May '.repeat(500)}`,
  `${'<script>alert(1)</script>'.repeat(50)}`,
  '\u202eeman\u202c \u0000\u0007 \ud83d\ude00 \u0301\u0301',
  `${'Ä'.repeat(500)} ${'ß'.repeat(500)}`,
  '(((((((((((((((((((( [[[[[[[[[[[[ \\\\\\\\ ^^^^ $$$$ ||||',
];

const PAGES = [TYPICAL, ...HOSTILE].map(pageOf);
const LONG_PAGE = pageOf(Array.from({ length: 35 }, () => TYPICAL).join('\n\n\n'));

for (const id of FINDER_IDS) {
  test(`${id}: spans lie inside the page, are not empty and have a score`, async () => {
    for (const page of PAGES) {
      for (const { start, end, score, rest } of await run(id, page, CONTEXT)) {
        for (const piece of [{ start, end }, ...(rest ?? [])]) {
          assert.ok(Number.isInteger(piece.start) && Number.isInteger(piece.end));
          assert.ok(piece.start >= 0 && piece.start < piece.end && piece.end <= page.text.length);
        }
        assert.ok(score > 0 && score <= 1);
      }
    }
  });

  test(`${id}: nothing on an empty page, and a page of 200 lines is no trouble`, async () => {
    assert.deepEqual(await run(id, pageOf(''), CONTEXT), []);
    assert.deepEqual(await run(id, pageOf('   \n \t '), CONTEXT), []);
    const one = await run(id, pageOf(TYPICAL), CONTEXT);
    const long = await run(id, LONG_PAGE, CONTEXT);
    assert.ok((id === 'ner' || one.length > 0) && long.length >= one.length);
  });

  test(`${id}: the same page gives the same spans, whatever was asked before`, async () => {
    const page = pageOf(TYPICAL);
    const other: FindContext = { header: [headerValue('PatientName', 'OTHER^PERSON', 'PN')], policy: 'phi' };
    const alone = await run(id, page, other);
    await run(id, pageOf('PERSON OTHER\nID: 999'), CONTEXT);
    assert.deepEqual(await run(id, page, other), alone);
  });
}

test('two patients by turns: a header value of one is never found for the other', async () => {
  const page = pageOf('series ZQRTV of OZAN WHO IS');
  const first: FindContext = { header: [headerValue('PatientID', 'ZQRTV')], policy: 'phi', finders: ['header'] };
  const second: FindContext = {
    header: [headerValue('PatientName', 'OZAN^WHO', 'PN')],
    policy: 'phi',
    finders: ['header'],
  };
  for (let turn = 0; turn < 3; turn++) {
    assert.deepEqual(
      spansToHits(page, await findPhi(page, first)).map((hit) => hit.text),
      ['ZQRTV'],
    );
    assert.deepEqual(
      spansToHits(page, await findPhi(page, second)).map((hit) => hit.text),
      ['OZAN WHO'],
    );
  }
});

test('findPhi: sorted, without overlaps, boxes inside the lines, one box a line', async () => {
  for (const page of PAGES) {
    const spans = await findPhi(page, CONTEXT);
    for (const [index, span] of spans.entries()) assert.ok(index === 0 || span.start >= spans[index - 1].end);
    const within = (box: Box) =>
      page.lines.some(
        ({ line }) =>
          box.left >= line.box.left &&
          box.right <= line.box.right &&
          box.top >= line.box.top &&
          box.bottom <= line.box.bottom,
      );
    for (const hit of spansToHits(page, spans)) {
      assert.ok(hit.boxes.length > 0);
      for (const box of hit.boxes) assert.ok(boxArea(box) > 0 && within(box));
    }
  }
});

test('an unknown finder is refused by name', async () => {
  await assert.rejects(findPhi(pageOf('x'), { ...CONTEXT, finders: ['nope'] }), {
    name: 'DeidError',
    code: 'finder-unknown',
  });
});
