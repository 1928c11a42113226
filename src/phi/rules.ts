import { DeidError } from '../base/errors';
import type { Box } from '../base/geometry';
import { PHI_CLASSES, type PhiClass } from '../base/types';
import { type FixedRectangle, readRectangle, rectanglesFor } from './rectangles';
import type { RuleFacts } from './rule-facts';

/** A user's own additions, from one JSON file. */
export interface UserRules {
  /** Regular expressions (JavaScript, Unicode); each match is patient data of the class. */
  readonly patterns: readonly { readonly pattern: RegExp; readonly phiClass: PhiClass }[];
  /** Words and phrases that are patient data wherever they stand; case and look-alike characters aside. */
  readonly words: readonly { readonly text: string; readonly phiClass: PhiClass }[];
  /** Texts that stay; whole values, case ignored. They do not protect what a header value or a label says is patient data. */
  readonly allow: readonly string[];
  /** Areas to blacken always. */
  readonly rectangles: readonly FixedRectangle[];
  /** Areas whose text stays, but for what a header value or a label says is patient data. */
  readonly keepRectangles: readonly FixedRectangle[];
}

const MOST_ENTRIES = 10_000;
const LONGEST_TEXT = 1_000;

/**
 * Checks a user's rules.
 *
 * `{ "patterns": [{ "pattern": "ZX-\\d{4}", "class": "id", "flags": "i" }], "words": ["Riverside", { "text": "Doe", "class": "name" }],
 *    "allow": ["PHANTOM"], "rectangles": [{ "modality": "US", "manufacturer": "GE", "box": [0, 0, 1, 0.08], "relative": true }],
 *    "keep-rectangles": [{ "modality": "US", "box": "ultrasound-regions" }] }`,
 * every part optional; docs/rules.md explains each.
 *
 * @throws DeidError `rules-invalid`; the message names the place (`words[3].class`) and what is expected, never the value
 */
export function loadUserRules(json: unknown): UserRules {
  const root = asObject(json, 'rules', ['patterns', 'words', 'allow', 'rectangles', 'keep-rectangles']);
  return {
    patterns: asList(root.patterns, 'patterns').map(readPattern),
    words: asList(root.words, 'words').map(readWord),
    allow: asList(root.allow, 'allow').map((entry, index) => asText(entry, `allow[${index}]`)),
    rectangles: rectanglesAt(root, 'rectangles'),
    keepRectangles: rectanglesAt(root, 'keep-rectangles'),
  };
}

const rectanglesAt = (root: Record<string, unknown>, key: string): readonly FixedRectangle[] =>
  asList(root[key], key).map((entry, index) => readRectangle(entry, `${key}[${index}]`));

/** The areas of this file that go, clipped to its frame. */
export const fixedRectangles = (rules: UserRules, facts: RuleFacts): readonly Box[] =>
  rectanglesFor(rules.rectangles, facts);

/** The areas of this file that stay. */
export const keptRectangles = (rules: UserRules, facts: RuleFacts): readonly Box[] =>
  rectanglesFor(rules.keepRectangles, facts);

const invalid = (path: string, expected: string, cause?: unknown): DeidError =>
  new DeidError('rules-invalid', `${path}: ${expected}`, { cause });

function asObject(value: unknown, path: string, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(path, 'must be an object');
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw invalid(path, `unknown key ${JSON.stringify(unknown.slice(0, 40))}, must be one of ${keys.join(', ')}`);
  }
  return value as Record<string, unknown>;
}

function asList(value: unknown, path: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw invalid(path, 'must be an array');
  if (value.length > MOST_ENTRIES) throw invalid(path, `has more than ${MOST_ENTRIES} entries`);
  return value;
}

function asText(value: unknown, path: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw invalid(path, 'must be a text that is not empty');
  if (value.length > LONGEST_TEXT) throw invalid(path, `is longer than ${LONGEST_TEXT} characters`);
  return value.trim();
}

function asClass(value: unknown, path: string): PhiClass {
  if (value === undefined) return 'other';
  const known = PHI_CLASSES.find((phiClass) => phiClass === value);
  if (!known) throw invalid(path, `must be one of ${PHI_CLASSES.join(', ')}`);
  return known;
}

function readPattern(entry: unknown, index: number): UserRules['patterns'][number] {
  const path = `patterns[${index}]`;
  const object = typeof entry === 'string' ? { pattern: entry } : asObject(entry, path, ['pattern', 'class', 'flags']);
  const flags = object.flags === undefined ? '' : asText(object.flags, `${path}.flags`);
  if (!/^[ims]*$/.test(flags)) throw invalid(`${path}.flags`, 'must consist of the letters i, m and s');
  const place = typeof entry === 'string' ? path : `${path}.pattern`;
  const source = asText(object.pattern, place);
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, `gu${flags}`);
  } catch (cause) {
    throw invalid(place, 'is not a regular expression', cause);
  }
  if (pattern.test('')) throw invalid(place, 'matches the empty text, so it would match everywhere');
  return { pattern, phiClass: asClass(object.class, `${path}.class`) };
}

function readWord(entry: unknown, index: number): UserRules['words'][number] {
  const path = `words[${index}]`;
  const object = typeof entry === 'string' ? { text: entry } : asObject(entry, path, ['text', 'class']);
  return {
    text: asText(object.text, typeof entry === 'string' ? path : `${path}.text`),
    phiClass: asClass(object.class, `${path}.class`),
  };
}
