import { fundus, retinaCut } from '../grounds';
import type { Kit, ScreenLayout } from '../layout';
import { label, stay } from '../pieces';
import type { Rgb } from '../surface';
import { BLACK, GREEN, line, say, says, WHITE } from './parts';

/** Spectralis: the cut through the retina, a line with the patient above, acquisition codes below. */
function spectralis(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  kit.image(0, pitch * 3, width, height - pitch * 6);
  sheet.fill(width * 0.04, height - pitch * 5, 60, 2, WHITE);
  sheet.fill(width * 0.04, height - pitch * 5 - 40, 2, 40, WHITE);
  sheet.text(width * 0.04 + 4, height - pitch * 4.8, line(say(rng, '{200|400} µm')), { size: sheet.look.size * 0.85 });
  sheet.text(8, 4, [voice.name(), voice.birth()], { room: width * 0.5, gap: sheet.look.size });
  sheet.text(8, 4 + pitch, [voice.label('id'), voice.id()], { room: width * 0.3 });
  sheet.text(width * 0.56, 4, line(say(rng, '{OD|OS|R|L}')), { size: sheet.look.size * 1.3 });
  sheet.text(width - 8, 4, [voice.dateTime()], { align: 'right', room: width * 0.34 });
  sheet.text(width - 8, 4 + pitch, [voice.institution()], { align: 'right', room: width * 0.5, fit: 'cut' });
  sheet.text(
    8,
    height - pitch * 2.5,
    line(say(rng, 'OCT {20|30}° ({5..9:1} mm) ART ({9..100}) Q: {18..38} [{HS|HR}]')),
  );
  sheet.text(8, height - pitch * 1.2, [stay(term('eye', 30)), ...(rng.chance(0.4) ? [voice.initials()] : [])]);
  sheet.text(width - 8, height - pitch * 1.2, line(say(rng, 'IR&OCT {30°|55°} ART [{HS|HR}]')), { align: 'right' });
}

/** A macular thickness report: labelled facts in two columns, a map with nine numbers, the fundus. */
function cirrus(kit: Kit): void {
  const { rng, sheet, voice, term } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.text(width * 0.05, 8, [voice.institution()], { room: width * 0.6, size: sheet.look.size * 1.2 });
  const top = pitch * 2.4;
  const facts = [
    [voice.label('name'), voice.name()],
    [voice.label('id'), voice.id()],
    [voice.label('birth'), voice.birth()],
    [voice.label('sex'), voice.sexWord()],
    [voice.label('operator'), voice.operator()],
  ];
  const more = [
    [voice.label('date'), voice.date()],
    [voice.label('time'), voice.time()],
    [label('Serial Number:'), voice.serial()],
    line(say(rng, 'Signal Strength: {4..10}/10')),
    [stay(say(rng, '{OD|OS}'))],
  ];
  facts.forEach(([name, value], i) => {
    sheet.text(width * 0.05, top + i * pitch, [name], { room: width * 0.15, fit: 'shrink' });
    sheet.text(width * 0.21, top + i * pitch, [value], { room: width * 0.28 });
  });
  sheet.column(width * 0.54, top, more, { room: width * 0.42 });
  const y = top + pitch * 5.8;
  kit.image(width * 0.05, y, width * 0.4, width * 0.4);
  thicknessMap(kit, width * 0.73, y + width * 0.2, width * 0.19);
  sheet.text(width * 0.05, y + width * 0.4 + pitch * 0.5, [stay(term('eye', 30))], { room: width * 0.5 });
  const rows = [
    ['ILM - RPE', say(rng, '{220..330}')],
    ['Volume Cube (mm³)', say(rng, '{8..13:1}')],
    ['Thickness Avg Cube (µm)', say(rng, '{240..330}')],
  ];
  sheet.table(
    [width * 0.05, width * 0.5],
    y + width * 0.4 + pitch * 2.2,
    rows.map((cells) => cells.map(line)),
  );
  sheet.text(width * 0.05, height - pitch * 2.4, [voice.label('physician'), voice.physician()], { room: width * 0.5 });
  sheet.text(width * 0.95, height - pitch * 2.4, says(rng, ['SW Ver: {6..11}.{0..5}.{0..3}.{100..999}']).flat(), {
    align: 'right',
    size: sheet.look.size * 0.8,
  });
}

/** The nine fields of the early-treatment diabetic retinopathy grid, each with its thickness. */
function thicknessMap({ rng, sheet }: Kit, x: number, y: number, radius: number): void {
  const tones: readonly Rgb[] = [
    [90, 170, 90],
    [170, 190, 80],
    [220, 200, 90],
  ];
  [1, 0.62, 0.26].forEach((share, ring) => {
    const r = radius * share;
    for (let dy = -r; dy <= r; dy++) {
      const half = Math.sqrt(r * r - dy * dy);
      sheet.fill(x - half, y + dy, 2 * half, 1, tones[ring]);
    }
  });
  const size = Math.max(9, radius * 0.13);
  const put = (dx: number, dy: number) =>
    sheet.text(x + dx * radius, y + dy * radius - size * 0.55, line(say(rng, '{195..350}')), {
      align: 'center',
      colour: BLACK,
      size,
    });
  put(0, 0);
  for (const r of [0.44, 0.8])
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ])
      put(dx * r, dy * r);
}

const SHARED = { kind: 'screen', modality: 'OPT', still: true, faces: ['sans', 'condensed', 'sans', 'serif'] } as const;

/** Optical coherence tomography. */
export const EYE_LAYOUTS: readonly ScreenLayout[] = [
  {
    ...SHARED,
    id: 'oct-spectralis',
    phantom: retinaCut,
    manufacturer: 'Heidelberg Engineering',
    models: ['Spectralis'],
    background: [0, 0, 0],
    sizes: [
      [768, 560],
      [1024, 640],
    ],
    textSize: [11, 16],
    colours: [WHITE, GREEN],
    draw: spectralis,
  },
  {
    ...SHARED,
    id: 'oct-report',
    phantom: fundus,
    manufacturer: 'Carl Zeiss Meditec',
    models: ['CIRRUS HD-OCT 5000'],
    background: [255, 255, 255],
    sizes: [
      [850, 1000],
      [800, 900],
    ],
    textSize: [12, 16],
    colours: [BLACK, [20, 30, 90]],
    page: true,
    draw: cirrus,
  },
];
