// Words of generated pictures as the product reads them, with what the truth says of each: what `train-explain.mjs` learns from.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readJson } from './common.mjs';

const GROWN = 2;
const FINDERS = ['labels', 'header', 'patterns', 'names', 'institutions'];
/** Of the terms that no other layout has so many are known. */
const MOST_TERMS = 0.75;
/**
 * Each page is learnt from as it is and in variants: without some of the finders, so that names and labels that nobody lists are caught by
 * where they stand; without half of the terms that no other layout has, as on a screen that nobody has seen (some of them are hidden in
 * every variant: the more words are listed, the less would be learnt of those that are not); with few of its lines, so that what stands
 * alone stays only for what it is; without labels and half of the patient data, so that the rest stands bare and alone; and with nothing but
 * one to three lines, half of the time around patient data, as pictures have on which little is written. Written screens have other people in
 * each variant.
 */
const VARIANTS = [
  { finders: 1, lines: 1, terms: MOST_TERMS, weight: 0.8 },
  { finders: 0.6, lines: 1, terms: MOST_TERMS, weight: 0.5 },
  { finders: 1, lines: 1, terms: 0.5, weight: 0.6 },
  { finders: 0.6, lines: 0.3, terms: 0.6, weight: 0.5 },
  { finders: 0.6, lines: 1, terms: MOST_TERMS, isBare: true, weight: 0.3 },
  { finders: 0.6, few: true, terms: MOST_TERMS, weight: 0.5 },
  { finders: 0.2, few: true, terms: 0.5, weight: 0.5 },
];
/** Frames of one file are much alike. */
const MOST_PICTURES = 2;

/**
 * Lines of every distinct picture of the files, one JSON a file, kept in `cache`: what was read there is not read again. With each its
 * layout and the words of its annotations.
 */
export async function readFiles(load, files, cache, say) {
  const known = existsSync(cache)
    ? readFileSync(cache, 'utf8')
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row))
    : [];
  const done = new Set(known.map(({ file }) => file));
  const open = files.filter((file) => !done.has(basename(file)));
  if (open.length > 0) {
    const pipeline = await load('pipeline/open').openPipeline({ pipeline: 'proof', headerProfile: 'keep' });
    try {
      for (const [index, path] of open.entries()) {
        const row = await readOne(load, pipeline, path);
        appendFileSync(cache, `${JSON.stringify(row)}\n`);
        known.push(row);
        if (index % 10 === 0) say(`${index + 1} of ${open.length} files read`);
      }
    } finally {
      await pipeline.close();
    }
  }
  const pathOf = new Map(files.map((path) => [basename(path), path]));
  const { bare } = load('phi/explain/forms');
  return known.map((row) => ({ ...row, ...annotationsOf(pathOf.get(row.file), bare) }));
}

function annotationsOf(path, bare) {
  const { traits, annotation } = readJson(path.replace(/\.dcm$/, '.json'));
  const texts = annotation.filter(({ phiClass }) => phiClass === 'keep').map(({ drawn, value }) => drawn ?? value.text);
  return { layout: traits.find((trait) => trait.startsWith('layout')), terms: termsOf(texts, bare) };
}

/** The words of annotations, whole and in their parts, as the vocabulary has them. */
export const termsOf = (texts, bare) =>
  texts.flatMap((text) => [...text.split(/\s+/), ...text.split(/[^\p{L}]+/u)]).map((term) => bare(term).toLowerCase());

async function readOne(load, pipeline, path) {
  const file = load('dicom/open').openDicom(readFileSync(path));
  const pictures = [];
  await load('ink/read-pictures').readPictures(file, pipeline.prover, 'all', async (picture) => {
    const { lines, frameIndices, width, height } = picture;
    pictures.push({ lines, frameIndices: [...frameIndices], width, height });
  });
  const { header, modality, manufacturer } = load('pipeline/find').contextOf(pipeline, file);
  return { file: basename(path), context: { header, modality, manufacturer }, truth: truthOf(path), pictures };
}

const truthOf = (path) =>
  readJson(path.replace(/\.dcm$/, '.json')).annotation.map(({ value, phiClass, frame = 0 }) => {
    const [left, top, width, height] = value.bbox;
    return { isPhi: phiClass !== 'keep', frame, box: { left, top, right: left + width, bottom: top + height } };
  });

/**
 * Pages to learn from, of every `parts`th file, one call of `take` each: `{ source, page, variant, weight, words, y }`, `words` as the
 * network is given them, `y` for each 1 for patient data, 0 for an annotation, -1 for what is decided without the network and what is no
 * known text.
 */
export async function pagesToLearn(load, files, part, parts, take) {
  const random = randomOf(12345 + part);
  const { hideTerms } = load('phi/explain/vocabulary');
  const own = ownTerms(files);
  for (const [number, file] of files.entries()) {
    if (number % parts !== part) continue;
    const { layout, terms, isCounted, weight: share = 1 } = file;
    const shown = Math.min(MOST_PICTURES, file.pictures.length);
    for (const [index, variant] of VARIANTS.entries()) {
      const { context, truth, pictures } = index > 0 && file.otherwise ? file.otherwise(random) : file;
      const finders = FINDERS.filter(() => random() < variant.finders);
      hideTerms(
        own.get(layout).filter(() => random() >= variant.terms),
        isCounted ? terms : [],
      );
      for (const [at, picture] of pictures.slice(0, shown).entries()) {
        const texts = truth.filter(({ frame }) => picture.frameIndices.includes(frame));
        const lines = linesOf(load, picture.lines, texts, variant, random);
        const words = await wordsOf(load, { ...picture, lines }, context, finders, texts);
        if (words.length === 0) continue;
        take({
          source: layout.replace(/[-_]?\d+$/, ''),
          page: `${number} ${at}`,
          variant: index,
          weight: (share * variant.weight) / shown,
          words: words.map(({ numbers }) => numbers),
          y: words.map(({ y }) => y),
        });
      }
    }
  }
  hideTerms([]);
}

function linesOf(load, lines, texts, { lines: share, isBare, few }, random) {
  if (isBare) return bareLines(load, lines, texts, random);
  return few ? fewLines(lines, texts, random) : lines.filter(() => random() < share);
}

/** One to three lines that follow each other. */
function fewLines(lines, texts, random) {
  const of = (count) => Math.floor(random() * count);
  const holding = lines.filter(({ characters }) => characters.some(({ box }) => textAt(texts, box)?.isPhi));
  const around = holding.length > 0 && random() < 0.5 ? lines.indexOf(holding[of(holding.length)]) : of(lines.length);
  const from = Math.max(0, around - of(2));
  return lines.slice(from, Math.max(around, from + of(3)) + 1);
}

/** For each layout the terms that no other has. */
function ownTerms(files) {
  const layoutsOf = new Map();
  for (const { terms, layout } of files)
    for (const term of terms) layoutsOf.set(term, (layoutsOf.get(term) ?? new Set()).add(layout));
  const own = new Map(files.map(({ layout }) => [layout, []]));
  for (const [term, [layout, ...others]] of layoutsOf)
    if (others.length === 0 && /\p{L}/u.test(term)) own.get(layout).push(term);
  return own;
}

async function wordsOf(load, picture, context, finders, texts) {
  const { encodeWord } = load('phi/explain/encode');
  const { isPatientData } = load('phi/explain/draft');
  const page = load('ocr/layout').layoutPage(picture.lines, picture, [0]);
  const spans = await load('phi/find').findPhi(page, { ...context, policy: 'phi', finders });
  const evidence = spans.flatMap(({ start, end, rest = [], phiClass }) =>
    [{ start, end }, ...rest].map((piece) => ({ ...piece, phiClass })),
  );
  const header = finders.includes('header') ? context.header : [];
  const layout = load('page/layout').analysePage(page);
  return load('phi/explain/explain')
    .placesOf(layout, { header, evidence })
    .map((place) => {
      const isOpen = !place.isFixed && !isPatientData(place.draft);
      const text = isOpen ? textAt(texts, layout.words[place.word].box) : undefined;
      return { numbers: encodeWord(place, layout), y: text === undefined ? -1 : text.isPhi ? 1 : 0 };
    });
}

/** Of each text of patient data the chance to be left out where the rest is to stand bare. */
const LEFT_OUT = 0.5;

/** The lines without what is no text of the truth, as labels are, and without half of the patient data; cut where something is gone. */
function bareLines(load, lines, texts, random) {
  const { unionBoxes } = load('base/geometry');
  const gone = new Set(texts.filter(({ isPhi }) => isPhi && random() < LEFT_OUT));
  const stays = ({ box }) => {
    const text = textAt(texts, box);
    return text !== undefined && !gone.has(text);
  };
  return lines.flatMap((line) => {
    const { characters } = line;
    if (characters.every((character) => character.char === ' ' || stays(character))) return [line];
    const runs = [[]];
    for (const character of characters) {
      if (character.char === ' ' || stays(character)) runs.at(-1).push(character);
      else runs.push([]);
    }
    return runs
      .map(trimmed)
      .filter((run) => run.length > 0)
      .map((run) => lineOf(line, run, unionBoxes));
  });
}

function trimmed(run) {
  const isInk = ({ char }) => char !== ' ';
  return run.slice(Math.max(0, run.findIndex(isInk)), run.findLastIndex(isInk) + 1);
}

const lineOf = (line, characters, unionBoxes) => ({
  ...line,
  characters,
  text: characters.map(({ char }) => char).join(''),
  box: unionBoxes(characters.map(({ box }) => box)),
});

function textAt(texts, box) {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const holds = (by) => (text) =>
    x >= text.box.left - by && x < text.box.right + by && y >= text.box.top - by && y < text.box.bottom + by;
  return texts.find(holds(0)) ?? texts.find(holds(GROWN));
}

/** A linear congruential generator: 0 to 1, the same on every machine. */
export function randomOf(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
