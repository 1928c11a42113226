import { type Box, boxHeight, boxWidth } from '../base/geometry';
import type { Frame, Page } from '../base/types';
import { cellsOf } from '../page/cells';
import { boxesOf } from '../phi/hits';
import { isPlane } from '../phi/technique';
import { besideInRow, flipBox, isNextRow } from './rows';
import { growBeside, runsTurned } from './strokes';

/**
 * Strokes before and behind a plane (`COR`) in one block with patient data, of which no reader made a letter: the patient's sex stands
 * there. Boxes in frame pixels, without the plane itself.
 *
 * @param views of one frame
 * @param painted where patient data stands, or may stand
 * @param labels growth ends there, and at everything that was read
 */
export function inkBesidePlanes(
  views: readonly Frame[],
  page: Page,
  painted: readonly Box[],
  labels: readonly Box[],
): readonly Box[] {
  const planes = cellsOf(page)
    .flatMap(({ words }) => words)
    .filter(({ text }) => isPlane(text));
  return planes.flatMap((plane) => {
    const characters = page.lines.flatMap(({ line, start }) =>
      line.characters.filter((_, at) => start + at < plane.start || start + at >= plane.end).map(({ box }) => box),
    );
    return boxesOf(page, [plane]).flatMap((box) => {
      const turned = runsTurned(page, box);
      if (!painted.some((other) => isNeighbour(other, box, turned))) return [];
      return beyond(box, growBeside(views, box, [...labels, ...painted, ...characters], turned));
    });
  });
}

function isNeighbour(other: Box, box: Box, turned: boolean): boolean {
  const [a, b] = turned ? [flipBox(other), flipBox(box)] : [other, box];
  return isNextRow(a, b) || besideInRow(a, b);
}

/** What a grown box has more on either side. */
const beyond = (box: Box, grown: Box): readonly Box[] =>
  [
    { ...grown, right: box.left },
    { ...grown, left: box.right },
    { ...grown, bottom: box.top },
    { ...grown, top: box.bottom },
  ].filter((piece) => boxWidth(piece) > 0 && boxHeight(piece) > 0);
