// Screens written down by hand (data/labelled/screens), as if they had been read: what `train-explain.mjs` learns from beside generated ones.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './common.mjs';
import { termsOf } from './explain-words.mjs';

const FOLDER = inRoot('data', 'labelled', 'screens');
/** Nothing may be learnt from these. */
export const HELD_OUT = inRoot('data', 'labelled', 'screens-held-out');
/** Screens made to be hard are rarer in the world than here. */
const SELDOM = new Set(
  ['english', 'hidden-data', 'initials', 'sparse', 'sparse-2', 'terse'].map((name) => `${name}.jsonl`),
);
/** Of the letters' height. */
const LETTER_WIDTH = 0.55;
const VR = { PatientName: 'PN', ReferringPhysicianName: 'PN', PatientBirthDate: 'DA' };

/** All written screens of a folder of JSON Lines (data/labelled/README.md says what a line holds). */
export const writtenScreens = (folder = FOLDER) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n');
      return lines.map((line) => ({ ...JSON.parse(line), weight: SELDOM.has(name) ? 0.3 : 1 }));
    });

/** A screen in the form of `readFiles`; `random` makes the scores of its letters. Texts that may be either are of no known kind. */
export function asRead(screen, bare, random) {
  const pieces = screen.items.flatMap(piecesOf);
  const annotations = pieces.filter(({ kind }) => kind === 'keep').map(({ text }) => text);
  return {
    file: screen.id,
    weight: screen.weight,
    layout: `written-${screen.id}`,
    terms: termsOf(annotations, bare),
    context: {
      header: Object.entries(screen.header ?? {}).map(([keyword, value]) => ({
        tag: keyword,
        keyword,
        vr: VR[keyword] ?? 'LO',
        value: String(value),
        depth: 0,
      })),
      modality: screen.modality,
      manufacturer: screen.maker,
    },
    truth: pieces
      .filter(({ kind }) => kind !== 'either')
      .map(({ kind, box }) => ({ isPhi: kind !== 'keep', frame: 0, box })),
    pictures: [
      {
        lines: screen.items.map((item) => lineOf(item, random)),
        frameIndices: [0],
        width: screen.width,
        height: screen.height,
      },
    ],
  };
}

/** The parts of one item, each with its box. */
export function piecesOf(item) {
  let at = 0;
  return (item.pieces ?? [item]).map(({ text, kind }) => {
    const box = boxOf(item, at, text.length);
    at += text.length + 1;
    return { text, kind, box };
  });
}

function boxOf({ x, y, h }, at, length) {
  const width = LETTER_WIDTH * h;
  return { left: Math.round(x + at * width), top: y, right: Math.round(x + (at + length) * width), bottom: y + h };
}

function lineOf(item, random) {
  const { text } = item;
  // Most words are read for sure, some badly.
  const score = 1 - 0.3 * random() ** 4;
  const characters = Array.from({ length: text.length }, (_, at) => ({
    char: text[at],
    box: boxOf(item, at, 1),
    score,
    alternatives: [],
  }));
  return { text, box: boxOf(item, 0, text.length), rotation: 0, score, characters, engine: 'written' };
}
