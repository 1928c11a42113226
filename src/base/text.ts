/** How many letters and digits a text has: what of it says something. */
export const lettersAndDigits = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;

/** How often the commonest character of a text occurs; 0 for an empty one. */
export const commonest = (text: string): number =>
  Math.max(0, ...[...new Set(text)].map((one) => text.split(one).length - 1));
