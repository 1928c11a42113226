import type { Page, PhiHit } from '../base/types';
import { type FindContext, findPhi } from '../phi/find';
import { readLabels } from '../phi/find-labels';
import { spansToHits } from '../phi/hits';
import { cellsOf } from '../phi/words';
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
  const known = [...(await findPhi(page, context)), ...readLabels(cellsOf(page), page.text).labels];
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
