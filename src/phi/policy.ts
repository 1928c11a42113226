import type { Box } from '../base/geometry';
import type { Page, PhiClass, PhiSpan } from '../base/types';
import type { FindContext, FinderInput, Finding, RetainOption } from './finder';
import { isTechnique } from './technique';

const RETAINED: Readonly<Record<RetainOption, readonly PhiClass[]>> = {
  'patient-characteristics': ['age', 'sex'],
  dates: ['date', 'time'],
  institution: ['institution'],
};

/** Whether patient data of a class may stay in the picture under the options (PS3.15 E.3). */
export const isRetained = (phiClass: PhiClass, retain: readonly RetainOption[] = []): boolean =>
  retain.some((option) => RETAINED[option].includes(phiClass));

/** Finders that know a value from outside of it; what they say is not up to the allow-list. */
const FIRM: ReadonlySet<string> = new Set(['labels', 'header']);

/**
 * Without the classes that may stay, and without what the user's allow-list names as a whole, unless a label or the header says that it
 * is patient data.
 *
 * @param found what the finders said, before it was merged
 */
export function applyRetain(
  spans: readonly PhiSpan[],
  found: readonly PhiSpan[],
  text: string,
  context: FindContext,
): readonly PhiSpan[] {
  const allowed = new Set((context.rules?.allow ?? []).map((entry) => entry.toLowerCase()));
  const firm = found.filter(({ finder }) => FIRM.has(finder));
  return spans.filter((span) => {
    if (isRetained(span.phiClass, context.retain)) return false;
    const named = allowed.has(text.slice(span.start, span.end).toLowerCase().trim());
    return !named || firm.some((other) => other.start < span.end && span.start < other.end);
  });
}

/** Whether text stands in areas that the user's rules keep: the middle of each of its characters does. */
export function isKept(page: Page, start: number, end: number, kept: readonly Box[]): boolean {
  if (kept.length === 0) return false;
  const boxes = page.lines.flatMap(({ line, start: first }) =>
    line.characters.slice(Math.max(0, start - first), Math.max(0, end - first)).map(({ box }) => box),
  );
  return boxes.length > 0 && boxes.every((box) => kept.some((area) => isMiddleIn(area, box)));
}

const isMiddleIn = (area: Box, box: Box): boolean => {
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  return x >= area.left && x < area.right && y >= area.top && y < area.bottom;
};

/** Without what stands in areas that the user's rules keep, unless a label or the header says that it is patient data. */
export function applyKept(
  spans: readonly PhiSpan[],
  found: readonly PhiSpan[],
  page: Page,
  kept: readonly Box[],
): readonly PhiSpan[] {
  const firm = found.filter(({ finder }) => FIRM.has(finder));
  return spans.filter(
    ({ start, end }) => !isKept(page, start, end, kept) || firm.some((other) => other.start < end && start < other.end),
  );
}

/** Under `all-text`: every word goes that is neither technique, laterality, scale or measurement nor on the user's allow-list. */
export function allText(input: FinderInput): readonly Finding[] {
  const allowed = new Set((input.context.rules?.allow ?? []).map((entry) => entry.toLowerCase()));
  return input.cells.flatMap((cell) => {
    if (allowed.has(cell.text.toLowerCase())) return [];
    const runs: Finding[] = [];
    let open = false;
    for (const word of cell.words) {
      const stays = isTechnique(word.text) || allowed.has(word.text.toLowerCase());
      if (stays) {
        open = false;
      } else if (open) {
        runs[runs.length - 1] = { ...runs.at(-1)!, end: word.end };
      } else {
        runs.push({ start: word.start, end: word.end, phiClass: 'other', score: 0.5 });
        open = true;
      }
    }
    return runs;
  });
}
