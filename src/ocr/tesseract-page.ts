import type * as Tesseract from 'tesseract.js';

/** A character of a Tesseract page, in pixels of the picture that Tesseract saw. */
export interface PageCharacter {
  readonly char: string;
  readonly bbox: Tesseract.Bbox;
  /** 0 to 1. */
  readonly score: number;
}

export const pageLines = (page: Tesseract.Page): Tesseract.Line[] =>
  (page.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));

/** The lines of a page as characters, with a space between words; words for which `keep` is false are left out. */
export function linesOf(page: Tesseract.Page, keep: (word: Tesseract.Word) => boolean = () => true): PageCharacter[][] {
  return pageLines(page).flatMap((line) => {
    const words = line.words.filter((word) => word.symbols.length > 0 && keep(word));
    const characters = words.flatMap((word, index) => [
      ...(index > 0 ? [spaceBetween(words[index - 1], word)] : []),
      ...word.symbols.flatMap(symbolCharacters),
    ]);
    return characters.length > 0 ? [tiled(characters)] : [];
  });
}

function spaceBetween(before: Tesseract.Word, after: Tesseract.Word): PageCharacter {
  return { char: ' ', score: 1, bbox: between(before.bbox, after.bbox) };
}

const between = (before: Tesseract.Bbox, after: Tesseract.Bbox): Tesseract.Bbox => ({
  x0: Math.min(before.x1, after.x0),
  x1: Math.max(before.x1, after.x0),
  y0: Math.min(before.y0, after.y0),
  y1: Math.max(before.y1, after.y1),
});

/** A symbol may hold several code units (a ligature): each gets the whole box. */
function symbolCharacters(symbol: Tesseract.Symbol): PageCharacter[] {
  return symbol.text.split('').map((char) => ({ char, bbox: symbol.bbox, score: symbol.confidence / 100 }));
}

/** Tesseract's symbol boxes leave slivers of ink between them: neighbours are made to meet in the middle of their gap. */
function tiled(characters: readonly PageCharacter[]): PageCharacter[] {
  return characters.map((character, index) => {
    if (character.char === ' ') return character;
    const [before, after] = [characters[index - 1], characters[index + 1]];
    const { bbox } = character;
    const x0 = before && before.char !== ' ' ? Math.min(bbox.x0, Math.floor((before.bbox.x1 + bbox.x0) / 2)) : bbox.x0;
    const x1 = after && after.char !== ' ' ? Math.max(bbox.x1, Math.ceil((bbox.x1 + after.bbox.x0) / 2)) : bbox.x1;
    return { ...character, bbox: { ...bbox, x0, x1 } };
  });
}
