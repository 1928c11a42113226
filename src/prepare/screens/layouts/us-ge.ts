import type { Kit, ScreenLayout } from '../layout';
import { stay } from '../pieces';
import type { Rgb } from '../surface';
import {
  CYAN,
  caliper,
  colourBar,
  depthScale,
  GREEN,
  GREY,
  greyBar,
  line,
  measurementBox,
  remark,
  say,
  says,
  WHITE,
  YELLOW,
} from './parts';

/** GE LOGIQ and Vivid: two lines on top, parameters right, results bottom left. */
function draw(kit: Kit): void {
  const { rng, sheet } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const top = pitch * 2 + 10;
  banner(kit, top);
  const side = width * 0.15;
  kit.image(width * 0.03, top + 4, width - side - width * 0.05, height - top - pitch * 2);
  if (rng.chance(0.3)) greyBar(kit, width - side - 16, top + 20, 9, height * 0.22);
  depthScale(kit, width - side - 16, [top + height * 0.3, height - pitch * 2.5], rng.int(4, 18));
  parameters(kit, width - side + 12, top + 12);
  const colour = rng.pick([YELLOW, GREEN, WHITE]);
  if (rng.chance(0.7))
    measurementBox(kit, 14, height - pitch * rng.int(3, 7), width * 0.3, { rows: rng.int(1, 5), colour });
  for (let i = 0; i < 2; i++) caliper(kit, width * rng.range(0.35, 0.6), height * rng.range(0.4, 0.7), YELLOW);
  const large = { colour, size: sheet.look.size * 1.2 };
  if (rng.chance(0.5)) sheet.text(width * rng.range(0.2, 0.5), height * rng.range(0.55, 0.8), [remark(kit)], large);
  if (rng.chance(0.2)) sheet.text(width * 0.2, height * 0.5, [kit.voice.family()], { colour: YELLOW });
  sheet.text(width - 8, height - pitch, line(say(rng, '{1..99}/{99..220}')), { align: 'right' });
}

const BANNERS: readonly Rgb[] = [
  [24, 28, 40],
  [40, 40, 44],
  [10, 25, 50],
];

function banner({ rng, sheet, voice }: Kit, height: number): void {
  const { width } = sheet;
  const second = 4 + sheet.pitch();
  if (rng.chance(0.5)) sheet.fill(0, 0, width, height, rng.pick(BANNERS));
  const left = { room: width * 0.37, fit: 'cut' } as const;
  sheet.text(8, 4, [voice.institution()], left);
  sheet.text(8, second, rng.chance(0.5) ? [voice.name()] : [voice.name(), voice.sex(), voice.age()], left);
  const middle = { room: width * 0.2, fit: 'cut' } as const;
  sheet.text(width * 0.42, 4, rng.chance(0.6) ? [voice.id()] : [voice.label('id'), voice.id()], middle);
  if (rng.chance(0.6)) sheet.text(width * 0.42, second, [rng.chance(0.5) ? voice.birth() : voice.initials()], middle);
  sheet.text(width - 8, 4, [rng.chance(0.5) ? voice.dateTime() : voice.date()], { align: 'right' });
  sheet.text(width - 8, second, line(say(rng, 'MI {0.3..1.5:1}  {TIs|TIb|TIc} {0.1..1.8:1}')), { align: 'right' });
  const probe = say(rng, '{C1-5-D|9L-D|ML6-15|IC5-9-D|M5Sc-D|4C-RS|12L-RS}');
  sheet.text(width * 0.68, 4, line(probe), { align: 'center' });
  const preset = say(rng, '{Abdomen|OB/GYN|Thyroid|Carotid|Cardiac|Renal|Breast|MSK}');
  sheet.text(width * 0.68, second, line(preset), { align: 'center' });
}

const B_MODE = [
  'B',
  '?CHI',
  'Frq {2..13:1} MHz',
  'Gn {20..90}',
  'S/A {1..4}/{0..4}',
  'Map {A|D|F|H}/{0..2}{|/0}',
  'D {3..22:1} cm',
  'DR {48..84}',
  'FR {9..70} Hz',
  'AO {10..100} %',
];
const COLOUR_FLOW = [
  'CF',
  'Frq {1.7..7:1} MHz',
  'Gn {2..30:1}',
  'L/A {1..4}/{1..8}',
  'PRF {0.6..5:1} kHz',
  'WF {40..400} Hz',
  'S/P {1..4}/{10..16}',
];
const PULSED = ['PW', 'SVD {1..9:1} cm', 'AC {20..60}', 'SV {1..6} mm', 'Gn {10..50}'];

function parameters(kit: Kit, x: number, y: number): void {
  const { rng, sheet } = kit;
  const half = sheet.pitch() * 0.5;
  let next = sheet.column(x, y, says(rng, B_MODE), { colour: rng.pick([GREY, WHITE, CYAN]) });
  if (rng.chance(0.45)) {
    next = sheet.column(x, next + half, says(rng, COLOUR_FLOW));
    colourBar(kit, 10, sheet.height * 0.2, 10, sheet.height * 0.16);
  }
  if (rng.chance(0.3)) sheet.column(x, next + half, says(rng, PULSED));
}

const VOLUSON = [
  '{2Trim./RAB6-D|GYN/RIC5-9|2/3 Trim.}',
  '{3..9:1} - {1..3:1}',
  'Pwr {60..100} %',
  'Gn {-9..12}',
  'C{3..9} / M{3..9}',
  'FF{1..4} / E{1..4}',
  'SRI II {1..5} / CRI {1..3}',
  '?Th{20..50}/Qual {high1|mid2|max}',
  '?B{40..75}°/V{40..85}°',
  '?Mix {10..90}/{10..90}',
];

/** GE Voluson: parameters as codes in a block at the top right. */
function drawVoluson(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.text(10, 6, [voice.name()], { room: width * 0.34 });
  sheet.text(10, 6 + pitch, [voice.id()], { room: width * 0.3, fit: 'cut' });
  sheet.text(width * 0.4, 6, [stay(`GA=${rng.int(8, 39)}w${rng.int(0, 6)}d`)]);
  sheet.text(width * 0.4, 6 + pitch, line(`${rng.pick(['RAB6-D', 'C2-9', 'RIC5-9-D'])}/${rng.pick(['OB', 'GYN'])}`));
  sheet.text(width * 0.58, 6, [voice.institution()], { room: width * 0.24, fit: 'cut' });
  sheet.text(width * 0.58, 6 + pitch, line(say(rng, 'MI {0.6..1.4:1}  {8..20:1}cm / {10..60}Hz')));
  sheet.text(width - 10, 6, [voice.date()], { align: 'right' });
  sheet.text(width - 10, 6 + pitch, [voice.time()], { align: 'right' });
  kit.image(width * 0.02, pitch * 2 + 16, width * 0.82, height - pitch * 4);
  sheet.column(width * 0.855, pitch * 3, says(rng, VOLUSON), { colour: rng.pick([GREY, WHITE, YELLOW]) });
  measurementBox(kit, width * 0.6, height - pitch * 5.5, width * 0.3, { rows: rng.int(1, 4), colour: WHITE });
  depthScale(kit, width * 0.835, [height * 0.3, height - pitch * 2.5], rng.int(5, 15));
  if (rng.chance(0.4)) sheet.text(width * 0.3, height * 0.7, [voice.family()], { colour: YELLOW });
}

const SHARED = {
  kind: 'screen',
  modality: 'US',
  phantom: 'ultrasound',
  background: [0, 0, 0],
  faces: ['sans', 'condensed', 'sans', 'pixel', 'mono'],
  manufacturer: 'GE Healthcare',
} as const;

export const US_GE: readonly ScreenLayout[] = [
  {
    ...SHARED,
    id: 'us-ge-logiq',
    models: ['LOGIQ S8', 'LOGIQ P9', 'Vivid E95'],
    sizes: [
      [800, 600],
      [1024, 768],
      [960, 720],
    ],
    textSize: [11, 17],
    colours: [WHITE, GREY, CYAN],
    draw,
  },
  {
    ...SHARED,
    id: 'us-ge-voluson',
    models: ['Voluson E8', 'Voluson S10'],
    sizes: [
      [800, 600],
      [960, 720],
      [640, 480],
    ],
    textSize: [10, 15],
    colours: [WHITE, GREY],
    draw: drawVoluson,
  },
];
