import type { Page, PhiHit } from '../base/types';
import { type Cell, cellsOf, type Word } from '../page/cells';
import { editDistance } from '../page/distance';
import { type FindContext, findPhi } from '../phi/find';
import { readLabels } from '../phi/find-labels';
import { spansToHits } from '../phi/hits';
import { isKnownName } from '../phi/lexicon';
import { isNearlyTechnique, isSexAndPlane, isTechnique, isTechniqueChain, isTechniqueWord } from '../phi/technique';
import { isLabelText } from './labels';

/** Shorter words are too often technique that no list names (`SID`, `ONE`, `WWO`). */
const WORD = /\p{L}{5}/u;
/** Readers that are less sure read texture. */
const SURE = 0.8;

/**
 * Words that are read well and that nothing explains: no technique, no label, no patient data by the finders. A name whose label is
 * cut off, or of a spelling that no lexicon has, looks like this; so for a proof they are painted. Only for pictures before redaction:
 * afterwards the rest of a label beside a painted box looks the same.
 */
export async function unexplainedWords(page: Page, context: FindContext): Promise<readonly PhiHit[]> {
  const cells = cellsOf(page);
  const technique = [...misreadTechnique(cells), ...modelNames(cells, context)];
  const known = [...(await findPhi(page, context)), ...readLabels(cells, page.text).labels, ...technique];
  const all = await findPhi(page, { ...context, policy: 'all-text' });
  const open = all.filter((span) => {
    const explained = known.some((other) => other.start < span.end && span.start < other.end);
    const line = page.lines.find(({ start, end }) => start <= span.start && span.end <= end)?.line;
    const text = page.text.slice(span.start, span.end);
    // The colon of a label is often read as one more letter: `Datei`, `Physiciant`.
    const label = isLabelText(text) || isLabelText(text.slice(0, -1));
    return !explained && !label && WORD.test(text) && line !== undefined && line.score >= SURE;
  });
  return spansToHits(page, open);
}

/** Share of the letters of a long word that may be wrong where the header names the device. */
const MODEL = { letters: 8, wrong: 0.35 };

/** `UghSpeed VCT`, where the header's ManufacturerModelName is `LightSpeed VCT`; nobody's name. */
function modelNames(cells: readonly Cell[], { header }: FindContext): readonly Word[] {
  const models = header
    .filter(({ keyword }) => keyword === 'ManufacturerModelName')
    .flatMap(({ value }) => value.toLowerCase().split(/\P{L}+/u))
    .filter((word) => word.length >= MODEL.letters);
  const isModel = ({ text }: Word): boolean =>
    models.some((model) => {
      const limit = MODEL.wrong * model.length;
      return editDistance(text.toLowerCase(), model, limit) <= limit;
    });
  return cells.flatMap(({ words }) => words.filter((word) => isModel(word) && !isKnownName(word.text)));
}

/** What is one letter away from a technical word of so many letters is that one, also by itself (`Topqgram`, `Survew`). */
const LONG = 7;
/** Fewer letters among at least two technical words. */
const SHORT = 5;

/**
 * Technical words with a wrong letter among right ones (`CT CHEST ABD FELVIS`) or run together (`CTPELVISW`): the other words of their piece of
 * text are all technique, and the word itself is nobody's name. Also the pieces of one word (`Brillia nce`), and a word with its number (`Axial5.0`).
 */
export const misreadTechnique = (cells: readonly Cell[]): readonly Word[] =>
  cells.flatMap(({ words }) =>
    words.filter(({ text }, at) => {
      if (isPieceOfTechnique(words, at) || isTechniqueWord(text.replace(/\d+(?:\.\d+)?$/, ''))) return true;
      const others = words.filter((_, index) => index !== at).map((word) => word.text);
      if (isKnownName(text) || !others.every((other) => isTechnique(other))) return false;
      const among = others.filter((other) => isTechniqueWord(other)).length >= 2;
      if (isSexAndPlane(text) || isTechniqueChain(text, among ? SHORT : undefined)) return true;
      return isNearlyTechnique(text, among ? undefined : LONG);
    }),
  );

/** Whether a word and one or two beside it are one technical word that was read with spaces (`PARENC HY MAL`). */
const isPieceOfTechnique = (words: Cell['words'], at: number): boolean =>
  [at - 2, at - 1, at].some((from) =>
    [2, 3].some((count) => {
      const pieces = words.slice(Math.max(0, from), Math.max(0, from) + count);
      return (
        pieces.length === count &&
        pieces.includes(words[at]) &&
        isTechniqueWord(pieces.map(({ text }) => text).join(''))
      );
    }),
  );
