import { coveredShare } from '../base/coverage';
import type { Box } from '../base/geometry';
import { lettersAndDigits } from '../base/text';
import type { Page, PhiHit, TextLine } from '../base/types';
import { residualCharacters } from '../phi/residual';
import type { Finding } from './findings';
import { isLabelText, onLabel } from './labels';
import { textsNear } from './near';

/** From so many characters on a remainder is legible: two letters alone say nothing. */
export const LEGIBLE_CHARACTERS = 3;
/** From this share on a line is another reading of technical words. */
const MISREAD_SHARE = 0.8;
/** Away from its place a removed text counts only when nearly all of it is there: three letters in a row occur by chance. */
const ELSEWHERE = { characters: 5, share: 0.8 };

/** Where labels and technical words stood before redaction, and still stand. */
interface Kept {
  readonly technique?: readonly Box[];
  readonly labels?: readonly Box[];
}

/**
 * Removed texts that can still be read: part of one at its place, or nearly all of it anywhere. Technical text and labels beside the place
 * are no part of it: `3/48` is an image, not what is left of `03:48`, and the `ent` of `Patient ID` is not what is left of a `Kent` in the
 * next row.
 */
export function knownTexts(
  page: Page,
  { removed, technique = [], labels = [] }: Kept & { readonly removed: readonly PhiHit[] },
): readonly Finding[] {
  const lines = page.lines.map(({ line }) => line);
  const isKept = (line: TextLine): boolean =>
    coveredShare(line.box, technique) >= MISREAD_SHARE || (isLabelText(line.text) && onLabel(line.box, labels));
  const open = { ...page, lines: page.lines.filter(({ line }) => !isKept(line)) };
  return removed.flatMap((hit) => {
    const finding = (characters: number, box: Box): Finding => ({
      kind: 'known',
      phiClass: hit.phiClass,
      frames: page.frameIndices,
      box,
      characters,
    });
    const here = hit.frameIndices.some((frame) => page.frameIndices.includes(frame)) ? hit.boxes : [];
    const atPlace = here
      .map((box) => ({ box, characters: residualCharacters(textsNear(open, box), hit.text) }))
      .filter(({ characters }) => characters >= LEGIBLE_CHARACTERS);
    const elsewhere = lines
      .map((line) => ({ box: line.box, characters: residualCharacters([line.text], hit.text) }))
      .filter(
        ({ characters }) => characters >= Math.max(ELSEWHERE.characters, ELSEWHERE.share * lettersAndDigits(hit.text)),
      );
    return [...atPlace, ...elsewhere].map(({ box, characters }) => finding(characters, box));
  });
}
