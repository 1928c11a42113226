/** How many letters and digits a text has: what of it says something. */
export const lettersAndDigits = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;

/** How often the commonest character of a text occurs; 0 for an empty one. */
export const commonest = (text: string): number =>
  Math.max(0, ...[...new Set(text)].map((one) => text.split(one).length - 1));

/**
 * All matches of an expression with the flag `g`, in order, from the start of a text: `matchAll` without its copy of the expression. What V8
 * has compiled for a copy is lost with the second garbage collection after; for the expression itself it stays as long as that does.
 */
export function* matchesIn(text: string, pattern: RegExp): Generator<RegExpExecArray> {
  for (let from = 0; ; ) {
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    from = match?.[0] === '' ? behind(text, match.index, pattern.unicode) : pattern.lastIndex;
    // Whoever uses the expression meanwhile finds it as it was.
    pattern.lastIndex = 0;
    if (match === null) return;
    yield match;
  }
}

/** Where a match stands in its text. */
export const rangeOf = ({ 0: { length }, index }: RegExpExecArray) => ({ start: index, end: index + length });

/** Where the next character begins: an empty match must not be found for ever. */
const behind = (text: string, index: number, unicode: boolean): number =>
  index + (unicode && (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);

/** Longest line that forms are looked for in whose work grows faster than the text: no name, address or phone number is longer. */
export const LONGEST_LINE = 400;
