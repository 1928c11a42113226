import { boxHeight, boxWidth } from '../base/geometry';
import { commonest } from '../base/text';
import type { TextLine } from '../base/types';

/** Texture that repeats (vertebrae, ribs, scales) reads as few different characters: `500000000`. */
const REPEATING = { characters: 5, different: 3, score: 0.9 };
/** A long text of which one character makes more than this share repeats, too: `300000- 00 0000000.000`. */
const LONG = { characters: 8, share: 0.7 };
/** What is read in texture only needs this much certainty to count as text. */
const SURE = 0.8;
/** Turned text is rare, and anatomy runs along the picture's height. */
const TURNED = { score: 0.65, largest: 64 };

/** Overlays are not higher than this share of the picture's longer side. */
const TALLEST = 0.16;

/**
 * Whether what was read in a region is text. Texture reads as dots, strokes and repeated digits; what was found by shape alone must be
 * letters or digits, read with certainty.
 *
 * @param region where it was read
 * @param picture the size of what it was read in
 * @param minScore of a line, 0 to 1
 */
export function believable(
  line: TextLine,
  region: { readonly glyph?: boolean },
  picture: { readonly width: number; readonly height: number },
  minScore: number,
): boolean {
  const { text, score, rotation } = line;
  const size = Math.min(boxWidth(line.box), boxHeight(line.box));
  if (size > TALLEST * Math.max(picture.width, picture.height)) return text.length > 2 && score >= REPEATING.score;
  const letters = /[\p{L}\d]/u.test(text);
  if (region.glyph) return rotation === 0 && score >= SURE && letters;
  if (!letters) return score >= SURE;
  // Ribs and vertebrae along the side: no value is one character over and over.
  if (rotation % 180 !== 0 && isOneCharacter(text)) return false;
  if (repeats(text)) return score >= REPEATING.score;
  if (rotation % 180 !== 0)
    return score >= (size > TURNED.largest ? REPEATING.score : Math.max(minScore, TURNED.score));
  return score >= minScore;
}

const isOneCharacter = (text: string): boolean => text.length >= REPEATING.characters && new Set(text).size === 1;

function repeats(text: string): boolean {
  const visible = text.replace(/\s/g, '');
  const isOneMostly = visible.length >= LONG.characters && commonest(visible) > LONG.share * visible.length;
  return isOneMostly || (visible.length >= REPEATING.characters && new Set(visible).size <= REPEATING.different);
}
