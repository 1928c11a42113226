import type { Kit, ScreenLayout } from '../layout';
import { open, stay } from '../pieces';
import {
  CYAN,
  colourBar,
  depthScale,
  GREEN,
  GREY,
  greyBar,
  line,
  measurementBox,
  num,
  ORANGE,
  remark,
  WHITE,
  YELLOW,
} from './parts';

/** Siemens ACUSON Sequoia, S2000: name and hospital on top, parameters right, a status line in a box. */
function drawAcuson(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.column(width * 0.03, 4, [[voice.name()], [voice.institution()]], { room: width * 0.6 });
  if (rng.chance(0.6))
    sheet.text(width * 0.03, 4 + 2 * pitch, rng.chance(0.5) ? [voice.id()] : [voice.id(), voice.sex()]);
  sheet.column(width - 8, 4, [[voice.date()], [voice.time()]], { align: 'right' });
  kit.image(width * 0.03, pitch * 3.4, width * 0.72, height - pitch * 6);
  const x = width * 0.79;
  const first = [
    [stay(rng.pick(['6L3', '6C1 HD', '4V1c', '9L4', '15L8W', 'EV8C4']))],
    line(`${rng.pick(['', 'H', 'SC '])}${num(rng, 2, 14, 2)} MHz  ${rng.int(30, 220)}mm`),
    line(rng.pick(['Thyroid', 'ABD', 'OB', 'Cerebro', 'Venous', 'Cardiac'])),
    line(rng.pick(['General', 'Default', 'Difficult', 'Penetration'])),
  ];
  const next = sheet.column(x, pitch * 3.4, first, { room: width * 0.2 });
  const second = [
    `${rng.int(50, 75)}dB T${rng.int(1, 3)}/${rng.pick(['+', '-', ' '])}${rng.int(0, 2)}/${rng.int(1, 4)}/${rng.int(1, 6)}`,
    `Gain= ${rng.int(-8, 18)}dB ${rng.pick(['Δ=2', 'Delta=3'])}`.replace('Δ', 'D'),
    ...(rng.chance(0.5) ? [`MI: ${num(rng, 0.4, 1.6, 1)}`, `TIS: ${num(rng, 0.2, 1.4, 1)}`] : []),
  ];
  const after = sheet.column(x, next + pitch, second.map(line), { room: width * 0.2 });
  sheet.text(x, after + pitch, line(rng.pick(['Store in progress', 'Store complete', 'Frozen', 'CLIP 1'])), {
    box: rng.pick([
      [70, 70, 110],
      [120, 120, 120],
    ] as const),
  });
  if (rng.chance(0.5))
    sheet.text(x, after + pitch * 2.6, [open(`${rng.int(0, 2)}:${rng.int(10, 59)}:${rng.int(10, 59)}`)]);
  if (rng.chance(0.3)) greyBar(kit, width * 0.765, pitch * 4, 7, height * 0.3);
  depthScale(kit, width * 0.755, [height * 0.25, height - pitch * 3], rng.int(3, 16));
  if (rng.chance(0.55))
    sheet.text(width * 0.08, height - pitch * 2.6, [rng.chance(0.5) ? voice.family() : remark(kit)], {
      size: sheet.look.size * 1.15,
      colour: rng.pick([WHITE, YELLOW]),
    });
  if (rng.chance(0.5))
    measurementBox(kit, width * 0.45, height - pitch * 2.4, width * 0.33, {
      rows: 1,
      colour: rng.pick([GREEN, YELLOW]),
    });
  if (rng.chance(0.4)) colourBar(kit, 8, height * 0.3, 10, height * 0.2);
}

export const US_SIEMENS: readonly ScreenLayout[] = [
  {
    kind: 'screen',
    id: 'us-siemens',
    modality: 'US',
    phantom: 'ultrasound',
    manufacturer: 'SIEMENS',
    models: ['ACUSON S2000', 'ACUSON Sequoia', 'ACUSON X300'],
    background: [0, 0, 0],
    sizes: [
      [640, 480],
      [800, 600],
      [1024, 768],
    ],
    textSize: [11, 18],
    faces: ['sans', 'condensed', 'stroke', 'mono'],
    colours: [WHITE, GREY, CYAN, ORANGE],
    draw: drawAcuson,
  },
];
