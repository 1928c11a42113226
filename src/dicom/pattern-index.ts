import { matchesIn } from '../base/text';

/** A pattern and the letters and digits that its matches begin with, whatever stands between them. */
export interface LoosePattern {
  /** At least `LEAD` letters and digits, upper case. */
  readonly lead: string;
  /** Source of a regular expression with the flag `u`. */
  readonly source: string;
}

/** Letters and digits by which candidates are looked up. */
const LEAD = 3;

/**
 * Finds the matches of thousands of patterns in one pass over a text: only those are tried whose first letters and digits stand there. One
 * regular expression of all of them would try each at every character.
 */
export class PatternIndex {
  private readonly byLead = new Map<string, Map<string, RegExp | undefined>>();

  constructor(patterns: Iterable<LoosePattern>) {
    for (const { lead, source } of patterns) {
      const key = leadOf(lead);
      const group = this.byLead.get(key) ?? new Map<string, RegExp | undefined>();
      this.byLead.set(key, group.set(source, undefined));
    }
  }

  /** Every match as `[start, end)`; matches may overlap. */
  *matches(text: string): Generator<readonly [number, number]> {
    if (this.byLead.size === 0) return;
    const starts: number[] = [];
    let lead = '';
    for (const { 0: char, index } of matchesIn(text, /[\p{L}\p{N}]/gu)) {
      lead = (lead + char).slice(-LEAD * 2);
      starts.push(index);
      if (starts.length > LEAD) starts.shift();
      if (starts.length < LEAD) continue;
      for (const pattern of this.candidates(leadOf(lead, true))) {
        pattern.lastIndex = starts[0];
        const match = pattern.exec(text);
        if (match !== null) yield [starts[0], starts[0] + match[0].length];
      }
    }
  }

  private *candidates(lead: string): Generator<RegExp> {
    const group = this.byLead.get(lead);
    for (const [source, compiled] of group ?? []) {
      const pattern = compiled ?? new RegExp(source, 'uy');
      group?.set(source, pattern);
      yield pattern;
    }
  }
}

/** The first (or last) letters and digits; those outside the basic plane are two characters each. */
const leadOf = (text: string, last = false): string => {
  const characters = text.match(/[\p{L}\p{N}]/gu) ?? [];
  return (last ? characters.slice(-LEAD) : characters.slice(0, LEAD)).join('');
};
