/** How many letters and digits a text has: what of it says something. */
export const lettersAndDigits = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;
