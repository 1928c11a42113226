import type { Piece } from '../../piece';
import type { Kit, OverlayLayout } from '../layout';
import { stay } from '../pieces';
import type { Rgb } from '../surface';
import { corner } from './corner';
import { GREY, line, say, says, WHITE } from './parts';

const EXPOSURE = [
  '{24..34} kVp',
  '{Mo/Mo|Mo/Rh|Rh/Rh|W/Rh|W/Ag}',
  '{20..180} mAs',
  '{4..18:1} {daN|daN|kg}',
  '{22..88} mm',
  '?{-12..55}°',
  '?AGD {0.6..3:2} mGy',
  '?ESD {2..9:1} mGy',
  '?Mag {1..1.8:1}',
];

/** Hologic: the view large and boxed at the free side, facts below it. */
function hologic(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height, look } = sheet;
  const pitch = sheet.pitch();
  const view = say(rng, '{R|L} {CC|MLO|ML|XCCL}');
  const x = width - 12;
  sheet.text(x, height * rng.range(0.06, 0.12), line(view), { align: 'right', size: Math.min(48, look.size * 2) });
  if (rng.chance(0.4)) sheet.text(x, height * 0.16, [stay(term('mammographyView', 18))], { align: 'right' });
  const facts: Piece[][] = [[voice.name()], [voice.id()], [voice.birth()], [voice.accession()], [voice.date()]];
  const next = sheet.column(x, height * 0.22, rng.chance(0.5) ? facts : facts.slice(0, 3), { align: 'right' });
  sheet.column(x, Math.max(next + pitch, height * 0.62), says(rng, EXPOSURE), {
    align: 'right',
    size: look.size * 0.9,
  });
  sheet.text(x, height - pitch * 2.6, [voice.label('operator'), voice.initials()], { align: 'right' });
  sheet.text(x, height - pitch * 1.3, [voice.institution()], { align: 'right', room: width * 0.6, fit: 'cut' });
}

/** GE Senographe: corners, labels before the values. */
function senographe(kit: Kit): void {
  const { rng, voice } = kit;
  corner(kit, 'top-right', [
    [voice.institution()],
    [voice.label('name'), voice.name()],
    [voice.label('id'), voice.id()],
    [voice.label('birth'), voice.birth(), voice.age()],
    [voice.dateTime()],
  ]);
  corner(kit, 'bottom-right', [
    ...says(rng, ['{R|L}{CC|MLO|LM}', ...EXPOSURE, 'Senographe {DS|Essential|Pristina}']),
    ...(rng.chance(0.5) ? [[voice.label('operator'), voice.operator()]] : []),
  ]);
  if (rng.chance(0.4)) corner(kit, 'top-left', [[voice.studyName()]]);
}

const SHARED = {
  kind: 'overlay',
  modality: 'MG',
  phantom: 'mammo',
  lines: [34, 56],
  faces: ['sans', 'condensed', 'mono', 'serif'],
  size: () => ({ rows: 1000, columns: 760 }),
} as const;
const COLOURS: readonly Rgb[] = [WHITE, GREY];

/** Mammography. */
export const MAMMOGRAPHY_LAYOUTS: readonly OverlayLayout[] = [
  {
    ...SHARED,
    id: 'mammo-hologic',
    manufacturer: 'HOLOGIC, Inc.',
    models: ['Selenia Dimensions'],
    colours: COLOURS,
    draw: hologic,
  },
  {
    ...SHARED,
    id: 'mammo-senographe',
    manufacturer: 'GE MEDICAL SYSTEMS',
    models: ['Senographe Essential'],
    colours: COLOURS,
    draw: senographe,
  },
];
