import type { Rng } from '../random';
import { allFaces, type Face, hasCharacters } from './faces';
import type { ScreenStudy } from './facts';
import type { Layout } from './layout';
import { cellSize } from './letters';
import type { Look } from './sheet';

/** Letters of the nine languages and the signs of screens; all other characters are written without accents. */
const KNOWN = new Set('ÄÖÜäöüßÀÂÇÉÈÊËÎÏÔŒÙÛàâçéèêëîïôœùûÁÍÑÓÚáíñóú¿ºªÌÒìòÃÕãõĄĆĘŁŃŚŹŻąćęłńśźżĞİŞğış°±µ²³·×');
const SIGNS: Readonly<Record<string, string>> = {
  '±': '+/-',
  µ: 'u',
  '²': '2',
  '³': '3',
  º: 'o',
  ª: 'a',
  '×': 'x',
  '·': '.',
  '¿': '',
};

/** A text in characters that the face has. */
export function inFace(face: Face, text: string): string {
  return Array.from(text, (char) => {
    if (char <= '~' || (KNOWN.has(char) && hasCharacters(face, char))) return char;
    const plain =
      SIGNS[char] ??
      char
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace('ł', 'l')
        .replace('Ł', 'L')
        .replace('ı', 'i')
        .replace('ß', 'ss');
    return plain <= '~' ? plain : '';
  }).join('');
}

/** Face, size and colour of a device. Faces without the language's letters are drawn only for devices that fold them. */
export function pickLook(rng: Rng, layout: Layout, study: ScreenStudy, longerSide: number, folded: boolean): Look {
  const kind = rng.pick(layout.faces);
  const needed = folded ? '' : JSON.stringify([study.patient, study.institution, study.words.labels]);
  const faces = allFaces().filter((face) => face.kind === kind && hasCharacters(face, needed));
  const face = rng.pick(faces.length > 0 ? faces : allFaces().filter((other) => other.lacks === undefined));
  const size =
    layout.kind === 'overlay'
      ? Math.round(longerSide / rng.range(...layout.lines))
      : Math.round(rng.range(...layout.textSize));
  const wanted = Math.min(48, Math.max(8, size));
  return {
    face,
    // Lines stand as far apart as the letters, which pixel faces draw in few sizes, are high.
    size: face.cells === undefined ? wanted : Math.round((face.cells[1] * cellSize(face, wanted)) / 0.72),
    aliased: rng.chance(0.22),
    colour: rng.pick(layout.colours),
    ...(layout.kind === 'overlay' ? { effect: rng.pick(['shadow', 'outline', undefined] as const) } : {}),
  };
}
