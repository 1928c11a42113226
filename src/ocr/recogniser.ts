import { readFile } from 'node:fs/promises';
import type { RecogniserEntry } from '../models/manifest';
import type { ModelSession, Provider } from '../models/session';
import { verifyModel } from '../models/verify';
import { type ClassTable, classTable, type DecodedCharacter, decodeCtc } from './ctc';
import { type Raster, resizeRaster } from './raster';

/** Lines are read in batches of one padded width: padding moves probabilities, so no line may depend on its neighbours. */
const MAX_BATCH = 8;
/** A CPU gains nothing from wide batches: their tensors leave its caches, and a line takes up to three times as long. */
const MAX_BATCH_COLUMNS: Readonly<Record<Provider, number>> = { cpu: 1280, cuda: 8 * 640, webgpu: 8 * 640 };
/** Wider lines would cost memory without limit; such a line is squeezed. */
const MAX_WIDTH = 3200;
/** Widths are padded up to this, so that lines share batches. */
const WIDTH_STEP = 64;

/** A line image as the recogniser saw it, and what it decoded there; positions in columns of `image`. */
export interface RecognisedLine {
  readonly image: Raster;
  readonly characters: readonly DecodedCharacter[];
}

/** The class table of a recogniser's dictionary under a character set. */
export async function loadClassTable(entry: RecogniserEntry, charset: string): Promise<ClassTable> {
  const { path } = await verifyModel(entry.dictionary);
  const lines = (await readFile(path, 'utf8')).replace(/\r?\n$/, '').split(/\r?\n/);
  return classTable(lines, charset);
}

/** Reads upright line images; the answers are in the order of the images. */
export async function recogniseLines(
  images: readonly Raster[],
  entry: RecogniserEntry,
  session: ModelSession,
  table: ClassTable,
): Promise<RecognisedLine[]> {
  const scaled = images.map((image) => {
    const width = Math.round((image.width * entry.height) / image.height);
    return resizeRaster(image, Math.min(MAX_WIDTH, Math.max(8, width)), entry.height);
  });
  const results: RecognisedLine[] = new Array(images.length);
  for (const batch of batches(scaled, MAX_BATCH_COLUMNS[session.provider])) {
    const lines = batch.map((index) => scaled[index] as Raster);
    const decoded = await runBatch(lines, entry, session, table);
    batch.forEach((index, k) => {
      results[index] = { image: lines[k] as Raster, characters: decoded[k] as DecodedCharacter[] };
    });
  }
  return results;
}

/** Lines of one padded width together, at most MAX_BATCH and `maxColumns` at a time. */
function batches(images: readonly Raster[], maxColumns: number): number[][] {
  const byWidth = new Map<number, number[]>();
  images.forEach((image, index) => {
    const width = paddedWidth(image);
    byWidth.set(width, [...(byWidth.get(width) ?? []), index]);
  });
  return [...byWidth].flatMap(([width, group]) => {
    const size = Math.max(1, Math.min(MAX_BATCH, Math.floor(maxColumns / width)));
    return Array.from({ length: Math.ceil(group.length / size) }, (_, k) => group.slice(k * size, (k + 1) * size));
  });
}

function paddedWidth(line: Raster): number {
  return Math.ceil(line.width / WIDTH_STEP) * WIDTH_STEP;
}

async function runBatch(
  lines: readonly Raster[],
  entry: RecogniserEntry,
  session: ModelSession,
  table: ClassTable,
): Promise<DecodedCharacter[][]> {
  const width = paddedWidth(lines[0] as Raster);
  const plane = entry.height * width;
  const data = new Float32Array(lines.length * 3 * plane);
  lines.forEach((line, k) => {
    const base = k * 3 * plane;
    for (let y = 0; y < entry.height; y++) {
      for (let x = 0; x < line.width; x++) {
        data[base + y * width + x] = ((line.data[y * line.width + x] as number) / 255 - entry.mean) / entry.std;
      }
    }
    data.copyWithin(base + plane, base, base + plane);
    data.copyWithin(base + 2 * plane, base, base + plane);
  });
  const output = await session.run({ data, dims: [lines.length, 3, entry.height, width] });
  const [, steps, classes] = output.dims as [number, number, number];
  return lines.map((line, k) => {
    const rows = output.data.subarray(k * steps * classes, (k + 1) * steps * classes);
    const columnsPerStep = width / steps;
    const used = Math.min(steps, Math.ceil(line.width / columnsPerStep) + 1);
    return decodeCtc(rows, used, table).map((character) => ({
      ...character,
      position: Math.min(line.width, character.position * columnsPerStep),
    }));
  });
}
