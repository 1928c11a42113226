/** A line's direction and the rectangle around its ink. */
export interface LineShape {
  readonly angle: number;
  readonly corners: readonly (readonly [number, number])[];
}

/** A core this many times as long as thick has a direction. */
const LONG = 3;
/** Directions within so many degrees of a multiple of 90 are that: the pixels of short lines tell no better. */
const SNAP = 3;

/** The direction in which a core is longest (its principal axis), and the rectangle at that angle around the ink. */
export function shapeOf(ink: Int32Array, core: Int32Array, width: number): LineShape {
  const angle = angleOf(core, width);
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  let [first, last, upper, lower] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const index of ink) {
    const x = (index % width) + 0.5;
    const y = Math.floor(index / width) + 0.5;
    const [along, across] = [x * cos + y * sin, y * cos - x * sin];
    [first, last] = [Math.min(first, along), Math.max(last, along)];
    [upper, lower] = [Math.min(upper, across), Math.max(lower, across)];
  }
  const corner = (along: number, across: number) => [along * cos - across * sin, along * sin + across * cos] as const;
  const half = 0.5;
  return {
    angle,
    corners: [
      corner(first - half, upper - half),
      corner(last + half, upper - half),
      corner(last + half, lower + half),
      corner(first - half, lower + half),
    ],
  };
}

function angleOf(core: Int32Array, width: number): number {
  let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
  for (const index of core) {
    const x = index % width;
    const y = (index - x) / width;
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  const n = core.length;
  // A pixel is no point: it spreads by 1/12 itself.
  const [xx, yy, xy] = [
    sxx / n - (sx / n) ** 2 + 1 / 12,
    syy / n - (sy / n) ** 2 + 1 / 12,
    sxy / n - (sx * sy) / n ** 2,
  ];
  const spread = Math.hypot((xx - yy) / 2, xy);
  const [long, short] = [(xx + yy) / 2 + spread, Math.max(1 / 12, (xx + yy) / 2 - spread)];
  if (long < LONG ** 2 * short) return 0;
  const degrees = (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI;
  const right = Math.round(degrees / 90) * 90;
  const snapped = Math.abs(degrees - right) <= SNAP ? right : degrees;
  return snapped <= -90 ? 90 : snapped;
}
