import { DeidError } from '../base/errors';
import { type Box, clipBox } from '../base/geometry';
import type { RuleFacts } from './rule-facts';

/** Facts that are texts: a rule names a part of the value (case ignored), or several of which one must be in it. */
const TEXT_FACTS = ['manufacturer', 'model', 'station', 'software', 'imageType', 'series', 'burnedIn'] as const;
/** Facts that must be equal, case ignored. */
const CODE_FACTS = ['modality', 'sopClass'] as const;
/** Facts that are whole numbers. */
const SIZE_FACTS = ['rows', 'columns'] as const;

type TextFact = (typeof TEXT_FACTS)[number] | (typeof CODE_FACTS)[number];
type SizeFact = (typeof SIZE_FACTS)[number];

/** Where a rectangle lies: `[x, y, width, height]`, or by what an ultrasound device declares of its picture. */
export type RectanglePlace =
  | readonly [number, number, number, number]
  | 'ultrasound-regions'
  | 'outside-ultrasound-regions';

export interface FixedRectangle {
  /** For people. */
  readonly name?: string;
  /** All of them must hold; none holds for every file. */
  readonly where: Readonly<Partial<Record<TextFact, readonly string[]> & Record<SizeFact, readonly number[]>>>;
  readonly box: RectanglePlace;
  /** Numbers of `box` are fractions (0 to 1) of the frame. */
  readonly relative: boolean;
}

const KEYS = ['name', ...CODE_FACTS, ...TEXT_FACTS, ...SIZE_FACTS, 'box', 'relative'] as const;

/** The rectangles that hold for a file, clipped to its frame. */
export function rectanglesFor(rectangles: readonly FixedRectangle[], facts: RuleFacts): Box[] {
  return rectangles
    .filter(({ where }) => holds(where, facts))
    .flatMap((rectangle) => boxesOf(rectangle, facts))
    .map((box) => clipBox(box, facts.columns, facts.rows))
    .filter((box) => box.right > box.left && box.bottom > box.top);
}

function holds(where: FixedRectangle['where'], facts: RuleFacts): boolean {
  const lower = (text: string) => text.trim().toLowerCase();
  return (
    CODE_FACTS.every((fact) => where[fact]?.some((wanted) => lower(facts[fact]) === lower(wanted)) ?? true) &&
    TEXT_FACTS.every((fact) => where[fact]?.some((wanted) => lower(facts[fact]).includes(lower(wanted))) ?? true) &&
    SIZE_FACTS.every((fact) => where[fact]?.includes(facts[fact]) ?? true)
  );
}

function boxesOf({ box, relative }: FixedRectangle, { columns, rows, regions }: RuleFacts): readonly Box[] {
  if (box === 'ultrasound-regions') return regions;
  if (box === 'outside-ultrasound-regions') return regions.length === 0 ? [] : around(regions, columns, rows);
  const [x, y, width, height] = box;
  const [scaleX, scaleY] = relative ? [columns, rows] : [1, 1];
  return [{ left: x * scaleX, top: y * scaleY, right: (x + width) * scaleX, bottom: (y + height) * scaleY }];
}

/** The frame without the box around all regions: above, below, left and right of it. */
function around(regions: readonly Box[], columns: number, rows: number): readonly Box[] {
  const left = Math.min(...regions.map((region) => region.left));
  const top = Math.min(...regions.map((region) => region.top));
  const right = Math.max(...regions.map((region) => region.right));
  const bottom = Math.max(...regions.map((region) => region.bottom));
  return [
    { left: 0, top: 0, right: columns, bottom: top },
    { left: 0, top: bottom, right: columns, bottom: rows },
    { left: 0, top, right: left, bottom },
    { left: right, top, right: columns, bottom },
  ];
}

const invalid = (path: string, expected: string): DeidError => new DeidError('rules-invalid', `${path}: ${expected}`);

/** Checks one rectangle of a rules file; `path` is its place there. Throws `rules-invalid`. */
export function readRectangle(entry: unknown, path: string): FixedRectangle {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw invalid(path, 'must be an object');
  const object = entry as Record<string, unknown>;
  const unknown = Object.keys(object).find((key) => !(KEYS as readonly string[]).includes(key));
  if (unknown !== undefined)
    throw invalid(path, `unknown key ${JSON.stringify(unknown.slice(0, 40))}, must be one of ${KEYS.join(', ')}`);
  const where: Record<string, readonly (string | number)[]> = {};
  for (const fact of [...CODE_FACTS, ...TEXT_FACTS])
    if (object[fact] !== undefined) where[fact] = readTexts(object[fact], `${path}.${fact}`);
  for (const fact of SIZE_FACTS)
    if (object[fact] !== undefined) where[fact] = readSizes(object[fact], `${path}.${fact}`);
  const { relative = false } = object;
  if (typeof relative !== 'boolean') throw invalid(`${path}.relative`, 'must be true or false');
  const name = object.name === undefined ? {} : { name: readTexts(object.name, `${path}.name`)[0] };
  return { ...name, where, box: readPlace(object.box, `${path}.box`, relative), relative };
}

function readTexts(value: unknown, path: string): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0 || !list.every((text) => typeof text === 'string' && text.trim() !== '' && text.length <= 1000))
    throw invalid(path, 'must be a text that is not empty, or several in an array');
  return list.map((text: string) => text.trim());
}

function readSizes(value: unknown, path: string): readonly number[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0 || !list.every((size) => Number.isInteger(size) && size > 0))
    throw invalid(path, 'must be a whole number above 0, or several in an array');
  return list as number[];
}

function readPlace(box: unknown, path: string, relative: boolean): RectanglePlace {
  if (box === 'ultrasound-regions' || box === 'outside-ultrasound-regions') return box;
  if (!Array.isArray(box) || box.length !== 4 || !box.every((value) => Number.isFinite(value)))
    throw invalid(
      path,
      'must be four numbers: x, y, width, height; or "ultrasound-regions", or "outside-ultrasound-regions"',
    );
  const [x, y, width, height] = box as number[];
  if (x < 0 || y < 0 || width <= 0 || height <= 0)
    throw invalid(path, 'must have x and y of at least 0 and a width and height above 0');
  if (relative && (x + width > 1 || y + height > 1)) throw invalid(path, 'must stay within 0 to 1 when relative');
  return [x, y, width, height];
}
