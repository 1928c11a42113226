import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileResult, runInfo, truthItem } from '../evaluate/testing';
import { chooseExample } from './example';
import type { StudyRun } from './study';
import { stepsOf } from './walk-through';

test('the steps are those of the stages that ran, in their order; an unknown stage stands alone', () => {
  const timeMs = { open: 1, detect: 2, recognise: 3, find: 4, redact: 5, write: 1, total: 16 };
  assert.deepEqual(stepsOf({ timeMs }), [['open'], ['detect', 'recognise'], ['find'], ['redact', 'write']]);
  assert.deepEqual(stepsOf({ timeMs: { read: 1, ponder: 2, verify: 3 } }), [['read'], ['verify'], ['ponder']]);
});

const run = (pipeline: StudyRun['pipeline'], found: Readonly<Record<string, number>>): StudyRun => {
  const texts = [0, 1, 2].map((i) => truthItem(`text ${i}`, { box: [10, 10 + 30 * i, 80, 20] }));
  const files = Object.entries(found).map(([name, count]) =>
    fileResult(name, texts, { detected: fileResult(name, texts.slice(0, count)).detected }),
  );
  return { pipeline, loaded: false, run: { info: runInfo(pipeline), files } };
};

test('the example is the file on which the weakest pipeline finds most', () => {
  const weak = run('tesseract', { 'a.dcm': 0, 'b.dcm': 2, 'c.dcm': 1 });
  const strong = run('detector-base', { 'a.dcm': 3, 'b.dcm': 2, 'c.dcm': 3 });
  const example = chooseExample([weak, strong]);
  assert.equal(example?.name, 'b.dcm');
  assert.match(example?.why ?? '', /every pipeline finds at least 2 of its 3 texts/);
});

test('where no file suits all, the words say so; without a file that went through there is none', () => {
  const blind = run('tesseract', { 'a.dcm': 0, 'b.dcm': 0 });
  const strong = run('detector-base', { 'a.dcm': 1, 'b.dcm': 3 });
  const example = chooseExample([blind, strong]);
  assert.equal(example?.name, 'b.dcm');
  assert.match(example?.why ?? '', /no file is one on which every pipeline finds something/);
  assert.equal(chooseExample([]), undefined);
});
