import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { smallest } from '../base/numbers';
import type { FileResult } from '../base/results';
import { isLegible, legibleCharacters } from '../evaluate/leak';
import { openDataset } from '../prepare/dataset';
import type { PictureSource } from '../report/gallery';
import { comparisonJpeg, tilePng } from '../report/pictures';
import { type FramePicture, framePicture } from '../run/picture';
import { insideFolder } from '../run/places';
import { imageFolder } from '../run/stored';
import type { NotebookParameters } from './parameters';

type Places = Pick<NotebookParameters, 'data' | 'out'>;

/** The frame to look at: the worst one of a leaked file, else the first one with a hit. */
function frameOf({ truth, detected, frames }: FileResult): number {
  const [legible] = truth.filter(isLegible).sort((a, b) => legibleCharacters(b) - legibleCharacters(a));
  if (legible) return legible.frame;
  const touched = [...detected.flatMap((hit) => hit.frames), ...truth.map((item) => item.frame)];
  return Math.max(0, Math.min(smallest(touched), frames - 1));
}

async function pictureOrNone(bytes: Uint8Array, frame: number): Promise<FramePicture | undefined> {
  try {
    return await framePicture(bytes, frame);
  } catch {
    return undefined;
  }
}

/** Calls `use` with a source of pictures before and after; the input is opened once and closed afterwards. */
export async function withPictures<T>({ data, out }: Places, use: (source: PictureSource) => Promise<T>): Promise<T> {
  const dataset = await openDataset(data);
  const items = new Map(dataset.items.map((item) => [item.name, item]));
  try {
    return await use(async (pipeline, file) => {
      const item = items.get(file.Filename);
      if (item === undefined || file.frames === 0) return undefined;
      const frame = frameOf(file);
      // A file that cannot be decoded has no picture; it is listed among the failures.
      const before = await pictureOrNone(await item.bytes(), frame);
      if (before === undefined) return undefined;
      const released = file.status === 'done' || file.status === 'clean';
      if (!released) return { frame, before };
      const output = await readFile(insideFolder(imageFolder(out, pipeline), file.Filename)).catch(() => undefined);
      return output === undefined ? { frame, before } : { frame, before, after: await framePicture(output, frame) };
    });
  } finally {
    await dataset.close();
  }
}

/** A picture of one file, before (with boxes) and after side by side. */
export interface FilePicture {
  readonly file: FileResult;
  readonly pipeline: string;
  readonly jpeg: Uint8Array;
}

/** Before and after of some files of a run, as JPEGs; files without a picture are left out. */
export async function comparisonPictures(
  places: Places,
  pipeline: string,
  files: readonly FileResult[],
  most: number,
): Promise<readonly FilePicture[]> {
  return withPictures(places, async (source) => {
    const pictures: FilePicture[] = [];
    for (const file of files) {
      if (pictures.length >= most) break;
      const pair = await source(pipeline, file);
      if (pair) pictures.push({ file, pipeline, jpeg: await comparisonJpeg(file, pair) });
    }
    return pictures;
  });
}

/** The first pictures of a dataset in rows, as one PNG; each `edge` pixels high and wide at most. */
export async function contactSheet(
  { data }: Pick<NotebookParameters, 'data'>,
  names: readonly string[],
  { columns = 6, edge = 180 } = {},
): Promise<Uint8Array> {
  const dataset = await openDataset(data);
  try {
    const tiles: Uint8Array[] = [];
    for (const { bytes } of dataset.items.filter((item) => names.includes(item.name))) {
      const picture = await pictureOrNone(await bytes(), 0);
      if (picture) tiles.push(await tilePng(picture, edge));
    }
    const gap = 4;
    const rows = Math.max(1, Math.ceil(tiles.length / columns));
    const sheet = { width: columns * (edge + gap) - gap, height: rows * (edge + gap) - gap };
    const placed = tiles.map((input, i) => ({
      input: Buffer.from(input),
      left: (i % columns) * (edge + gap),
      top: Math.floor(i / columns) * (edge + gap),
    }));
    return await sharp({ create: { ...sheet, channels: 3, background: '#ffffff' } })
      .composite(placed)
      .png({ palette: true, colours: 128 })
      .toBuffer();
  } finally {
    await dataset.close();
  }
}
