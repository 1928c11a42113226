import type { Page, PhiClass, PhiSpan } from '../base/types';
import { analysePage } from '../page/layout';
import { explainWords } from '../phi/explain/explain';
import type { WordNetwork } from '../phi/explain/word-network';
import { type FindContext, findPhi } from '../phi/find';
import { isKept, isRetained } from '../phi/policy';
import type { Reason } from './reason';

/** A word or the part of one, and what becomes of it. */
export interface Fragment {
  /** Index into `Page.lines`, and offsets into `Page.text`. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly goes: boolean;
  readonly phiClass: PhiClass;
  readonly because: readonly Reason[];
}

export interface Decision {
  readonly page: Page;
  /** Patient data by evidence: what the exact scores count. */
  readonly spans: readonly PhiSpan[];
  /** In reading order, without overlaps; together all words of the page. */
  readonly fragments: readonly Fragment[];
}

/** Under which principle texts go (design: `phi`: only evidence; `explain`: also what nothing explains; `all-text`: all but the allow-list). */
export type PolicyId = FindContext['policy'] | 'explain';

/**
 * Decides for each word of a page: evidence of patient data makes it go, a reason keeps it, and under `explain` what has neither goes, too.
 */
export async function decidePage(
  page: Page,
  context: FindContext,
  policy: PolicyId,
  network: WordNetwork,
): Promise<Decision> {
  const found = await findPhi(page, { ...context, retain: [], policy: policy === 'all-text' ? 'all-text' : 'phi' });
  const mayStay = ({ phiClass }: PhiSpan): boolean => isRetained(phiClass, context.retain);
  const spans = found.filter((span) => !mayStay(span));
  const retained = found.filter(mayStay);
  const layout = analysePage(page);
  const pieces = spans.flatMap((span) =>
    [span, ...(span.rest ?? [])].map(({ start, end }) => ({ start, end, span, phiClass: span.phiClass })),
  );
  const known = { header: context.header, allow: context.rules?.allow, evidence: pieces };
  const reasons = await explainWords(layout, known, network);
  const fragments = layout.words.flatMap((word, index) => {
    const inWord = pieces.filter(({ start, end }) => start < word.end && word.start < end);
    const isKeptHere = isKept(page, word.start, word.end, context.kept ?? []);
    const isOption = retained.some(({ start, end }) => start < word.end && word.start < end);
    const reason = isKeptHere
      ? { rule: 'keep-rectangle', score: 1 }
      : (reasons[index] ?? (isOption ? { rule: 'retain-option', score: 1 } : undefined));
    const rest: Omit<Fragment, 'start' | 'end'> =
      reason === undefined && policy === 'explain'
        ? { line: word.line, goes: true, phiClass: 'other', because: [{ rule: 'unexplained', score: 1 }] }
        : { line: word.line, goes: false, phiClass: 'other', because: reason === undefined ? [] : [reason] };
    return cutWord(word, inWord, rest);
  });
  return { page, spans, fragments };
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly span: PhiSpan;
}

/** The parts of a word that patient data covers, and the rest. What holds no letter or digit goes with its neighbour. */
function cutWord(
  word: { readonly start: number; readonly end: number },
  pieces: readonly Piece[],
  rest: Omit<Fragment, 'start' | 'end'>,
): readonly Fragment[] {
  const cuts = [...new Set([word.start, word.end, ...pieces.flatMap(({ start, end }) => [start, end])])]
    .filter((at) => at >= word.start && at <= word.end)
    .sort((a, b) => a - b);
  return cuts.slice(1).map((end, index): Fragment => {
    const start = cuts[index];
    const found = pieces.filter((piece) => piece.start < end && start < piece.end);
    if (found.length === 0) return { ...rest, start, end };
    const [{ span }] = found;
    const because = found.map(({ span: { finder, score } }) => ({ rule: finder, score }));
    return { line: rest.line, start, end, goes: true, phiClass: span.phiClass, because };
  });
}
