import type { Piece } from '../../piece';
import { lumbarSpine } from '../grounds';
import type { Kit, ScreenLayout } from '../layout';
import { label, open, stay } from '../pieces';
import type { Rgb } from '../surface';
import { BLACK, line, num, say } from './parts';

const RULE: Rgb = [120, 120, 130];

/** Regions with area, mineral content, density and scores. */
function results({ rng }: Kit, regions: readonly string[]): Piece[][][] {
  return regions.map((region) => [
    line(region),
    line(num(rng, 9, 17, 2)),
    line(num(rng, 7, 16, 2)),
    line(num(rng, 0.6, 1.3, 3)),
    line(num(rng, -3.9, 1.4, 1)),
    line(num(rng, -2.4, 2, 1)),
  ]);
}

const HEADS = ['Region', 'Area (cm²)', 'BMC (g)', 'BMD (g/cm²)', 'T-score', 'Z-score'];

/** The reference curve with the patient's value: bands, a curve, a cross. */
function referenceGraph({ rng, sheet }: Kit, x: number, y: number, width: number, height: number): void {
  const bands: readonly Rgb[] = [
    [190, 230, 190],
    [240, 230, 170],
    [240, 195, 185],
  ];
  bands.forEach((rgb, i) => {
    sheet.fill(x, y + (height * i) / 3, width, height / 3, rgb);
  });
  for (let i = 0; i < width; i += 2) sheet.fill(x + i, y + height * (0.25 + 0.3 * (i / width) ** 2), 3, 2, RULE);
  const [px, py] = [x + width * rng.range(0.4, 0.85), y + height * rng.range(0.2, 0.85)];
  sheet.fill(px - 4, py, 9, 2, BLACK);
  sheet.fill(px, py - 4, 2, 9, BLACK);
  sheet.frame(x, y, width, height, RULE);
  const size = Math.max(8, sheet.look.size * 0.7);
  for (let i = 0; i <= 4; i++) {
    sheet.text(x + (width * i) / 4, y + height + 3, line(String(20 + i * 20)), { size, align: 'center' });
    sheet.text(x - 4, y + (height * i) / 4 - size * 0.5, line((1.4 - i * 0.2).toFixed(1)), { size, align: 'right' });
  }
}

/** A page of a densitometer: patient top, the scan left, the table right. */
function hologic(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = sheet.pitch();
  sheet.column(width / 2, 10, [[voice.institution()], [voice.street()], [voice.phone()]], {
    align: 'center',
    room: width * 0.8,
  });
  const top = pitch * 4.4;
  sheet.line([width * 0.05, top - 6], [width * 0.95, top - 6], RULE);
  const left: Piece[][] = [
    [voice.label('name'), voice.name()],
    [voice.label('id'), voice.id()],
    [voice.label('birth'), voice.birth()],
  ];
  const right: Piece[][] = [
    [voice.label('sex'), voice.sexWord()],
    [voice.label('age'), voice.age()],
    [voice.label('height'), open(say(rng, '{150..188} cm')), voice.label('weight'), open(say(rng, '{48..104} kg'))],
  ];
  sheet.column(width * 0.05, top, left, { room: width * 0.44 });
  sheet.column(width * 0.52, top, right, { room: width * 0.44 });
  sheet.text(width * 0.05, top + pitch * 3.2, [voice.label('referring'), voice.referring()], { room: width * 0.6 });
  kit.image(width * 0.06, top + pitch * 5, width * 0.32, width * 0.37);
  const x = width * 0.42;
  const info: Piece[][] = [
    [label('Scan Date:'), voice.date(), label('ID:'), voice.accession()],
    line(say(rng, 'Scan Type: {f|a} Lumbar Spine')),
    [stay(say(rng, 'Model: {Discovery|Horizon} {W|A}')), label('S/N'), voice.serial()],
    [label('Operator:'), voice.initials()],
  ];
  const next = sheet.column(x, top + pitch * 5, info, { room: width * 0.54 });
  const columns = [0, 0.1, 0.2, 0.3, 0.4, 0.48].map((share) => x + width * share);
  const small = { size: sheet.look.size * 0.78 };
  sheet.table(columns, next + pitch, [HEADS.map(line), ...results(kit, ['L1', 'L2', 'L3', 'L4', 'Total'])], small);
  sheet.text(
    x,
    next + pitch * 8,
    line(say(rng, 'Total BMD CV {1.0|1.2}%, ACF = 1.0{10..40}, BCF = {0.98..1.02:3}')),
    small,
  );
  const graph = width * 0.06 + width * 0.4;
  referenceGraph(kit, graph, next + pitch * 9.6, width * 0.3, Math.max(60, height - next - pitch * 13));
  sheet.text(width * 0.05, height - pitch * 1.6, [voice.comment()], { room: width * 0.8 });
}

/** Another maker's page: facts in a box with ruled cells, the scan right. */
function lunar(kit: Kit): void {
  const { rng, sheet, voice } = kit;
  const { width, height } = sheet;
  const pitch = Math.round(sheet.pitch() * 1.15);
  sheet.text(width * 0.05, 10, [voice.institution()], { room: width * 0.7, size: sheet.look.size * 1.2 });
  sheet.text(width * 0.05, 10 + pitch, [voice.address()], { room: width * 0.85 });
  const top = 10 + pitch * 2.6;
  sheet.frame(width * 0.045, top - 5, width * 0.91, pitch * 3 + 8, RULE);
  const cells: [Piece, Piece][] = [
    [voice.label('patient'), voice.name()],
    [voice.label('id'), voice.id()],
    [voice.label('birth'), voice.birth()],
    [voice.label('age'), voice.age()],
    [voice.label('referring'), voice.referring()],
    [voice.label('date'), voice.dateTime()],
  ];
  cells.forEach(([name, value], i) => {
    const x = width * (i % 2 === 0 ? 0.06 : 0.54);
    const y = top + Math.floor(i / 2) * pitch;
    sheet.text(x, y, [name], { room: width * 0.15, fit: 'shrink' });
    sheet.text(x + width * 0.16, y, [value], { room: width * 0.26, fit: 'shrink' });
  });
  sheet.text(width * 0.05, top + pitch * 4, line(say(rng, 'AP Spine {Bone Density|BMD Trend|L1-L4}')), {
    size: sheet.look.size * 1.15,
  });
  kit.image(width * 0.6, top + pitch * 5.4, width * 0.34, width * 0.4);
  const rows = results(kit, ['L1', 'L2', 'L3', 'L4', 'L1-L2', 'L1-L4', 'L2-L4']).map((row) => [
    row[0],
    row[3],
    row[4],
    row[5],
  ]);
  sheet.table(
    [0.06, 0.2, 0.34, 0.46].map((share) => width * share),
    top + pitch * 5.6,
    [['Region', 'BMD', 'Young-Adult', 'Age-Matched'].map(line), ...rows],
    { size: sheet.look.size * 0.9 },
  );
  const low = top + pitch * 12.6;
  referenceGraph(kit, width * 0.12, low, width * 0.36, Math.max(50, height - low - pitch * 5));
  const foot = say(rng, 'Image not for diagnosis  76:3.00:50.03:12.0 0.00:11.{10..99} {0.60..1.05:2}x1.05');
  sheet.text(width * 0.05, height - pitch * 1.6, line(foot), { size: sheet.look.size * 0.75 });
  sheet.text(
    width * 0.05,
    height - pitch * 2.8,
    [label('Lunar Prodigy'), voice.serial(), label('/'), voice.operator()],
    { size: sheet.look.size * 0.8 },
  );
}

const SHARED = {
  kind: 'screen',
  modality: 'OT',
  phantom: lumbarSpine,
  page: true,
  still: true,
  background: [255, 255, 255],
  faces: ['sans', 'serif', 'sans', 'condensed'],
  colours: [BLACK, [30, 30, 60]] as Rgb[],
} as const;

/** Bone densitometry reports. */
export const BONE_LAYOUTS: readonly ScreenLayout[] = [
  {
    ...SHARED,
    id: 'dexa-report',
    manufacturer: 'Hologic',
    models: ['Discovery W'],
    sizes: [
      [850, 760],
      [800, 720],
    ],
    textSize: [13, 17],
    draw: hologic,
  },
  {
    ...SHARED,
    id: 'dexa-report-lunar',
    manufacturer: 'GE Lunar',
    models: ['Prodigy'],
    sizes: [
      [850, 700],
      [760, 640],
    ],
    textSize: [12, 16],
    draw: lunar,
  },
];
