import type { Piece } from '../../piece';
import type { Kit } from '../layout';
import type { RunOptions } from '../sheet';

export type CornerId = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** Lines in a corner of the picture, right ones flush right, lower ones ending at the edge. */
export function corner(
  { sheet }: Kit,
  at: CornerId,
  lines: readonly (readonly Piece[])[],
  options: RunOptions & { readonly margin?: number } = {},
): void {
  const margin = options.margin ?? Math.max(3, Math.round(sheet.look.size * 0.4));
  const pitch = Math.round((options.size ?? sheet.look.size) * 1.22);
  const shown = lines.filter((line) => line.some(({ text }) => text !== ''));
  const right = at.endsWith('right');
  const top = at.startsWith('top') ? margin : sheet.height - margin - shown.length * pitch;
  sheet.column(right ? sheet.width - margin : margin, top, shown, {
    align: right ? 'right' : 'left',
    pitch,
    ...options,
  });
}

/** The letters of the patient's sides at the middle of the edges. */
export function sides(
  { sheet, rng }: Kit,
  letters: readonly [left: string, top: string, right: string, bottom: string],
  stay: (text: string) => Piece,
): void {
  const { width, height, look } = sheet;
  const size = look.size * rng.pick([1, 1, 1.3]);
  const shown = rng.pick([[0], [0, 1], [0, 2], [0, 1, 2, 3], []] as const);
  const places: readonly (readonly [number, number, 'left' | 'right' | 'center'])[] = [
    [4, height / 2, 'left'],
    [width / 2, 3, 'center'],
    [width - 4, height / 2, 'right'],
    [width / 2, height - size * 1.2, 'center'],
  ];
  for (const i of shown) {
    const [x, y, align] = places[i];
    if (letters[i] !== '') sheet.text(x, y, [stay(letters[i])], { align, size });
  }
}

/** A ruler with centimetres along an edge, without numbers. */
export function ruler({ sheet, rng }: Kit): void {
  const { width, height } = sheet;
  const length = height * rng.range(0.25, 0.45);
  const top = (height - length) / 2;
  const x = rng.pick([5, width - 8]);
  for (let i = 0; i <= 10; i++)
    sheet.fill(
      x === 5 ? x : x - (i % 5 === 0 ? 8 : 4),
      top + (length * i) / 10,
      i % 5 === 0 ? 9 : 5,
      1,
      sheet.look.colour,
    );
  sheet.fill(x, top, 1, length, sheet.look.colour);
}

/** A window as makers write it. */
export const windowLine = ({ rng }: Kit): string => {
  const [w, c] = rng.pick([
    [400, 40],
    [1500, -600],
    [2000, 400],
    [80, 35],
    [350, 50],
    [850, 420],
    [1223, 567],
  ] as const);
  return rng.pick([`W ${w}`, `W:${w} L:${c}`, `WW: ${w}WL: ${c}`, `C ${c}  W ${w}`, `W = ${w}  L = ${c}`]);
};

/** The letters of the patient's sides: left, top, right, bottom of the picture. */
export const planeLetters = (kit: Kit): readonly [string, string, string, string] =>
  kit.rng.pick([
    ['R', 'A', 'L', 'P'],
    ['A', 'H', 'P', 'F'],
    ['R', 'H', 'L', 'F'],
    ['RP', 'A', 'LA', 'P'],
    ['L', 'P', 'R', 'A'],
  ]);
