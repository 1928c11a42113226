import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { inRoot, readJson } from './lib/common.mjs';
import { randomOf } from './lib/explain-words.mjs';
import { otherPeople } from './lib/other-people.mjs';
import { asRead, HELD_OUT, writtenScreens } from './lib/written-screens.mjs';

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));
const KINDS = 'keep name physician id date age sex institution address contact other either'.split(' ');
/** Shares of the texts of the held-out screens, as decided with their own header. */
const KEPT = 0.93;
const LEAKED = 0.02;

const isInside = ({ left, top, right, bottom }, { box }) => {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return x >= left && x < right && y >= top && y < bottom;
};

/** The texts of a screen of which some word is decided wrongly. Labels inside a value are none of it. */
async function wrongTexts({ context, truth, pictures: [{ lines, width, height }] }) {
  const page = load('ocr/layout').layoutPage(lines, { width, height }, [0]);
  const { fragments } = await load('pipeline/decide').decidePage(
    page,
    { ...context, policy: 'phi', retain: [] },
    'explain',
    await load('phi/explain/testing').wordNetwork(),
  );
  const words = fragments.flatMap(({ line, start, end, goes, because }) => {
    const placed = page.lines[line];
    const letters = placed.line.characters.slice(start - placed.start, end - placed.start);
    const isLabel = because.some(({ rule }) => rule === 'label-of-patient-data');
    return letters.map(({ box }) => ({ box, goes, isLabel }));
  });
  return truth.filter(({ box, isPhi }) =>
    words.some((word) => isInside(box, word) && word.goes !== isPhi && !(isPhi && word.isLabel)),
  );
}

test('written screens are whole: items inside the picture, kinds known, pieces make up their text', () => {
  const screens = [...writtenScreens(), ...writtenScreens(HELD_OUT)];
  assert.ok(screens.length > 700, `${screens.length} screens`);
  assert.equal(new Set(screens.map(({ id }) => id)).size, screens.length);
  for (const { id, width, height, items } of screens) {
    for (const { text, x, y, h, kind, pieces } of items) {
      const parts = pieces ?? [{ text, kind }];
      assert.equal(parts.map((part) => part.text).join(' '), text, id);
      for (const part of parts) assert.ok(KINDS.includes(part.kind), `${id}: ${part.kind}`);
      assert.ok(x >= 0 && y >= 0 && y + h <= height && x < width, `${id}: ${text}`);
    }
  }
});

test('the network was trained on the classes, rules and features that there are', () => {
  const { WORD_TRAITS } = load('phi/explain/encode');
  assert.deepEqual(readJson(inRoot('results', 'reference', 'words.json')).sees, WORD_TRAITS);
});

test('a screen has other people, the same wherever they stand, and is else as it was', () => {
  const item = (text, kind) => ({ text, x: 0, y: 0, h: 10, kind });
  const screen = {
    items: [
      item('ZOLTANI, BRIGIT', 'name'),
      item('Dr. Zoltani', 'physician'),
      item('QX', 'physician'),
      item('Gain 50', 'keep'),
      { ...item('DOB 01.02.1990', 'date'), pieces: [item('DOB', 'keep'), item('01.02.1990', 'date')] },
    ],
    header: { PatientName: 'ZOLTANI^BRIGIT', InstitutionName: 'Zoltani Clinic' },
  };
  const { items, header } = otherPeople([...writtenScreens()])(screen, randomOf(3));
  const [name, physician, initials, ...rest] = items.map(({ text }) => text);
  const [surname, given] = name.split(', ');
  assert.ok(/^\p{Lu}{5,}$/u.test(surname) && surname !== 'ZOLTANI' && given !== 'BRIGIT', name);
  assert.equal(physician.toUpperCase(), `DR. ${surname}`);
  assert.match(initials, /^\p{Lu}{2}$/u);
  assert.deepEqual(rest, ['Gain 50', 'DOB 01.02.1990']);
  assert.deepEqual(header, { PatientName: `${surname}^${given}`, InstitutionName: 'Zoltani Clinic' });
});

test('of held-out written screens nearly all annotations stay, and hardly any patient data', async () => {
  const { bare } = load('phi/explain/forms');
  const random = randomOf(7);
  const [all, wrong] = [[], []];
  for (const screen of writtenScreens(HELD_OUT).map((one) => asRead(one, bare, random))) {
    all.push(...screen.truth);
    wrong.push(...(await wrongTexts(screen)));
  }
  const share = (isPhi) =>
    wrong.filter((text) => text.isPhi === isPhi).length / all.filter((text) => text.isPhi === isPhi).length;
  assert.ok(all.length > 3700, `${all.length} texts`);
  assert.ok(1 - share(false) >= KEPT, `kept ${1 - share(false)}`);
  assert.ok(share(true) <= LEAKED, `leaked ${share(true)}`);
});
