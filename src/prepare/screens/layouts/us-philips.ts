import type { Kit, ScreenLayout } from '../layout';
import { stay } from '../pieces';
import type { Rgb } from '../surface';
import { CYAN, depthScale, GREY, greyBar, line, measurementBox, num, remark, WHITE, YELLOW } from './parts';

/** Philips iU22, EPIQ, CX50: one grey bar with everything, parameters left of the image. */
function drawPhilips(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const twoLines = rng.chance(0.5);
  const bar = rng.pick<Rgb>([
    [60, 60, 60],
    [20, 30, 60],
    [90, 90, 95],
    [0, 0, 0],
  ]);
  const top = twoLines ? pitch * 2 + 6 : pitch + 6;
  sheet.fill(0, 0, width, top, bar);
  if (twoLines) {
    sheet.text(8, 3, [stay('PHILIPS')], { colour: [90, 140, 255] });
    sheet.text(width * 0.13, 3, [voice.name()], { room: width * 0.26, fit: 'cut' });
    sheet.text(width * 0.13, 3 + pitch, [voice.id()], { room: width * 0.2, fit: 'cut' });
    sheet.text(width * 0.5, 3 + pitch, [voice.institution()], { align: 'center', room: width * 0.36, fit: 'cut' });
    sheet.text(width * 0.72, 3, line(`${rng.pick(['MI', 'IM', 'TIS'])} ${num(rng, 0.4, 1.6, 1)}`));
    sheet.text(width * 0.72, 3 + pitch, line(`${rng.pick(['TIs', 'ITm', 'TIB'])} ${num(rng, 0.1, 2, 1)}`));
    sheet.text(width - 8, 3, [voice.date()], { align: 'right' });
    sheet.text(width - 8, 3 + pitch, [voice.time()], { align: 'right' });
  } else {
    sheet.text(6, 3, [voice.name()], { room: width * 0.22, fit: 'cut' });
    sheet.text(width * 0.24, 3, [voice.id()], { room: width * 0.15, fit: 'cut' });
    sheet.text(width * 0.41, 3, [voice.label('birth'), voice.birth(), voice.sex()], { room: width * 0.24 });
    sheet.text(width * 0.66, 3, [voice.institution()], { room: width * 0.13, fit: 'cut' });
    sheet.text(width - 6, 3, [voice.dateTime()], { align: 'right', room: width * 0.2 });
    sheet.text(width - 6, top + 3, line(`TIS${num(rng, 0, 1.5, 1)} MI ${num(rng, 0.3, 1.5, 1)}`), { align: 'right' });
  }
  kit.image(width * 0.12, top + pitch, width * 0.78, height - top - pitch * 2.4);
  leftColumn(kit, top + 6);
  if (rng.chance(0.3)) greyBar(kit, width - 26, top + pitch * 2, 8, height * 0.2);
  depthScale(kit, width - 30, [top + height * 0.3, height - pitch * 2], rng.int(4, 18), { side: 'left' });
  sheet.text(width * 0.93, height * 0.55, line(rng.pick(['M3', 'M2', 'M4'])));
  if (rng.chance(0.6))
    measurementBox(kit, width * 0.66, height - pitch * 4.4, width * 0.3, {
      rows: rng.int(1, 3),
      ...(rng.chance(0.4) ? { fill: [0, 0, 0] as Rgb, rim: GREY } : {}),
    });
  if (rng.chance(0.5))
    sheet.text(width * 0.45, height * 0.78, [remark(kit)], {
      colour: rng.pick([WHITE, YELLOW, CYAN]),
      size: sheet.look.size * 1.25,
    });
  sheet.text(width - 6, height - pitch - 2, line(rng.chance(0.5) ? '*** bpm' : `${rng.int(52, 120)} bpm`), {
    align: 'right',
  });
}

function leftColumn({ rng, sheet, voice }: Kit, y: number): void {
  const head = [
    [stay(rng.pick(['Adv Breast', 'Gyn EV', 'Abd Gen', 'Vasc Car', 'MSK Gen', 'OB Gen', 'TTE', 'Thyroid']))],
    line(rng.pick(['L12-5', 'C5-1', 'S5-1', '3D9-3v', 'X5-1', 'eL18-4', 'C10-3v'])),
    line(`${rng.int(12, 80)}${rng.pick(['Hz', ' Hz'])}`),
    line(rng.chance(0.5) ? 'RS' : `${num(rng, 3, 24, 1)}cm`),
  ];
  if (rng.chance(0.25)) head.unshift([voice.initials()]);
  const body = [
    ['2D'],
    [
      `${rng.int(30, 90)}%`,
      `Dyn R ${rng.int(50, 66)}`,
      `P ${rng.pick(['Med', 'Low', 'High', 'Off'])}`,
      rng.pick(['Res', 'Gen', 'Pen', 'HRes', 'HPen-HGen']),
    ],
    [
      `Gn ${rng.int(35, 70)}`,
      `C ${rng.int(45, 60)}`,
      `${rng.int(0, 4)}/${rng.int(0, 4)}/${rng.int(0, 4)}`,
      `${rng.pick([50, 75, 100])} mm/s`,
    ],
  ];
  const next = sheet.column(6, y, head);
  const after = sheet.column(6, next + sheet.pitch() * 0.6, [
    line('2D'),
    ...[...body[1], ...(rng.chance(0.5) ? body[2] : [])].map(line),
  ]);
  if (rng.chance(0.35))
    sheet.column(
      6,
      after + sheet.pitch() * 0.6,
      [
        'CF',
        `${rng.int(40, 80)}%`,
        `${rng.int(600, 5000)}Hz`,
        `WF ${rng.int(40, 300)}Hz`,
        `${num(rng, 2, 5, 1)}MHz`,
      ].map(line),
    );
}

export const US_PHILIPS: readonly ScreenLayout[] = [
  {
    kind: 'screen',
    id: 'us-philips',
    modality: 'US',
    phantom: 'ultrasound',
    manufacturer: 'Philips Ultrasound',
    models: ['iU22', 'EPIQ 7C', 'CX50', 'Affiniti 70G'],
    background: [0, 0, 0],
    sizes: [
      [800, 600],
      [1024, 768],
      [640, 480],
    ],
    textSize: [10, 16],
    faces: ['sans', 'condensed', 'sans', 'pixel'],
    colours: [WHITE, GREY, [220, 220, 200]],
    draw: drawPhilips,
  },
];
