import { DeidError } from '../base/errors';
import type { Page, PhiSpan } from '../base/types';
import { cellsOf } from '../page/cells';
import { findByHeader } from './find-header';
import { findInstitutions } from './find-institutions';
import { findByLabels, readLabels } from './find-labels';
import { findByNames } from './find-names';
import { findByNer } from './find-ner';
import { findByPatterns } from './find-patterns';
import { findByRules } from './find-rules';
import type { FindContext, Finder, FinderInput } from './finder';
import { mergeSpans } from './merge';
import { allText, applyKept, applyRetain } from './policy';

export type { FindContext, Finder, FinderInput, RetainOption } from './finder';
export { RETAIN_OPTIONS } from './finder';

/** Every finder, by id. One line here adds one; the contract test runs over all. */
export const FINDERS = {
  labels: findByLabels,
  header: findByHeader,
  patterns: findByPatterns,
  names: findByNames,
  institutions: findInstitutions,
  rules: findByRules,
  ner: findByNer,
} as const satisfies Record<string, Finder>;

export type FinderId = keyof typeof FINDERS;
export const FINDER_IDS = Object.keys(FINDERS) as readonly FinderId[];

/**
 * Where patient data stands in a page's text: sorted, without overlaps, one span for each value.
 *
 * Knows nothing but its arguments, so two files never influence each other.
 *
 * @throws DeidError `finder-unknown` for an id that is not in `FINDERS`
 */
export async function findPhi(page: Page, context: FindContext): Promise<readonly PhiSpan[]> {
  const input = prepare(page, context);
  const spans: PhiSpan[] = [];
  for (const id of context.finders ?? FINDER_IDS) {
    for (const finding of await finderOf(id)(input)) spans.push({ ...finding, finder: id });
  }
  if (context.policy === 'all-text') {
    for (const finding of allText(input)) spans.push({ ...finding, finder: 'all-text' });
  }
  const labels = context.policy === 'all-text' ? [] : input.labels;
  const retained = applyRetain(mergeSpans(page.text, spans, labels), spans, page.text, context);
  return applyKept(retained, spans, page, context.kept ?? []);
}

function prepare(page: Page, context: FindContext): FinderInput {
  const cells = cellsOf(page);
  return { page, cells, labels: readLabels(cells, page.text).labels, context };
}

function finderOf(id: string): Finder {
  if (!Object.hasOwn(FINDERS, id)) {
    throw new DeidError('finder-unknown', `no finder of that name: must be one of ${FINDER_IDS.join(', ')}`);
  }
  return FINDERS[id as FinderId];
}
