import { wholeBody } from '../grounds';
import type { Kit, ScreenLayout } from '../layout';
import { label, open, stay } from '../pieces';
import type { Rgb } from '../surface';
import { BLACK, line, say, says, WHITE, YELLOW } from './parts';

const HOT = (level: number): Rgb => [
  Math.min(255, level * 2.2),
  Math.max(0, Math.min(255, (level - 90) * 2)),
  Math.max(0, (level - 190) * 3.8),
];

const inverse = (level: number): Rgb => [255 - level, 255 - level, 255 - level];

/** A bone scan: two whole bodies, black text on white. */
function bone(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  kit.image(width * 0.06, pitch * 4, width * 0.88, height - pitch * 8);
  sheet.text(10, 6, [voice.name()], { room: width * 0.45 });
  sheet.text(10, 6 + pitch, [voice.label('id'), voice.id()], { room: width * 0.4 });
  sheet.text(10, 6 + 2 * pitch, [voice.birth(), voice.sex(), voice.age()], { room: width * 0.4 });
  sheet.column(width - 10, 6, [[voice.institution()], [voice.dateTime()], [voice.studyName()]], {
    align: 'right',
    room: width * 0.5,
    fit: 'cut',
  });
  const [left, right] = rng.pick([
    ['ANTERIOR', 'POSTERIOR'],
    ['ANT', 'POST'],
    ['RAO', 'LPO'],
  ] as const);
  sheet.text(width * 0.28, height - pitch * 3.6, line(left), { align: 'center' });
  sheet.text(width * 0.72, height - pitch * 3.6, line(right), { align: 'center' });
  sheet.text(10, height - pitch * 2.4, line(say(rng, 'Tc-99m {MDP|HDP|DPD} {400..800} MBq  {2..4} h p.i.')));
  sheet.text(width - 10, height - pitch * 2.4, line(say(rng, '{800..2400} kcts  {10..18} cm/min')), { align: 'right' });
  sheet.text(10, height - pitch * 1.2, [stay(term('nuclear', 26))]);
  if (rng.chance(0.5))
    sheet.text(width - 10, height - pitch * 1.2, [voice.label('physician'), voice.physician()], {
      align: 'right',
      room: width * 0.5,
    });
}

/** A PET page: one projection in grey and one in colour, with uptake values. */
function pet(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  kit.image(width * 0.02, pitch * 3.4, width * 0.46, height - pitch * 7, inverse);
  kit.image(width * 0.52, pitch * 3.4, width * 0.46, height - pitch * 7, (level) => HOT(255 - level));
  sheet.column(8, 4, [[voice.name()], [voice.id()]], { room: width * 0.45 });
  sheet.column(width - 8, 4, [[voice.institution()], [voice.date(), voice.time()]], {
    align: 'right',
    room: width * 0.5,
  });
  sheet.text(width * 0.5, 4 + pitch * 2, [voice.birth()], { align: 'center' });
  sheet.text(8, height - pitch * 3, line(say(rng, 'F-18 {FDG|FET|PSMA-1007} {150..420} MBq')));
  sheet.text(8, height - pitch * 1.8, [
    voice.label('weight'),
    open(say(rng, '{45..120} kg')),
    stay(say(rng, 'SUVbw max {2..19:1}')),
  ]);
  sheet.text(width - 8, height - pitch * 3, line(say(rng, '{OSEM|TrueX+TOF|VPFX} {2..4}i{8..24}s')), {
    align: 'right',
  });
  sheet.text(width - 8, height - pitch * 1.8, [stay(term('nuclear', 28))], { align: 'right' });
  sheet.column(width * 0.49, height * 0.4, says(rng, ['{15..30:1}', '{8..14:1}', '{2..7:1}', '0.0']), {
    align: 'right',
    size: sheet.look.size * 0.85,
  });
  if (rng.chance(0.4))
    sheet.text(width * 0.5, height - pitch * 1.2, [label('p.'), stay(`${rng.int(1, 4)}/4`)], { align: 'center' });
}

const SHARED = { kind: 'screen', modality: 'NM', still: true, faces: ['sans', 'condensed', 'mono', 'serif'] } as const;

/** Gamma camera and PET pages. */
export const NUCLEAR_LAYOUTS: readonly ScreenLayout[] = [
  {
    ...SHARED,
    id: 'nm-bone',
    phantom: wholeBody,
    manufacturer: 'SIEMENS NM',
    models: ['Symbia'],
    background: [252, 252, 252],
    sizes: [
      [640, 720],
      [512, 640],
      [900, 900],
    ],
    textSize: [12, 18],
    colours: [BLACK, [20, 20, 80]],
    page: true,
    draw: bone,
  },
  {
    ...SHARED,
    id: 'pet-page',
    modality: 'PT',
    phantom: wholeBody,
    manufacturer: 'GE MEDICAL SYSTEMS',
    models: ['Discovery 690'],
    background: [0, 0, 0],
    sizes: [
      [900, 800],
      [1024, 768],
      [700, 640],
    ],
    textSize: [11, 17],
    colours: [WHITE, YELLOW, [255, 170, 90]],
    tinted: true,
    draw: pet,
  },
];
