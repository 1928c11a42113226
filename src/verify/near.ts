import { type Box, boxHeight, boxWidth, growBox } from '../base/geometry';
import type { Page } from '../base/types';

/**
 * What is read of each line inside `box` or near it (half the text's height around it): characters by the centre of their boxes. One
 * string a line; lines that do not come near are left out.
 */
export function textsNear(page: Page, box: Box): readonly string[] {
  const reach = Math.ceil(Math.min(boxHeight(box), boxWidth(box)) / 2) + 1;
  const area = growBox(box, reach, reach, page.width, page.height);
  return page.lines.flatMap(({ line }) => {
    const near = line.characters.filter(({ box: { left, right, top, bottom } }) => {
      const x = (left + right) / 2;
      const y = (top + bottom) / 2;
      return x >= area.left && x < area.right && y >= area.top && y < area.bottom;
    });
    return near.length === 0 ? [] : [near.map(({ char }) => char).join('')];
  });
}
