import { lettersAndDigits } from '../base/text';
import type { Page, Rotation } from '../base/types';

/** How many letters and digits of a page are read each way up; by letters, not by lines: texture is read as many lines of one letter. */
export function lettersByRotation({ lines }: Page): ReadonlyMap<Rotation, number> {
  const letters = new Map<Rotation, number>();
  for (const { line } of lines)
    letters.set(line.rotation, (letters.get(line.rotation) ?? 0) + lettersAndDigits(line.text));
  return letters;
}
