import type { Piece } from '../../piece';
import type { Rng } from '../../random';
import type { Kit } from '../layout';
import { stay } from '../pieces';
import type { RunOptions } from '../sheet';
import type { Rgb } from '../surface';

export const WHITE: Rgb = [255, 255, 255];
export const GREY: Rgb = [190, 190, 195];
export const YELLOW: Rgb = [255, 230, 60];
export const GREEN: Rgb = [90, 240, 110];
export const CYAN: Rgb = [120, 225, 255];
export const ORANGE: Rgb = [255, 150, 40];
export const BLACK: Rgb = [0, 0, 0];

/** A number with fixed decimals. */
export const num = (rng: Rng, low: number, high: number, decimals = 0): string =>
  rng.range(low, high).toFixed(decimals);

/**
 * A text from a pattern: `{a|b}` picks one, `{2..9}` a whole number, `{0.5..3:1}` one with so many decimals.
 *
 * @example say(rng, 'MI {0.3..1.5:1}  {TIs|TIb} {0.1..1.8:1}')
 */
export const say = (rng: Rng, pattern: string): string =>
  pattern.replace(/\{([^}]*)\}/g, (_, choice: string) => {
    const span = /^(-?[\d.]+?)\.\.(-?[\d.]+)(?::(\d))?$/.exec(choice);
    if (span === null) return rng.pick(choice.split('|'));
    if (span[3] === undefined) return String(rng.int(Number(span[1]), Number(span[2])));
    return num(rng, Number(span[1]), Number(span[2]), Number(span[3]));
  });

/** Annotations, a line each, from patterns; one that starts with `?` is there half of the time. */
export const says = (rng: Rng, patterns: readonly string[]): Piece[][] =>
  patterns.flatMap((pattern) => {
    if (pattern.startsWith('?')) return rng.chance(0.5) ? [line(say(rng, pattern.slice(1)))] : [];
    return [line(say(rng, pattern))];
  });

/** A line of one annotation. */
export const line = (text: string): Piece[] => [stay(text)];

/** Depth marks with their numbers along the image's side. */
export function depthScale(
  { sheet }: Kit,
  x: number,
  [top, bottom]: readonly [number, number],
  depth: number,
  options: RunOptions & { readonly side?: 'left' | 'right'; readonly every?: number } = {},
): void {
  const { every = depth > 12 ? 5 : 2 } = options;
  const size = Math.max(8, Math.round(sheet.look.size * 0.8));
  const side = options.side ?? 'right';
  for (let cm = 0; cm <= depth; cm++) {
    const y = top + ((bottom - top) * cm) / depth;
    const long = cm % every === 0;
    const length = long ? 6 : 3;
    sheet.fill(side === 'right' ? x : x - length, y, length, 1, GREY);
    if (!long || cm === 0) continue;
    sheet.text(side === 'right' ? x + 9 : x - 9, y - size * 0.55, line(String(cm)), {
      size,
      align: side === 'right' ? 'left' : 'right',
      ...options,
    });
  }
}

/** The grey wedge beside an ultrasound image. */
export function greyBar({ sheet }: Kit, x: number, y: number, width: number, height: number): void {
  for (let i = 0; i < height; i++) {
    const level = Math.round(255 * (1 - i / height));
    sheet.fill(x, y + i, width, 1, [level, level, level]);
  }
}

/** The velocity colours of a Doppler image, with the limits above and below. */
export function colourBar({ sheet, rng }: Kit, x: number, y: number, width: number, height: number): void {
  const limit = num(rng, 8, 80, 1);
  for (let i = 0; i < height; i++) {
    const t = (2 * i) / height - 1;
    const strong = Math.round(255 * Math.abs(t));
    sheet.fill(x, y + i, width, 1, t < 0 ? [255, strong, 0] : [0, strong, 255]);
  }
  const size = Math.max(8, Math.round(sheet.look.size * 0.8));
  sheet.text(x, y - size * 1.3, line(limit), { size });
  sheet.text(x, y + height + 2, line(`-${limit}`), { size });
  if (rng.chance(0.5)) sheet.text(x, y + height + size * 1.3, line('cm/s'), { size });
}

/** A caliper cross. */
export function caliper({ sheet }: Kit, x: number, y: number, colour: Rgb): void {
  sheet.fill(x - 4, y, 9, 1, colour);
  sheet.fill(x, y - 4, 1, 9, colour);
}

/** Names with the values that fit them, as patterns. */
const RESULTS: Readonly<Record<string, readonly string[]>> = {
  distance: ['{+|1|x|D} {Dist|L|D|Dist.|W|AP}={0.3..14:2} cm'],
  fetal: [
    'BPD={2..9:2} cm',
    'HC={7..34:1} cm',
    'AC={6..35:1} cm',
    'FL={1..7:2} cm',
    'CRL={6..80:1} mm',
    'GS={8..30:1} mm',
    'NT={0.8..3:1} mm',
    'GA={8..39}w{0..6}d',
    'EFW={300..4200} g',
  ],
  echo: [
    'IVSd={0.7..1.5:1} cm',
    'LVIDd={3.5..6.4:1} cm',
    'LVPWd={0.7..1.4:1} cm',
    'EF(Teich)={28..74} %',
    'AV Vmax={0.8..4.6:2} m/s',
    'PGmax={2..80} mmHg',
    'MV E/A={0.5..2.1:2}',
    'TAPSE={12..28} mm',
    'LVOT VTI={14..26:1} cm',
  ],
  vessel: [
    'PS={20..240:1} cm/s',
    'ED={4..90:1} cm/s',
    'S/D={1.8..6:2}',
    'PI={0.6..2.6:2}',
    'RI={0.45..0.9:2}',
    'TAmax={10..80:1} cm/s',
    'Vol Flow={50..600} ml/min',
    'IMT={0.4..1.4:2} mm',
  ],
  own: [
    '{Rt|Lt|R|L} {Follicle1|Kidney|Lobe|Ovary|Thyroid} {L|W|H|MD}={0.4..12:2} cm',
    '{Rt|Lt} {Ovary|Kidney} Vol={2..190:1} {cm³|ml}',
  ],
};
const UNITS: Readonly<Record<string, string>> = { fetal: ' mm', echo: ' cm', vessel: ' cm/s' };

/** Rows of measurements as sonographers have them: name and value with its unit; part of the names are PS3.16's in full. */
export function measurements({ rng, term }: Kit, rows: number): [name: string, value: string][] {
  const kind = rng.pick(Object.keys(RESULTS));
  return Array.from({ length: rows }, (): [string, string] => {
    if (kind in UNITS && rng.chance(0.35)) {
      return [term(kind as 'fetal' | 'echo' | 'vessel', 24), `${num(rng, 1, 90, 1)}${UNITS[kind]}`];
    }
    const [name, value] = say(rng, rng.pick(RESULTS[kind])).split('=');
    return [name, value];
  });
}

/** A box of measurements: names left, values right. */
export function measurementBox(
  kit: Kit,
  x: number,
  y: number,
  width: number,
  options: { readonly rows?: number; readonly colour?: Rgb; readonly fill?: Rgb; readonly rim?: Rgb } = {},
): void {
  const { sheet, rng } = kit;
  const rows = options.rows ?? rng.int(1, 6);
  const pitch = sheet.pitch();
  if (options.fill) sheet.fill(x - 4, y - 3, width + 8, rows * pitch + 6, options.fill);
  if (options.rim) sheet.frame(x - 4, y - 3, width + 8, rows * pitch + 6, options.rim);
  const colour = options.colour ?? sheet.look.colour;
  measurements(kit, rows).forEach(([name, value], i) => {
    sheet.text(x, y + i * pitch, line(name), { colour, room: width * 0.62, fit: 'cut' });
    sheet.text(x + width, y + i * pitch, line(value), { colour, align: 'right' });
  });
}

/** A remark on the image, as sonographers type it: an organ, a side, a plane. */
export function remark({ rng, term }: Kit): Piece {
  return stay(
    rng.pick([
      () => term('region', 16).toUpperCase(),
      () => `${rng.pick(['RT', 'LT'])} ${term('region', 14).toUpperCase()}`,
      () => `${rng.pick(['SAG', 'TRV', 'LONG', 'TRANS', 'COR'])} ${rng.pick(['RT', 'LT', 'ML', ''])}`.trim(),
      () => term('vessel', 18),
      () => term('echoView', 22),
      () => term('probeApproach', 16),
    ])(),
  );
}
