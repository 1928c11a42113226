import { layoutLines } from './layout';
import type { Study } from './person';
import type { Block, Piece } from './piece';
import type { Rng } from './random';
import { renderText } from './text';

/** The two kinds of annotation of the published benchmark. */
export type AnnotationType = 1 | 2;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20000526` as `2000 May 26`; empty stays empty, in the other too. */
export const publishedDate = (date: string): string =>
  date === '' ? '' : `${date.slice(0, 4)} ${MONTHS[Number(date.slice(4, 6)) - 1]} ${date.slice(6, 8)}`;

/** `19240331` as `03/31/1924`. */
export const publishedBirthDate = (date: string): string =>
  `${date.slice(4, 6)}/${date.slice(6, 8)}/${date.slice(0, 4)}`;

const label = (text: string): Piece => ({ text, field: 'label', phiClass: 'keep' });

function pieces({ patient, ...study }: Study) {
  const birth = publishedBirthDate(patient.birthDate);
  return {
    inst: { text: study.institution, value: study.institution, field: 'inst', phiClass: 'institution', joins: 'inst' },
    date: { text: publishedDate(study.date), field: 'date', phiClass: 'date' },
    id: { text: patient.id, field: 'id', phiClass: 'id' },
    name: {
      text: `${patient.family} ${patient.given}`.trim().toUpperCase(),
      value: `${patient.family}^${patient.given}`.replace(/\^$/, '').toUpperCase(),
      field: 'name',
      phiClass: 'name',
    },
    age: { text: study.age < 0 ? '' : String(study.age), field: 'age', phiClass: 'age' },
    dob: { text: birth, field: 'dob', phiClass: 'birth-date' },
    sex: { text: patient.sex, field: 'sex', phiClass: 'sex' },
  } as const satisfies Record<string, Piece>;
}

/**
 * The block of one published annotation in DejaVu Sans Bold.
 * Type 1: label and value lines; a long institution name goes on under its own first line. Type 2: date, name and sex on one line,
 * the birth date under it.
 *
 * @param longestSide the larger of rows and columns: the font size is a fiftieth of it
 */
export async function publishedBlock(
  rng: Rng,
  study: Study,
  type: AnnotationType,
  longestSide: number,
): Promise<Block> {
  const size = Math.max(8, Math.floor(longestSide / 50));
  const style = { font: 'dejavu-bold', size, pitch: size + 4, gap: 4 } as const;
  const piece = pieces(study);
  if (type === 2) {
    return layoutLines(
      [
        [piece.date, piece.name, piece.sex],
        [label('DOB:'), piece.dob],
      ],
      style,
    );
  }
  const lines: Piece[][] = [
    [label('Study Date:'), piece.date],
    [label('Patient ID:'), piece.id],
    [label('Name:'), piece.name],
  ];
  if (rng.chance(0.7)) lines.push([label('Age:'), piece.age], [label('DOB:'), piece.dob]);
  const rest = await layoutLines(lines, style);
  return stack(await institutionBlock(piece.inst, style, longestSide), rest, style.pitch);
}

type Style = { readonly font: 'dejavu-bold'; readonly size: number; readonly pitch: number; readonly gap: number };

/** The institution's name in lines at most 40 % of the picture wide, each under the other in the column of the value. */
async function institutionBlock(
  piece: Piece,
  style: Style,
  longestSide: number,
): Promise<{ block: Block; lines: number }> {
  const head = await renderText('Institution Name:', style.font, style.size);
  const room = longestSide * 0.4;
  const lines: string[] = [];
  for (const word of piece.text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    const fits = (await renderText(longer, style.font, style.size)).width <= room;
    if (lines.length === 0) lines.push(word);
    else if (fits) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const first = await layoutLines([[label('Institution Name:'), { ...piece, text: lines[0] }]], style);
  const placed = [...first.placed];
  const baseline = head.baseline + first.placed[0].y;
  let [width, height] = [first.width, first.height];
  for (let i = 1; i < lines.length; i++) {
    const mask = await renderText(lines[i], style.font, style.size);
    const y = baseline + i * style.pitch - mask.baseline;
    placed.push({ piece: { ...piece, text: lines[i] }, mask, x: head.width + style.gap, y });
    width = Math.max(width, head.width + style.gap + mask.width);
    height = y + mask.height;
  }
  return { block: { width, height, placed }, lines: lines.length };
}

function stack(upper: { block: Block; lines: number }, lower: Block, pitch: number): Block {
  const down = upper.lines * pitch;
  return {
    width: Math.max(upper.block.width, lower.width),
    height: down + lower.height,
    placed: [...upper.block.placed, ...lower.placed.map((item) => ({ ...item, y: item.y + down }))],
  };
}
