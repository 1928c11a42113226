import type { Kit, OverlayLayout } from '../layout';
import { label, open, stay } from '../pieces';
import type { Rgb } from '../surface';
import { corner } from './corner';
import { CYAN, GREEN, GREY, line, say, says, WHITE, YELLOW } from './parts';

/** Frame numbers and a clock that run with the pictures. */
function running({ rng, sheet, ground }: Kit, x: number, y: number, align: 'left' | 'right'): void {
  const total = rng.int(40, 140);
  const first = rng.int(1, 30);
  for (let frame = 0; frame < ground.frames; frame++) {
    sheet.text(x, y, line(`${first + frame}/${total}`), { align, frames: [frame] });
    if (sheet.raster.frames > 1)
      sheet.text(x, y - sheet.pitch(), [open(`00:0${frame}:${String(frame * 7 + 10)}`)], { align, frames: [frame] });
  }
}

/** Siemens Artis: patient top left, gantry angles and exposure bottom left, run bottom right. */
function artis(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  corner(kit, 'top-left', [
    [voice.name()],
    [voice.id()],
    [label('*'), voice.birth(), voice.sex()],
    [voice.dateTime()],
    [voice.physician()],
  ]);
  corner(kit, 'top-right', [
    [voice.institution()],
    ...says(rng, ['{AXIOM-Artis|Artis zee}', '{VC21C|VD11C}', '{Coro|LV|CARD FIXED|DSA Abd}', 'Run {1..24}']),
  ]);
  corner(
    kit,
    'bottom-left',
    says(rng, [
      '{LAO|RAO} {1..55}',
      '{CRAN|CAUD} {1..35}',
      '{15|22|30} f/s',
      '{60..110} kV  {120..900} mA',
      '{3..10:1} ms',
      '?{0.1|0.3|0.6} Cu',
      'FD {16|20|25} cm',
      '?{20..900} µGym²',
      'SID {95..120}',
    ]),
  );
  running(kit, sheet.width - 8, sheet.height - sheet.pitch() * 1.2, 'right');
}

/** Philips Allura: one line on top, the rest at the bottom; the heart rate changes from frame to frame. */
function allura(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.text(8, 4, [voice.name(), voice.id()], { room: width * 0.56, gap: sheet.look.size });
  sheet.text(width - 8, 4, [voice.date()], { align: 'right' });
  sheet.text(8, 4 + pitch, [voice.institution()], { room: width * 0.6, fit: 'cut' });
  sheet.text(width - 8, 4 + pitch, [voice.time()], { align: 'right' });
  corner(kit, 'bottom-left', [
    [stay(term('vessel', 24))],
    ...says(rng, [
      'Rot {-45..45}  Ang {-30..30}',
      '{65..120} kV {300..900} mA {4..9} ms',
      '?Ref {1..9}',
      '?Zoom {1..2:1}',
    ]),
  ]);
  for (let frame = 0; frame < kit.ground.frames; frame++)
    sheet.text(width - 8, height - pitch * 2.4, line(`HR ${rng.int(58, 96)}`), {
      align: 'right',
      frames: [frame],
      colour: GREEN,
    });
  running(kit, width - 8, height - pitch * 1.2, 'right');
  // The caption of a cine strip drifts by a few pixels from frame to frame.
  if (rng.chance(0.4))
    for (let frame = 0; frame < kit.ground.frames; frame++)
      sheet.text(width * 0.3 + frame * 5, height * 0.86 - frame * 3, [voice.family(), voice.date()], {
        frames: [frame],
      });
}

/** Text around the round picture of a mobile C-arm. */
function roundFrame({ sheet }: Kit, colour: Rgb): void {
  const { width, height } = sheet;
  const radius = Math.min(width, height) * 0.485;
  for (let y = 0; y < height; y++) {
    const half = Math.sqrt(Math.max(0, radius ** 2 - (y - height / 2) ** 2));
    sheet.fill(0, y, width / 2 - half, 1, colour);
    sheet.fill(width / 2 + half, y, width / 2 - half, 1, colour);
  }
}

/** GE OEC: hospital and patient over the circle, exposure below. */
function oec(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  roundFrame(kit, [0, 0, 0]);
  corner(kit, 'top-left', [[voice.name()], [voice.id()], [voice.birth()]]);
  corner(kit, 'top-right', [[voice.institution()], [voice.physician()], [voice.dateTime()]]);
  corner(kit, 'bottom-left', says(rng, ['kVp {50..110}', 'mA {0.4..6:1}', 'AUTO', '?HLF {20..60}', 'NORM {1..4}']));
  corner(
    kit,
    'bottom-right',
    [
      ...says(rng, ['{0..3}:{10..59} min', '{0.2..40:1} mGy', '{LEFT|RIGHT|MAIN}', 'IMG {1..40}']),
      ...(rng.chance(0.5) ? [[voice.initials()]] : []),
    ],
    {},
  );
  if (rng.chance(0.4))
    sheet.text(sheet.width / 2, sheet.height - sheet.pitch() * 1.3, [voice.studyName()], { align: 'center' });
}

/** Ziehm and others: all facts in a column at the right, labelled in the language. */
function mobile(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const pitch = sheet.pitch();
  roundFrame(kit, [18, 22, 30]);
  const x = sheet.width - 6;
  const next = sheet.column(
    x,
    6,
    [[voice.name()], [voice.label('birth'), voice.birth()], [voice.label('id'), voice.id()], [voice.sexWord()]],
    { align: 'right', size: sheet.look.size * 0.85 },
  );
  sheet.column(
    x,
    sheet.height - pitch * 6,
    says(rng, ['{45..110} kV', '{0.5..20:1} mA', '{5..400} cGycm²', '{10..200} s', '{PULSE|HQ|LIH|SNAP}']),
    { align: 'right', size: sheet.look.size * 0.85 },
  );
  sheet.column(6, 6, [[voice.institution()], [voice.dateTime()], [voice.label('operator'), voice.operator()]], {
    size: sheet.look.size * 0.85,
    room: sheet.width * 0.42,
    fit: 'cut',
  });
  sheet.text(6, next + pitch, line(say(rng, '{A|B} {1..60}')));
}

const SHARED = {
  kind: 'overlay',
  modality: 'XA',
  phantom: 'xa',
  lines: [32, 46],
  faces: ['sans', 'mono', 'stroke', 'condensed', 'pixel'],
} as const;
const COLOURS: readonly Rgb[] = [WHITE, WHITE, GREY, YELLOW, CYAN];

/** Angiography rooms and mobile C-arms. */
export const ANGIOGRAPHY_LAYOUTS: readonly OverlayLayout[] = [
  { ...SHARED, id: 'xa-artis', manufacturer: 'SIEMENS', models: ['AXIOM-Artis'], colours: COLOURS, draw: artis },
  {
    ...SHARED,
    id: 'xa-allura',
    manufacturer: 'Philips Medical Systems',
    models: ['Allura Xper'],
    colours: COLOURS,
    draw: allura,
  },
  {
    ...SHARED,
    id: 'c-arm-oec',
    manufacturer: 'GE OEC Medical Systems',
    models: ['OEC 9900 Elite'],
    colours: COLOURS,
    draw: oec,
  },
  {
    ...SHARED,
    id: 'c-arm-mobile',
    manufacturer: 'Ziehm Imaging',
    models: ['Ziehm Vision'],
    colours: COLOURS,
    draw: mobile,
  },
];
