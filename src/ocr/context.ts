import type { EdgedCharacter } from './edges';

/**
 * Letters and digits of one shape (`0O`, `1Il`) are told apart by what stands around them: the picture alone does not hold the
 * answer. Only characters that look alike are exchanged, so positions and lengths stay, and the first reading stays an alternative.
 */
export function fixLookAlikes(characters: readonly EdgedCharacter[]): EdgedCharacter[] {
  const text = characters.map(({ char }) => char);
  return characters.map((character, index) => {
    const better = betterReading(text, index, character);
    return better === undefined || better === character.char ? character : exchange(character, better);
  });
}

function exchange(character: EdgedCharacter, char: string): EdgedCharacter {
  const others = character.alternatives.filter((alternative) => alternative.char !== char);
  return { ...character, char, alternatives: [{ char: character.char, score: character.score }, ...others] };
}

const LOOK_ALIKE = /[0OoIl1|]/;
const LETTER = /\p{L}/u;
const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}/u;

function betterReading(text: readonly string[], index: number, { alternatives }: EdgedCharacter): string | undefined {
  const char = text[index];
  // `^` separates the parts of a DICOM name; a tilde is no part of any overlay.
  if (char === '~') return '^';
  if (!LOOK_ALIKE.test(char)) return undefined;
  const sure = wordAround(text, index).filter((other) => !LOOK_ALIKE.test(other));
  const letters = sure.filter((other) => LETTER.test(other)).length;
  // `36.Ocm`: behind a decimal point.
  if ('0Oo'.includes(char) && /[.,]/.test(text[index - 1] ?? '') && /\d/.test(text[index - 2] ?? '')) return '0';
  if (sure.length >= 2 && letters === 0) return 'Oo'.includes(char) ? '0' : '1Il|'.includes(char) ? '1' : undefined;
  const wordOnly = sure.length >= 2 && letters === sure.length;
  const small = LOWER.test(text[index - 1] ?? '');
  const ends = !LETTER.test(text[index + 1] ?? '');
  if (char === '0') return wordOnly && !ends && mayBeLetter(alternatives) ? (small ? 'o' : 'O') : undefined;
  // A one at the end of a word is a number: `Ser1`.
  if (char === '1' || char === '|') return wordOnly && !ends ? strokeReading(text, index) : undefined;
  return char === 'I' || char === 'l' ? strokeReading(text, index) : undefined;
}

/** Whether the recogniser saw some letter O in a zero: `D0B`, but not the unit in `0cm`. */
const mayBeLetter = (alternatives: EdgedCharacter['alternatives']): boolean =>
  alternatives.some(({ char, score }) => (char === 'O' || char === 'o') && score >= MAYBE);
const MAYBE = 0.003;

/** `I` or `l`, by the cases of its neighbours: `Jul`, `Clinic`, `ID`, `III` stays. */
function strokeReading(text: readonly string[], index: number): string | undefined {
  const before = text[index - 1] ?? '';
  const after = text[index + 1] ?? '';
  if (LOWER.test(before) && before !== 'l') return 'l';
  if (UPPER.test(after) && after !== 'I') return 'I';
  if (UPPER.test(before) && before !== 'I') return LOWER.test(after) ? 'l' : LETTER.test(after) ? undefined : 'I';
  return undefined;
}

/** The other letters and digits of the word around a character. */
function wordAround(text: readonly string[], index: number): string[] {
  const inWord = (char: string | undefined) => char !== undefined && /[\p{L}\d|]/u.test(char);
  let [from, to] = [index, index];
  while (inWord(text[from - 1])) from--;
  while (inWord(text[to + 1])) to++;
  return text.slice(from, to + 1).filter((_, k) => from + k !== index);
}
