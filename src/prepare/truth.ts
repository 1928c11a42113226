import { DeidError } from '../base/errors';
import type { BoxTuple } from '../base/results';
import type { TruthFile, TruthItem } from '../base/truth';
import type { PhiClass } from '../base/types';

/** The class of a published field, whose files do not name it. */
const PUBLISHED_FIELDS: Readonly<Record<string, PhiClass>> = {
  inst: 'institution',
  date: 'date',
  id: 'id',
  name: 'name',
  age: 'age',
  dob: 'birth-date',
  sex: 'sex',
};

/**
 * Reads truth JSON: the published form, the extended one, or no more than each text with its box (`value.text`, and `bbox` in `value` or
 * beside it); a byte-order mark is passed over. Throws `DeidError` `truth-invalid`, naming the image and the place.
 */
export function parseTruth(bytes: Uint8Array, image: string): TruthFile {
  const fail = (what: string): never => {
    throw new DeidError('truth-invalid', `${image}: its truth JSON ${what}`);
  };
  let json: unknown;
  try {
    // The decoder drops a byte-order mark.
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // The parser's own message quotes the text: it is not passed on.
    return fail('is not JSON');
  }
  if (!isRecord(json)) return fail('is not an object');
  if (!Array.isArray(json.annotation)) return fail('has no list named annotation');
  const items = (list: unknown[], where: string) =>
    list.map((item, i) => parseItem(item) ?? fail(`has a bad entry at ${where}[${i}]`));
  return {
    ...(json as unknown as TruthFile),
    filename: typeof json.filename === 'string' ? json.filename : image,
    annotation: items(json.annotation, 'annotation'),
    ...(Array.isArray(json.labels) ? { labels: items(json.labels, 'labels') } : {}),
  };
}

function parseItem(item: unknown): TruthItem | undefined {
  if (!isRecord(item) || !isRecord(item.value) || typeof item.value.text !== 'string') return undefined;
  const bbox = wholeBox(item.value.bbox ?? item.bbox);
  if (bbox === undefined) return undefined;
  const field = typeof item.field === 'string' ? item.field : 'other';
  const drawn = typeof item.drawn === 'string' ? item.drawn : item.value.text.replaceAll('^', ' ');
  const phiClass = (item.phiClass as TruthItem['phiClass']) ?? PUBLISHED_FIELDS[field] ?? 'other';
  return { ...(item as unknown as TruthItem), value: { text: item.value.text, bbox }, field, drawn, phiClass };
}

/** `[x, y, width, height]` in whole pixels: other tools write fractions. */
function wholeBox(bbox: unknown): BoxTuple | undefined {
  if (!Array.isArray(bbox) || bbox.length !== 4 || !bbox.every((n) => Number.isFinite(n))) return undefined;
  const [x, y, width, height] = bbox as number[];
  const [left, top] = [Math.floor(x), Math.floor(y)];
  return [left, top, Math.ceil(x + width) - left, Math.ceil(y + height) - top];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
