import { chronoNode, compromise } from '../../base/language';
import type { PresidioEntity, PresidioResult } from './types';

/** The score that Presidio gives to whatever spaCy finds. */
const SCORE = 0.85;
/** Text beyond this length is analysed in parts: chrono's work grows faster than the text. */
const PART = 2_000;

/**
 * Stands in for spaCy's `en_core_web_lg`: compromise for people, places and nationalities, chrono-node for dates and times. Rules and
 * a lexicon, no statistical model, so it finds fewer names that it has never seen; organisations are left out, as Presidio's default
 * configuration leaves them out.
 */
export function recogniseEntities(text: string): readonly PresidioResult[] {
  const results: PresidioResult[] = [];
  for (let from = 0; from < text.length; from += PART) {
    const part = text.slice(from, from + PART);
    for (const { entity, start, end } of [...wordsOf(part), ...datesOf(part)]) {
      results.push({
        entity,
        start: from + start,
        end: from + end,
        score: SCORE,
        recogniser: 'SpacyRecognizer (compromise, chrono-node)',
      });
    }
  }
  return results;
}

type Found = Pick<PresidioResult, 'entity' | 'start' | 'end'>;

interface OffsetView {
  readonly offset?: { readonly start: number; readonly length: number };
}

function wordsOf(text: string): Found[] {
  const document = compromise()(text);
  const views: readonly [PresidioEntity, { json(options: object): unknown }][] = [
    ['PERSON', document.people()],
    ['LOCATION', document.places()],
    ['NRP', document.match('#Demonym+')],
  ];
  return views.flatMap(([entity, view]) =>
    (view.json({ offset: true }) as readonly OffsetView[]).flatMap(({ offset }) =>
      offset && offset.length > 0 ? [{ entity, ...trim(text, offset.start, offset.start + offset.length) }] : [],
    ),
  );
}

/** compromise's offsets take in the punctuation around a phrase. */
function trim(text: string, start: number, end: number): { start: number; end: number } {
  const value = text.slice(start, end);
  const lead = value.length - value.replace(/^[\s\p{P}]+/u, '').length;
  const tail = value.length - value.replace(/[\s\p{P}]+$/u, '').length;
  return { start: start + lead, end: end - tail };
}

const datesOf = (text: string): Found[] =>
  chronoNode()
    .parse(text)
    .map(({ index, text: matched }) => ({ entity: 'DATE_TIME', start: index, end: index + matched.length }));
