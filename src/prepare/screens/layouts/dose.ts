import type { Piece } from '../../piece';
import type { Kit, ScreenLayout } from '../layout';
import { label, open, stay } from '../pieces';
import type { Rgb } from '../surface';
import { CYAN, line, num, say, WHITE, YELLOW } from './parts';

/** GE: an exam line, facts, a table of series, the total. */
function ge(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width } = sheet;
  const pitch = sheet.pitch();
  const left = width * 0.05;
  const facts: [Piece, Piece][] = [
    [label('Patient Name:'), voice.name()],
    [label('Accession Number:'), voice.accession()],
    [label('Patient ID:'), voice.id()],
    [label('Exam Description:'), voice.studyName()],
  ];
  facts.forEach(([name, value], i) => {
    sheet.text(left, pitch * (1 + i), [name], { room: width * 0.26 });
    sheet.text(left + width * 0.28, pitch * (1 + i), [value], { room: width * 0.3 });
  });
  sheet.text(width - left, pitch, [label('Exam no:'), voice.exam()], { align: 'right' });
  sheet.text(width - left, pitch * 2, [voice.date()], { align: 'right' });
  sheet.text(width - left, pitch * 3, line(say(rng, '{LightSpeed VCT|Revolution EVO|Optima CT660}')), {
    align: 'right',
  });
  sheet.text(width / 2, pitch * 6, line('Dose Report'), { align: 'center', size: sheet.look.size * 1.15 });
  const columns = [0.05, 0.15, 0.29, 0.55, 0.69, 0.83].map((share) => share * width);
  const heads = ['Series', 'Type', 'Scan Range (mm)', 'CTDIvol (mGy)', 'DLP (mGy-cm)', 'Phantom cm'];
  const rows = Array.from({ length: rng.int(2, 6) }, (_, i) => [
    String(i + 1),
    i === 0 ? 'Scout' : say(rng, '{Axial|Helical|Cine}'),
    i === 0 ? '-' : say(rng, '{S|I}{1..250:3}-{I|S}{20..400:3}'),
    i === 0 ? '-' : num(rng, 2, 60, 2),
    i === 0 ? '-' : num(rng, 40, 1200, 2),
    i === 0 ? '-' : say(rng, '{Body 32|Head 16}'),
  ]);
  const next = sheet.table(
    columns,
    pitch * 8,
    [heads, ...rows].map((cells) => cells.map(line)),
    { size: sheet.look.size * 0.88 },
  );
  sheet.text(width * 0.5, next + pitch, [stay('Total'), stay('Exam DLP:'), stay(num(rng, 100, 2600, 2))]);
  sheet.text(width / 2, next + pitch * 3, line('1/1'), { align: 'center' });
}

/** Siemens: patient protocol with the ward, the physician and the operator. */
function siemens(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width } = sheet;
  const pitch = sheet.pitch();
  const left = width * 0.04;
  sheet.text(left, pitch * 0.6, [voice.dateTime()]);
  const pairs: [Piece, Piece][] = [
    [voice.label('ward'), voice.ward()],
    [voice.label('physician'), voice.physician()],
    [voice.label('operator'), voice.operator()],
    [voice.label('name'), voice.name()],
    [voice.label('id'), voice.id()],
  ];
  pairs.forEach(([name, value], i) => {
    sheet.text(left, pitch * (2 + i), [name], { room: width * 0.24, fit: 'shrink' });
    sheet.text(left + width * 0.26, pitch * (2 + i), [value], { room: width * 0.34 });
  });
  sheet.text(left, pitch * 8, line(say(rng, 'Total mAs {800..9000}   Total DLP {80..1800} mGy*cm')));
  const columns = [0.04, 0.27, 0.36, 0.45, 0.62, 0.74, 0.85, 0.93].map((share) => share * width);
  const heads = ['', 'Scan', 'KV', 'mAs / ref.', 'CTDIvol*', 'DLP', 'TI', 'cSL'];
  const rows = Array.from({ length: rng.int(2, 6) }, (_, i) => [
    i === 0 ? 'Topogram' : kit.term('region', 14),
    String(i + 1),
    say(rng, '{80|100|120}'),
    i === 0 ? '35 mA' : say(rng, '{40..280} / {60..300}'),
    say(rng, '{1..40:2} {L|S}'),
    num(rng, 3, 900, 1),
    num(rng, 0.3, 4, 1),
    num(rng, 0.6, 1.2, 1),
  ]);
  const next = sheet.table(
    columns,
    pitch * 9.6,
    [heads, ...rows].map((cells) => cells.map((text) => [stay(text)])),
    { size: sheet.look.size * 0.9 },
  );
  if (rng.chance(0.5)) sheet.text(left, next + pitch, line('*: L = 32cm, S = 16cm'), { size: sheet.look.size * 0.85 });
  sheet.text(width - left, pitch * 0.6, [voice.institution()], { align: 'right', room: width * 0.5, fit: 'cut' });
}

/** An angiography room: one block a run, with date and time of each. */
function room(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const left = width * 0.04;
  sheet.text(left, 8, [voice.institution()], { room: width * 0.5, fit: 'cut' });
  sheet.text(left, 8 + pitch, [voice.name(), voice.sexWord(), voice.id()], { gap: sheet.look.size, room: width * 0.9 });
  sheet.text(left, 8 + pitch * 2, [voice.label('physician'), voice.physician()], { room: width * 0.5 });
  sheet.text(width * 0.96, 8, [label('Exam Protocol')], { align: 'right' });
  let y = 8 + pitch * 3.6;
  for (let run = 1; y < height - pitch * 7; run++) {
    const head = say(rng, `${run}  {CARD|DSA|ROADMAP} FIXED  {Coro|Abd|Cerebral}  {2..9}s  {4|15|30}F/s`);
    sheet.text(left, y, [stay(head), voice.date(), voice.time()], { gap: sheet.look.size });
    sheet.text(
      left,
      y + pitch,
      line(say(rng, 'A {65..120}kV {120..800}mA {3..9:1}ms {0|200|600}CL {small|large} {0.0|0.1|0.3}Cu {16|20|25}cm')),
    );
    sheet.text(
      left,
      y + pitch * 2,
      line(say(rng, '{20..900:1}µGym²  {5..190:1}mGy  {1..50}{LAO|RAO}  {1..30}{CRA|CAU}  {30..120}F')),
    );
    y += pitch * 3.5;
  }
  sheet.text(left, height - pitch * 3, line(say(rng, '***Accumulated exposure data***  Phys {20..90}')));
  sheet.text(
    left,
    height - pitch * 1.8,
    line(say(rng, 'Exposures: {2..30}   Fluoro: {1..25:1}min   Total: {200..9000:1}µGym²  {20..1900:1}mGy')),
    { room: width * 0.92, fit: 'shrink' },
  );
}

/** A page of measurements from an ultrasound system. */
function worksheet(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const left = width * 0.04;
  sheet.fill(
    0,
    0,
    width,
    pitch * 4.2,
    rng.pick<Rgb>([
      [40, 60, 90],
      [60, 60, 66],
      [20, 70, 80],
    ]),
  );
  sheet.text(left, 6, [voice.label('name'), voice.name()], { room: width * 0.5 });
  sheet.text(left, 6 + pitch, [voice.label('id'), voice.id(), voice.label('birth'), voice.birth()], {
    room: width * 0.55,
  });
  sheet.text(
    left,
    6 + pitch * 2,
    [voice.label('operator'), voice.operator(), voice.label('referring'), voice.referring()],
    { room: width * 0.9 },
  );
  sheet.text(width - left, 6, [voice.institution()], { align: 'right', room: width * 0.42, fit: 'cut' });
  sheet.text(width - left, 6 + pitch, [voice.date()], { align: 'right' });
  const columns = [0.04, 0.4, 0.55, 0.68, 0.81].map((share) => share * width);
  const topic = rng.pick(['fetal', 'echo', 'vessel'] as const);
  const unit = { fetal: 'mm', echo: 'cm', vessel: 'cm/s' }[topic];
  const count = Math.floor((height - pitch * 7.5) / pitch);
  const rows = Array.from({ length: Math.min(count, rng.int(6, 14)) }, () => [
    term(topic, 28),
    `${num(rng, 1, 90, 1)} ${unit}`,
    num(rng, 1, 90, 1),
    num(rng, 1, 90, 1),
    say(rng, '{Avg|Last|Max}'),
  ]);
  sheet.table(
    columns,
    pitch * 5,
    [['Measurement', 'Value', 'm1', 'm2', 'Method'], ...rows].map((cells) => cells.map(line)),
    { size: sheet.look.size * 0.92 },
  );
  sheet.text(left, height - pitch * 1.5, [voice.label('comment'), voice.comment()]);
  sheet.text(width - left, height - pitch * 1.5, [open(`${rng.int(1, 3)}/3`)], { align: 'right' });
}

const DARK = {
  kind: 'screen',
  modality: 'OT',
  phantom: 'capture',
  page: true,
  still: true,
  background: [0, 0, 0],
  faces: ['mono', 'sans', 'mono', 'condensed', 'pixel', 'stroke'],
} as const;

/** Dose reports and measurement pages: text only. */
export const DOSE_LAYOUTS: readonly ScreenLayout[] = [
  {
    ...DARK,
    id: 'dose-ge',
    manufacturer: 'GE MEDICAL SYSTEMS',
    models: ['Revolution EVO'],
    sizes: [
      [512, 512],
      [800, 600],
    ],
    textSize: [9, 13],
    colours: [WHITE, YELLOW],
    draw: ge,
  },
  {
    ...DARK,
    id: 'dose-siemens',
    manufacturer: 'SIEMENS',
    models: ['SOMATOM Definition'],
    sizes: [
      [800, 700],
      [700, 600],
    ],
    textSize: [11, 14],
    colours: [WHITE, WHITE, YELLOW],
    draw: siemens,
  },
  {
    ...DARK,
    id: 'dose-angiography',
    manufacturer: 'SIEMENS',
    models: ['Artis zee'],
    sizes: [
      [900, 760],
      [1024, 800],
    ],
    textSize: [12, 16],
    colours: [WHITE, CYAN],
    draw: room,
  },
  {
    ...DARK,
    id: 'us-worksheet',
    modality: 'US',
    manufacturer: 'GE Healthcare',
    models: ['LOGIQ E9'],
    sizes: [
      [800, 600],
      [1024, 768],
    ],
    textSize: [11, 16],
    faces: ['sans', 'condensed'],
    colours: [WHITE, YELLOW],
    background: [10, 12, 18],
    page: false,
    draw: worksheet,
  },
];
