import { PHI_CLASSES } from '../../base/types';
import type { PageLayout } from '../../page/layout';
import { isPatientData } from './draft';
import { FEATURE_NAMES, featuresOf, type PlacedDraft } from './features';
import { RULES } from './reason';

/** So many of a word's characters are seen. */
const LETTERS = 16;
/** What a character is where it is no ASCII one, the first that holds: 1, 2 or 3. */
const OTHERS = [/\p{Lu}/u, /\p{L}/u, /./su];
const RULE_NAMES = Object.keys(RULES);

/** What the numbers stand for, in their order: a network that was trained on others says nothing of these. */
export const WORD_TRAITS = { classes: PHI_CLASSES, rules: RULE_NAMES, features: FEATURE_NAMES };

/** What is known of a word before it is scored. */
const STATES = ['open', 'patient data', 'stays'] as const;

/** Numbers of a word: its letters, what it was found to be, where it stands, its features. `scripts/train-explain/network.py` takes them apart again. */
export const WORD_NUMBERS = LETTERS + 11 + FEATURE_NAMES.length;

/** A word as the network sees it: `WORD_NUMBERS` numbers; boxes in pixels, text running to the right. */
export function encodeWord(place: PlacedDraft, { words, cells, page }: PageLayout): readonly number[] {
  const { draft, word, isFixed } = place;
  const { text, reading, cell } = words[word];
  const codes = [...text].slice(0, LETTERS).map(codeOf);
  const state = isFixed ? 'stays' : isPatientData(draft) ? 'patient data' : 'open';
  return [
    ...codes,
    ...Array<number>(LETTERS - codes.length).fill(0),
    // 0 is none.
    draft.phiClass === undefined ? 0 : PHI_CLASSES.indexOf(draft.phiClass) + 1,
    draft.rule === undefined ? 0 : RULE_NAMES.indexOf(draft.rule) + 1,
    STATES.indexOf(state),
    ...[reading.left, reading.top, reading.right, reading.bottom],
    ...[cells[cell].height, cell, page.width, page.height],
    ...featuresOf(place),
  ];
}

/** A letter without its accents, as ASCII has it. */
function codeOf(character: string): number {
  const code = character.normalize('NFD').charCodeAt(0);
  if (code > 31 && code < 127) return code;
  return 1 + OTHERS.findIndex((kind) => kind.test(character));
}
