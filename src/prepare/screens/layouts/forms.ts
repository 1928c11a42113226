import type { Piece } from '../../piece';
import type { Kit, ScreenLayout } from '../layout';
import { label, stay } from '../pieces';
import type { Rgb } from '../surface';
import { line, num } from './parts';

const INK: Rgb = [20, 20, 30];
const BLUE_INK: Rgb = [25, 40, 120];
const RULE: Rgb = [150, 150, 150];

/** Label and value cells of a form, in the order that forms have them. */
function cells({ rng, voice }: Kit): [label: Piece, value: Piece][] {
  const all: [Piece, Piece][] = [
    [voice.label('name'), rng.chance(0.5) ? voice.name() : voice.family()],
    [voice.label('given'), voice.given()],
    [voice.label('birth'), voice.birth()],
    [voice.label('sex'), rng.chance(0.5) ? voice.sex() : voice.sexWord()],
    [voice.label('id'), voice.id()],
    [voice.label('insurance'), voice.insurance()],
    [voice.label('address'), voice.street()],
    [label(''), voice.town()],
    [voice.label('phone'), voice.phone()],
    [voice.label('email'), voice.email()],
    [voice.label('ward'), voice.ward()],
    [voice.label('room'), voice.room()],
    [voice.label('referring'), voice.referring()],
    [voice.label('date'), voice.date()],
    [voice.label('accession'), voice.accession()],
  ];
  return all.filter(([, value], i) => i < 3 || value.field === 'id' || rng.chance(0.72));
}

/** A scanned request form: head with the institution, cells in two columns, the question, a signature. */
function request(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = Math.round(sheet.look.size * rng.range(1.7, 2.1));
  const left = width * 0.07;
  sheet.text(left, height * 0.03, [voice.institution()], { size: sheet.look.size * 1.25, room: width * 0.6 });
  sheet.text(left, height * 0.03 + pitch, [rng.chance(0.5) ? voice.ward() : voice.studyName()], { room: width * 0.5 });
  sheet.text(width - left, height * 0.03, [label(rng.pick(voice.study.words.formTitles))], {
    align: 'right',
    size: sheet.look.size * 1.1,
    room: width * 0.34,
    fit: 'shrink',
  });
  sheet.line([left, height * 0.1], [width - left, height * 0.1], RULE, 2);
  const ink = rng.pick([INK, BLUE_INK]);
  const half = width * 0.45;
  let y = height * 0.12;
  cells(kit).forEach(([name, value], i) => {
    const x = i % 2 === 0 ? left : left + half;
    const tab = half * 0.36;
    sheet.text(x, y, [name], { room: tab - 4, fit: 'shrink' });
    sheet.text(x + tab, y, [value], { colour: ink, room: half - tab - 8, fit: 'shrink' });
    sheet.line([x + tab, y + sheet.look.size * 1.2], [x + half - 8, y + sheet.look.size * 1.2], RULE);
    if (i % 2 === 1) y += pitch;
  });
  y += pitch * 1.6;
  question(kit, left, y, pitch, ink);
  history(kit, left, y + pitch * 6.6, height * 0.84, ink);
  signature(kit, left, height * 0.88, ink);
}

function question({ rng, sheet, voice, term }: Kit, left: number, top: number, pitch: number, ink: Rgb): void {
  const { width } = sheet;
  sheet.frame(left - 6, top - 6, width - 2 * left + 12, pitch * 6, RULE);
  sheet.text(left, top, [voice.label('exam'), voice.studyName()], { colour: ink, room: width * 0.8 });
  sheet.text(left, top + pitch, [voice.label('indication'), voice.comment()], { colour: ink, room: width * 0.8 });
  sheet.text(left, top + pitch * 2, [voice.comment()], { colour: ink, room: width * 0.8 });
  const choices = Array.from({ length: rng.int(2, 5) }, () => term('region', 16));
  choices.forEach((choice, i) => {
    const x = left + i * width * 0.17;
    sheet.frame(x, top + pitch * 3.6, sheet.look.size * 0.8, sheet.look.size * 0.8, INK);
    sheet.text(x + sheet.look.size * 1.2, top + pitch * 3.5, [stay(choice)], {
      size: sheet.look.size * 0.85,
      room: width * 0.13,
      fit: 'shrink',
    });
  });
}

function signature({ rng, sheet, voice }: Kit, left: number, y: number, ink: Rgb): void {
  const { width } = sheet;
  sheet.line([width * 0.55, y + sheet.look.size * 1.3], [width - left, y + sheet.look.size * 1.3], RULE);
  sheet.text(left, y, [voice.label('date'), voice.date()], { colour: ink });
  sheet.text(width * 0.58, y, [voice.physician()], {
    colour: ink,
    turn: rng.pick([0, -4, -7, -10]),
    size: sheet.look.size * 1.2,
    room: width * 0.34,
  });
  sheet.text(
    width * 0.58,
    y + sheet.look.size * 1.7,
    [voice.label('phone'), { ...voice.phone(), text: voice.study.physicianPhone }],
    { size: sheet.look.size * 0.85 },
  );
}

/** Earlier examinations in a ruled list: date, kind, place. */
function history({ rng, sheet, voice }: Kit, left: number, top: number, bottom: number, ink: Rgb): void {
  const pitch = Math.round(sheet.look.size * 1.6);
  const columns = [left, left + sheet.width * 0.18, left + sheet.width * 0.52];
  sheet.table(columns, top, [[[voice.head('date')], [voice.head('exam')], [voice.head('institution')]]], { pitch });
  const rows = Math.min(rng.int(1, 6), Math.floor((bottom - top) / pitch) - 1);
  for (let row = 1; row <= rows; row++) {
    const y = top + row * pitch;
    sheet.line([left, y - 4], [sheet.width - left, y - 4], RULE);
    sheet.table(columns, y, [[[voice.earlierDate(row)], [voice.studyName()], [voice.institution()]]], { colour: ink });
  }
}

/** A referral letter: address block, reference line, body, stamp on the slant. */
function letter(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const left = width * 0.1;
  sheet.column(
    width - left,
    height * 0.04,
    [[voice.physician()], [voice.institution()], [voice.phone()], [voice.email()]],
    { align: 'right', room: width * 0.5 },
  );
  const next = sheet.column(left, height * 0.17, [[voice.name()], [voice.street()], [voice.town()]], {
    room: width * 0.6,
  });
  sheet.text(width - left, next + pitch, [voice.town(), voice.date()], { align: 'right', room: width * 0.6 });
  sheet.text(left, next + pitch * 3, [voice.label('patient'), voice.name(), voice.birth()], { room: width * 0.8 });
  sheet.text(left, next + pitch * 4.2, [voice.label('insurance'), voice.insurance()], { room: width * 0.8 });
  sheet.column(
    left,
    next + pitch * 6.5,
    [
      [voice.label('indication'), voice.comment()],
      [voice.label('exam'), voice.studyName()],
      ...Array.from({ length: rng.int(2, 5) }, () => line(`${term('region', 20)}: ${term('chest', 24)}`)),
      line(`${term('flow', 20)} ${num(rng, 1, 90, 1)} ${rng.pick(['cm/s', 'ml', '%'])}`),
    ],
    { room: width * 0.8 },
  );
  sheet.column(left, height * 0.8, [[voice.physician()], [voice.label('referring'), voice.referring()]], {
    room: width * 0.5,
  });
  sheet.text(width * 0.6, height * 0.84, [voice.institution()], {
    colour: BLUE_INK,
    turn: rng.int(-24, -6),
    room: width * 0.33,
    fit: 'shrink',
  });
}

const SHARED = {
  kind: 'screen',
  modality: 'OT',
  phantom: 'capture',
  page: true,
  still: true,
  manufacturer: 'Scanner',
  models: ['Document Scanner'],
} as const;

/** Scanned paper. */
export const FORM_LAYOUTS: readonly ScreenLayout[] = [
  {
    ...SHARED,
    id: 'form-request',
    background: [246, 245, 240],
    sizes: [
      [850, 1000],
      [1000, 760],
      [820, 700],
    ],
    textSize: [13, 19],
    faces: ['typewriter', 'serif', 'sans', 'mono', 'typewriter'],
    colours: [INK, [40, 40, 40], BLUE_INK],
    draw: request,
  },
  {
    ...SHARED,
    id: 'form-referral',
    background: [250, 250, 250],
    sizes: [
      [827, 860],
      [850, 1000],
    ],
    textSize: [14, 20],
    faces: ['typewriter', 'serif', 'sans'],
    colours: [INK, [30, 30, 60]],
    draw: letter,
  },
];
