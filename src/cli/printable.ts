/**
 * Text of unknown origin (file names) as it may go to a terminal: control characters of both sets, line breaks included, and those that
 * turn the direction of writing become `\xNN` or `\u{NNNN}`.
 */
export const printable = (text: string): string => text.replace(UNSAFE, escapeOf);

/** The same for whole outputs, whose line breaks and tabs are their own. */
export const printableLines = (text: string): string =>
  text.replace(UNSAFE, (char) => (char === '\n' || char === '\t' ? char : escapeOf(char)));

/** JSON stays JSON. */
export const printableJson = (json: string): string =>
  json.replace(UNSAFE, (char) => (char === '\n' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));

const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function escapeOf(char: string): string {
  const hex = char.charCodeAt(0).toString(16);
  return char.charCodeAt(0) < 256 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}
