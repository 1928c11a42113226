import type { Kit, ScreenLayout } from '../layout';
import { open, stay } from '../pieces';
import type { Rgb } from '../surface';
import {
  CYAN,
  depthScale,
  GREEN,
  GREY,
  greyBar,
  line,
  measurementBox,
  num,
  ORANGE,
  remark,
  says,
  WHITE,
  YELLOW,
} from './parts';

const VIOLET: Rgb = [190, 190, 255];

const MINDRAY = [
  '{SC5-1U|3C5s|L14-6NE|V11-3HU|DC-70}',
  '{A-Abdomen|GYN|OB2/3|Small Part|Carotid|Adult ABD}',
  'B',
  'F {|H}{2..12:1}{|M}',
  'D {4..22:1}',
  'G {30..80}',
  'FR {10..60}',
  'DR {70..160}',
  '?iClear {1..7}',
  '?iBeam',
  '?Z {0.8..1.4:1}',
  '?IP {1..9}',
];
const MINDRAY_COLOUR = ['C', 'F {2..6:1}', 'G {30..60}', 'PRF {0.7..4:1}k', 'WF {50..300}'];

/** Mindray: maker, hospital, date and time, then acoustic power and preset; parameters in small lines. */
function drawMindray(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.text(8, 4, [stay('mindray')], { size: sheet.look.size * 1.25, colour: [120, 150, 255] });
  const named = rng.chance(0.6);
  sheet.text(width * 0.14, 4, [voice.institution()], { room: width * 0.3, fit: 'cut' });
  if (named) sheet.text(width * 0.14, 4 + pitch, [voice.name(), voice.id()], { room: width * 0.4 });
  if (rng.chance(0.5)) sheet.text(width * 0.46, 4, [voice.birth(), voice.sexWord()], { room: width * 0.2, fit: 'cut' });
  sheet.text(width - 8, 4, line(`AP ${rng.int(60, 100)}% MI ${num(rng, 0.4, 1.3, 1)} TIS ${num(rng, 0.1, 0.9, 1)}`), {
    align: 'right',
  });
  sheet.text(width * 0.66, 4 + pitch, [voice.dateTime()], { room: width * 0.26 });
  kit.image(width * 0.04, pitch * 3, width * 0.8, height - pitch * 5);
  const x = rng.chance(0.5) ? width * 0.87 : 8;
  const size = sheet.look.size * 0.9;
  const next = sheet.column(x, pitch * 3, says(rng, MINDRAY), { size, colour: rng.pick([VIOLET, WHITE, GREEN]) });
  if (rng.chance(0.3)) sheet.column(x, next + pitch, says(rng, MINDRAY_COLOUR), { size });
  depthScale(kit, width * 0.85, [height * 0.2, height - pitch * 3], rng.int(5, 18));
  measurementBox(kit, width * 0.6, height - pitch * 5.4, width * 0.26, {
    rows: rng.int(1, 4),
    rim: [60, 80, 160],
    colour: rng.pick([WHITE, GREEN]),
  });
  if (rng.chance(0.5))
    sheet.text(width * 0.3, height * 0.72, [remark(kit)], {
      colour: rng.pick([YELLOW, GREEN]),
      size: sheet.look.size * 1.3,
    });
  sheet.text(width * 0.3, height - pitch * 1.4, line(`${rng.int(1, 99)}/${rng.int(99, 300)}`), {
    size: sheet.look.size * 0.9,
  });
}

/** Samsung Medison: probe, application, frame rate and depth in one row; parameters in brackets. */
function drawSamsung(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.fill(
    0,
    0,
    width,
    pitch * 2 + 8,
    rng.pick<Rgb>([
      [12, 18, 30],
      [30, 30, 34],
      [0, 40, 60],
    ]),
  );
  sheet.text(8, 4, [stay('SAMSUNG')], { colour: CYAN });
  sheet.text(width * 0.16, 4, [voice.id(), open('/'), voice.name()], { room: width * 0.42 });
  sheet.text(
    width * 0.16,
    4 + pitch,
    line(
      `${rng.pick(['CA1-7A', 'L3-12A', 'EA2-11B', 'CV1-8A'])} / ${rng.pick(['Abdomen', 'Carotid', 'Obstetrics', 'Gynecology'])} / FR ${rng.int(18, 90)}Hz / ${rng.int(4, 20)}cm`,
    ),
  );
  sheet.text(width - 8, 4, [voice.institution()], { align: 'right', room: width * 0.36, fit: 'cut' });
  sheet.text(width - 8, 4 + pitch, [voice.dateTime()], { align: 'right', room: width * 0.28 });
  kit.image(width * 0.1, pitch * 2.6, width * 0.8, height - pitch * 5);
  sheet.column(
    8,
    pitch * 3,
    [
      line(`MI ${num(rng, 0.6, 1.4, 1)}`),
      line(`TIs ${num(rng, 0.1, 0.9, 1)}`),
      [],
      line(`[2D] G${rng.int(35, 70)}/${rng.int(80, 160)}dB/FA${rng.int(1, 9)}/P${rng.int(80, 100)}`),
      line(`${rng.pick(['HAR', 'HGen', 'Res'])}/FSI ${rng.int(0, 3)}/${rng.pick(['SRF', 'CV'])} ${rng.int(1, 5)}`),
      ...(rng.chance(0.4)
        ? [
            line(
              `[C] G${rng.int(30, 60)}/${num(rng, 0.5, 3, 2)}kHz/FA${rng.int(1, 6)}/P${rng.int(60, 100)}/F${rng.int(1, 3)}`,
            ),
          ]
        : []),
    ],
    { size: sheet.look.size * 0.9, colour: GREY },
  );
  depthScale(kit, width * 0.91, [height * 0.2, height - pitch * 3], rng.int(4, 16));
  if (rng.chance(0.3)) greyBar(kit, width - 18, height * 0.2, 8, height * 0.25);
  measurementBox(kit, width * 0.05, height - pitch * 4.8, width * 0.34, {
    rows: rng.int(1, 3),
    colour: rng.pick([YELLOW, CYAN, ORANGE]),
  });
  if (rng.chance(0.4))
    sheet.text(width * 0.9, height - pitch * 1.6, [voice.label('operator'), voice.initials()], { align: 'right' });
}

/** Canon (Toshiba) Aplio: hospital, name and id left; date right; parameters in short lines, `DR:60`. */
function drawCanon(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.text(width * 0.02, 4, [voice.institution()], { room: width * 0.5, fit: 'cut' });
  sheet.text(width * 0.02, 4 + pitch, [voice.label('id'), voice.id(), voice.name()], {
    room: width * 0.55,
    fit: 'cut',
  });
  if (rng.chance(0.5))
    sheet.text(width * 0.02, 4 + 2 * pitch, [voice.birth(), voice.ageNumber(), voice.sex(), voice.initials()]);
  sheet.column(width - 8, 4, [[voice.date()], [voice.time()]], { align: 'right' });
  kit.image(width * 0.14, pitch * 3.5, width * 0.78, height - pitch * 6);
  const lines = [
    rng.pick(['i8CX1', 'PVT-375BT', '11L4', 'PLT-1005BT']),
    rng.pick(['DTHI', 'diffT6.0', 'T5.0', '2D']),
    `${rng.int(14, 60)} fps`,
    `DR:${rng.int(50, 70)}`,
    `G:${rng.int(60, 99)}`,
    ...(rng.chance(0.6) ? ['Precision+', 'APure+'] : []),
    `MI:${num(rng, 0.5, 1.6, 1)}`,
    rng.pick(['ABDOMEN', 'CAROTID', 'FETAL', 'BREAST']),
    `Qscan`,
    `${rng.int(4, 22)}cm`,
  ];
  sheet.column(6, pitch * 4, lines.map(line), { colour: rng.pick([WHITE, GREEN, CYAN]) });
  depthScale(kit, width * 0.93, [height * 0.2, height - pitch * 3], rng.int(5, 18));
  if (rng.chance(0.6))
    measurementBox(kit, width * 0.62, height - pitch * 4, width * 0.34, {
      rows: rng.int(1, 3),
      fill: [0, 0, 60],
      colour: WHITE,
    });
  if (rng.chance(0.4)) sheet.text(width * 0.35, height * 0.75, [remark(kit)], { colour: YELLOW });
}

/** Esaote MyLab: codes in two columns above the image, words of the user's language on it. */
function drawEsaote(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.text(width * 0.2, 3, [voice.name()], { room: width * 0.3 });
  sheet.text(width * 0.2, 3 + pitch, [voice.id(), voice.sex(), voice.age()], { room: width * 0.3 });
  sheet.text(width - 6, 3, [voice.institution()], { align: 'right', room: width * 0.42, fit: 'cut' });
  sheet.text(width - 6, 3 + pitch, [voice.date(), voice.time()], { align: 'right' });
  const size = sheet.look.size * 0.85;
  const left = [
    'B',
    `F ${rng.pick(['PEN', 'RES-A', 'GEN'])}`,
    `G ${rng.int(30, 80)}%`,
    `P ${rng.int(30, 200)}mm`,
    `XV C${rng.int(1, 4)}`,
    `PRC ${rng.int(5, 18)}/${rng.int(1, 5)}/${rng.int(0, 3)}`,
    `PRS ${rng.int(1, 6)}`,
    `PST ${rng.int(0, 4)}`,
    `C ${rng.int(1, 9)}`,
  ];
  sheet.column(6, 3, left.map(line), { size });
  kit.image(width * 0.16, pitch * 2.6, width * 0.78, height - pitch * 5);
  sheet.column(
    6,
    height * 0.55,
    [line(rng.pick(['LA435', 'CA431', 'PA240', 'EC123'])), line(rng.pick(['MSK', 'ABD', 'TSA', 'OB-FET']))],
    { size },
  );
  depthScale(kit, width * 0.95, [height * 0.2, height - pitch * 3], rng.int(3, 15), { side: 'left' });
  sheet.text(width * 0.3, height - pitch * 2.4, [rng.chance(0.5) ? voice.comment() : remark(kit)], {
    size: sheet.look.size * 1.2,
    colour: rng.pick([WHITE, YELLOW]),
  });
  if (rng.chance(0.5)) measurementBox(kit, width * 0.64, height - pitch * 3.6, width * 0.3, { rows: rng.int(1, 2) });
}

const SHARED = { kind: 'screen', modality: 'US', phantom: 'ultrasound', background: [0, 0, 0] } as const;

export const US_EAST: readonly ScreenLayout[] = [
  {
    ...SHARED,
    id: 'us-mindray',
    manufacturer: 'Mindray',
    models: ['DC-30', 'Resona 7', 'M9'],
    sizes: [
      [800, 600],
      [1024, 768],
      [640, 480],
    ],
    textSize: [10, 15],
    faces: ['sans', 'condensed', 'pixel'],
    colours: [WHITE, VIOLET, CYAN],
    draw: drawMindray,
  },
  {
    ...SHARED,
    id: 'us-samsung',
    manufacturer: 'SAMSUNG MEDISON',
    models: ['RS85', 'HS60', 'SonoAce R7'],
    sizes: [
      [800, 600],
      [1024, 768],
    ],
    textSize: [10, 15],
    faces: ['sans', 'condensed', 'sans'],
    colours: [WHITE, GREY],
    draw: drawSamsung,
  },
  {
    ...SHARED,
    id: 'us-canon',
    manufacturer: 'CANON MEDICAL SYSTEMS',
    models: ['Aplio i800', 'Xario 200'],
    sizes: [
      [960, 720],
      [800, 600],
      [640, 480],
    ],
    textSize: [10, 16],
    faces: ['sans', 'stroke', 'mono', 'condensed'],
    colours: [WHITE, GREEN],
    draw: drawCanon,
  },
  {
    ...SHARED,
    id: 'us-esaote',
    manufacturer: 'ESAOTE',
    models: ['MyLab 70', 'MyLabSix'],
    sizes: [
      [800, 600],
      [640, 480],
    ],
    textSize: [10, 14],
    faces: ['sans', 'pixel', 'condensed'],
    colours: [WHITE, CYAN, GREY],
    draw: drawEsaote,
  },
];
