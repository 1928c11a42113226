import { lumen } from '../grounds';
import type { Kit, ScreenLayout } from '../layout';
import { stay } from '../pieces';
import type { Rgb } from '../surface';
import { GREEN, line, num, ORANGE, WHITE, YELLOW } from './parts';

/** Mucosa is red where it is dark and pale where it shines; how red depends on the lamp and the white balance. */
const mucosa = (rng: Kit['rng']): ((level: number) => Rgb) => {
  const [red, green, blue] = [rng.range(0.98, 1.15), rng.range(0.5, 0.74), rng.range(0.38, 0.62)];
  return (level) => {
    const shine = Math.max(0, level - 205) * 1.9;
    return [Math.min(255, level * red + 14), Math.min(255, level * green + shine), Math.min(255, level * blue + shine)];
  };
};

/** The round or cut-off image of an endoscope. */
function scopeImage(kit: Kit, x: number, y: number, side: number): void {
  const { sheet, rng } = kit;
  kit.image(x, y, side, side, mucosa(rng));
  // The corners of the image are cut.
  const cut = side * rng.range(0.12, 0.3);
  for (let i = 0; i < cut; i++) {
    sheet.fill(x, y + i, cut - i, 1, [0, 0, 0]);
    sheet.fill(x + side - cut + i, y + i, cut - i, 1, [0, 0, 0]);
    sheet.fill(x, y + side - i - 1, cut - i, 1, [0, 0, 0]);
    sheet.fill(x + side - cut + i, y + side - i - 1, cut - i, 1, [0, 0, 0]);
  }
}

/** Olympus: a column on the left: number, name, sex and age, birth date, date and time, counters, comment. */
function olympus(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const side = Math.min(height * 0.94, width * 0.72);
  scopeImage(kit, width - side - 8, (height - side) / 2, side);
  const room = width - side - 24;
  sheet.column(
    10,
    pitch,
    [
      [voice.id()],
      [voice.name()],
      [],
      [voice.sex()],
      [voice.ageNumber()],
      [voice.birth()],
      [],
      [voice.date()],
      [voice.time()],
      [],
      line(`SCV:${rng.int(1, 60)}`),
      line(`CVP:${rng.pick(['A', 'B', 'D'])}${rng.int(1, 9)}/${rng.int(1, 60)}`),
      line(`D.F:${rng.int(1, 4)}`),
      line(`Eh:${rng.pick(['A', 'B'])}${rng.int(1, 8)} Ce:${rng.int(0, 3)}`),
      line(`■ ${rng.pick(['NBI', 'WLI'])}`.replace('■ ', '')),
      [],
      [voice.physician()],
    ],
    { room, fit: 'cut' },
  );
  sheet.text(10, height - pitch * 3, [voice.label('comment')], {});
  sheet.text(10, height - pitch * 1.8, [rng.chance(0.5) ? voice.comment() : stay(term('endoscopy', 18))], { room });
  if (rng.chance(0.5))
    sheet.text(width - 10, 4, [voice.institution()], { align: 'right', room: width * 0.3, fit: 'cut', over: false });
}

/** Fujifilm: texts in the four corners around the image. */
function fujifilm(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const side = Math.min(height * 0.86, width * 0.66);
  scopeImage(kit, (width - side) / 2, height * 0.06, side);
  const room = (width - side) / 2 - 14;
  sheet.column(
    8,
    8,
    [
      [voice.label('id')],
      [voice.id()],
      [voice.label('name')],
      [voice.name()],
      [voice.label('sex'), voice.sex()],
      [voice.label('age'), voice.ageNumber()],
      [voice.label('birth')],
      [voice.birth()],
    ],
    { room, fit: 'cut' },
  );
  sheet.column(
    8,
    height - pitch * 4.2,
    [[voice.date()], [voice.time()], [voice.label('physician')], [voice.initials()]],
    { room },
  );
  const x = (width + side) / 2 + 8;
  sheet.column(
    x,
    8,
    [
      'EG-760R',
      `${num(rng, 1, 2, 2)}x`,
      `BLI`,
      `R${rng.int(-5, 5)}`,
      `G${rng.int(-5, 5)}`,
      `B${rng.int(-5, 5)}`,
      `ST:${rng.int(0, 6)}`,
      `IRIS ${rng.pick(['AVE', 'PEAK', 'AUTO'])}`,
      `CH:${rng.int(-2, 2)}`,
    ].map(line),
    { room },
  );
  sheet.text(x, height - pitch * 2, line(`${String(rng.int(1, 90)).padStart(4, '0')}`), {});
}

/** Pentax: two lines below the image, labelled in the language. */
function pentax(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  const side = Math.min(height - pitch * 4.4, width * 0.8);
  scopeImage(kit, (width - side) / 2, 4, side);
  sheet.text(10, height - pitch * 3.6, [voice.label('patient'), voice.name()], { room: width * 0.45 });
  sheet.text(width * 0.52, height - pitch * 3.6, [voice.label('id'), voice.id()], { room: width * 0.22 });
  sheet.text(width - 10, height - pitch * 3.6, [voice.label('birth'), voice.birth()], {
    align: 'right',
    room: width * 0.26,
  });
  sheet.text(10, height - pitch * 2.3, [voice.institution()], { room: width * 0.4, fit: 'cut' });
  sheet.text(width * 0.46, height - pitch * 2.3, [voice.operator()], { room: width * 0.25, fit: 'cut' });
  sheet.text(width - 10, height - pitch * 2.3, [voice.dateTime()], { align: 'right' });
  sheet.text(10, height - pitch * 1.1, [
    stay(`${rng.pick(['EC-3890', 'EG29-i10', 'EPK-i7000'])}`),
    stay(rng.pick(['i-scan 1', 'TE-c', 'OE'])),
    stay(term('endoscopy', 20)),
  ]);
}

const SHARED = {
  kind: 'screen',
  modality: 'ES',
  phantom: lumen,
  tinted: true,
  background: [0, 0, 0],
  still: true,
  faces: ['mono', 'sans', 'pixel', 'condensed', 'stroke'],
} as const;

/** Endoscopy: the patient in a column beside a round image. */
export const ENDOSCOPY_LAYOUTS: readonly ScreenLayout[] = [
  {
    ...SHARED,
    id: 'endoscopy-olympus',
    manufacturer: 'OLYMPUS',
    models: ['EVIS EXERA III', 'CV-180'],
    sizes: [
      [720, 576],
      [640, 480],
      [1280, 1024],
    ],
    textSize: [13, 20],
    colours: [WHITE, YELLOW, GREEN],
    draw: olympus,
  },
  {
    ...SHARED,
    id: 'endoscopy-fujifilm',
    manufacturer: 'FUJIFILM',
    models: ['EP-6000', 'VP-7000'],
    sizes: [
      [720, 576],
      [1280, 1024],
      [800, 600],
    ],
    textSize: [11, 17],
    colours: [WHITE, GREEN, ORANGE],
    draw: fujifilm,
  },
  {
    ...SHARED,
    id: 'endoscopy-pentax',
    manufacturer: 'PENTAX',
    models: ['EPK-i7000'],
    sizes: [
      [720, 576],
      [640, 480],
    ],
    textSize: [12, 18],
    colours: [WHITE, YELLOW],
    draw: pentax,
  },
];
