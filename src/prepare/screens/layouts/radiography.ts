import type { Piece } from '../../piece';
import type { Kit, OverlayLayout } from '../layout';
import { label, stay } from '../pieces';
import { fillTurned, type Rgb } from '../surface';
import { corner } from './corner';
import { BLACK, GREY, line, say, says, WHITE, YELLOW } from './parts';

/** Lead letters on the film: the side, often with the radiographer's initials, large, straight or on the slant. */
function marker(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const size = Math.min(48, sheet.look.size * rng.range(1.5, 2.6));
  const turn = rng.chance(0.45) ? rng.pick([-1, 1]) * rng.int(5, 30) : 0;
  const [x, y] = [width * rng.pick([0.1, 0.82]), height * rng.range(0.12, 0.4)];
  const side = rng.pick(['R', 'L', 'R', 'L', 'D', 'I', 'G']);
  sheet.text(x, y, [stay(side), ...(rng.chance(0.35) ? [voice.initials()] : [])], { size, turn, effect: 'outline' });
  const position = say(rng, '{ERECT|SUPINE|PA|AP|LAT|PORT|STEHEND|DEBOUT}');
  if (rng.chance(0.5)) sheet.text(x, y + size * 1.6, line(position), { size: size * 0.6, effect: 'outline' });
}

/** Agfa: facts in one block below, sensitometry behind them. */
function agfa(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const top = height - pitch * 3.4;
  if (rng.chance(0.5)) sheet.fill(0, top - 6, width, height - top + 6, BLACK);
  sheet.text(10, top, [voice.name()], { room: width * 0.42 });
  sheet.text(10, top + pitch, [voice.label('id'), voice.id()], { room: width * 0.3 });
  sheet.text(10, top + pitch * 2, [voice.label('birth'), voice.birth(), voice.sex()], { room: width * 0.42 });
  sheet.text(width * 0.5, top, [voice.institution()], { room: width * 0.48, fit: 'cut' });
  sheet.text(width * 0.5, top + pitch, [voice.dateTime()], { room: width * 0.3 });
  const values = says(rng, [
    'lgM={1.4..2.4:2}',
    'SC {200|400|800}',
    '?{60..125} kV {1..80:1} mAs',
    '?{CHEST PA|Hand AP|KNEE LAT}',
  ]).flat();
  sheet.text(width * 0.5, top + pitch * 2, values, { room: width * 0.48 });
  marker(kit);
}

/** Fujifilm: image values bottom left as short codes, patient top right. */
function fuji(kit: Kit): void {
  const { rng, voice, term } = kit;
  corner(kit, 'top-right', [
    [voice.name()],
    [voice.id(), voice.sex(), voice.age()],
    [voice.birth()],
    [voice.dateTime()],
  ]);
  corner(kit, 'top-left', [
    [voice.institution()],
    [stay(term('radiographView', 20))],
    ...(rng.chance(0.4) ? [[voice.accession()]] : []),
  ]);
  const codes = [
    'S= {60..900}',
    'L= {1.4..2.9:1}',
    '{G.A|GA} {0.6..1.4:1}',
    '{G.T|GT} {A|E|N|F}',
    '?G.C {0.4..2:1}',
    '?G.S {-0.3..0.4:2}',
    '?R.N {2..7}',
    '?R.T {P|R|T}',
    '?R.E {0.2..2:1}',
    'EI: {200..2200}',
    '?DI {-3..3:1}',
  ];
  corner(kit, 'bottom-left', says(rng, codes), { size: kit.sheet.look.size * 0.85 });
  if (rng.chance(0.4)) corner(kit, 'bottom-right', [[voice.label('operator'), voice.operator()]]);
  marker(kit);
}

/** Carestream and other DR rooms: a text at the side turned by a quarter, exposure values in a corner. */
function room(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const turn = rng.pick([90, 270]);
  const facts = [voice.name(), voice.id(), voice.birth(), voice.date()];
  const x = turn === 90 ? width - 6 : 6;
  sheet.text(x, turn === 90 ? height * 0.08 : height * 0.92, facts, {
    turn,
    room: height * 0.84,
    fit: 'cut',
    gap: sheet.look.size,
  });
  corner(
    kit,
    'top-left',
    [[stay(`${term('region', 14).toUpperCase()} ${say(rng, '{AP|PA|LAT|OBL}')}`)], [voice.institution()]],
    { margin: Math.round(sheet.look.size * 1.8) },
  );
  corner(
    kit,
    'bottom-left',
    says(rng, [
      '{55..125} kVp',
      '{1..60:1} mAs',
      '?{80..500} mA',
      'EI {150..2400}',
      '?TEI {300..600}',
      '?DAP {0.1..9:2} dGy·cm²',
      '?SID {100|115|180} cm',
      '?Compressed {8..20}:1',
    ]),
    { margin: Math.round(sheet.look.size * 1.8) },
  );
  marker(kit);
}

/** A typed or exposed name label: a bright or dark field, somewhere along the edge, straight, turned or on the slant. */
function film(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height, look } = sheet;
  const dark = rng.chance(0.4);
  const [ground, ink]: [Rgb, Rgb] = dark ? [[8, 8, 8], WHITE] : [[236, 236, 230], BLACK];
  const lines: Piece[][] = [
    [voice.institution()],
    [voice.name()],
    [voice.birth(), voice.sex()],
    [voice.id(), voice.date()],
  ];
  if (rng.chance(0.5)) lines.push([voice.label('physician'), voice.physician()]);
  const pitch = Math.round(look.size * 1.3);
  const size: [number, number] = [look.size * 17, pitch * lines.length + look.size];
  const turn = rng.pick([0, 0, 90, 270, rng.int(5, 14), -rng.int(5, 14)]);
  const at = labelPlace(rng.int(0, 3), turn, size, width, height);
  fillTurned(sheet.raster, at, size, turn, ground);
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  lines.forEach((pieces, i) => {
    const [u, v] = [look.size * 0.6, look.size * 0.5 + i * pitch];
    sheet.text(at[0] + u * cos - v * sin, at[1] + u * sin + v * cos, pieces, {
      turn,
      colour: ink,
      effect: undefined,
      room: size[0] - look.size,
      fit: 'shrink',
    });
  });
  marker(kit);
  if (rng.chance(0.5)) sheet.text(12, height - pitch * 1.5, [label('No.'), voice.accession()]);
}

/** The turned label's own corner, so that all of it lies in the picture near corner `which`. */
function labelPlace(
  which: number,
  turn: number,
  [w, h]: readonly [number, number],
  width: number,
  height: number,
): [number, number] {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const corners = [
    [0, 0],
    [w, 0],
    [0, h],
    [w, h],
  ].map(([u, v]) => [u * cos - v * sin, u * sin + v * cos]);
  const [x0, x1] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
  const [y0, y1] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
  const left = which % 2 === 0 ? 10 : width - 10 - (x1 - x0);
  const top = which < 2 ? 10 : height - 10 - (y1 - y0);
  return [left - x0, top - y0];
}

const SHARED = {
  kind: 'overlay',
  modality: 'DX',
  phantom: 'xray',
  lines: [28, 52],
  faces: ['sans', 'condensed', 'serif', 'typewriter', 'mono', 'sans'],
} as const;
const COLOURS: readonly Rgb[] = [WHITE, WHITE, GREY];
const large = () => ({ rows: 1000, columns: 860 });

/** Radiographs: CR and DR rooms, and film with name labels. */
export const RADIOGRAPHY_LAYOUTS: readonly OverlayLayout[] = [
  {
    ...SHARED,
    id: 'cr-agfa',
    manufacturer: 'Agfa',
    models: ['CR 85', 'ADC_51xx'],
    size: large,
    colours: COLOURS,
    draw: agfa,
  },
  {
    ...SHARED,
    id: 'cr-fuji',
    manufacturer: 'FUJI PHOTO FILM Co., ltd.',
    models: ['FCR XG5000', 'DR-ID 300CL'],
    size: large,
    colours: [...COLOURS, YELLOW],
    draw: fuji,
  },
  {
    ...SHARED,
    id: 'dx-room',
    manufacturer: 'CARESTREAM HEALTH',
    models: ['DRX-Evolution'],
    size: large,
    colours: COLOURS,
    draw: room,
  },
  {
    ...SHARED,
    id: 'film-label',
    manufacturer: 'VIDAR',
    models: ['Film Digitizer'],
    size: large,
    lines: [24, 40],
    colours: COLOURS,
    draw: film,
  },
];
