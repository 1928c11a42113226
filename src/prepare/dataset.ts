import { existsSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { DeidError } from '../base/errors';
import type { TruthFile } from '../base/truth';
import type { RawEntry, RawSource } from './dataset-types';
import { fileEntry, listFolder } from './folder';
import { parseTruth } from './truth';
import { openZip, type ZipLimits } from './zip-read';

/** Images, each with its ground truth where there is one. Nothing is unpacked to disk and nothing is kept in memory. */
export interface Dataset {
  /** The folder's or file's own name, without `.zip`. */
  readonly name: string;
  /** In the order of their names. */
  readonly items: readonly DatasetItem[];
  /** Twice is fine. */
  close(): Promise<void>;
}

export interface DatasetItem {
  /** File name; with a path from the dataset's folder (`/` between parts) when it lies deeper. Unique in the dataset. */
  readonly name: string;
  bytes(): Promise<Uint8Array>;
  /** Throws `DeidError` `truth-invalid`. */
  truth(): Promise<TruthFile | undefined>;
}

/**
 * Opens a dataset: one DICOM file (with the JSON of the same name beside it), a folder of them (searched to its depths), or the published layout
 * (`dicom_files/NAME.dcm` + `NAME.json`) as a folder or as a zip. `__MACOSX`, hidden files and folders inside `dicom_files/` are ignored.
 * A file counts as DICOM when its name ends in `.dcm` or `.dicom`, or when it has no extension and carries the `DICM` mark.
 *
 * Throws `DeidError`: `input-missing`, `dataset-empty`, `dataset-incomplete` (a preparation was broken off),
 * `truth-unpaired` (in the published layout, an image without its JSON or a JSON without its image), and those of the zip reader.
 */
export async function openDataset(path: string, limits?: Partial<ZipLimits>): Promise<Dataset> {
  const full = resolve(path);
  const source = await openSource(full, limits);
  try {
    return {
      name: basename(full).replace(/\.zip$/i, ''),
      items: await pairItems(source.entries, full),
      close: source.close,
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function openSource(full: string, limits?: Partial<ZipLimits>): Promise<RawSource> {
  const info = await stat(full).catch(() => undefined);
  if (info === undefined) throw new DeidError('input-missing', `${basename(full)}: no such file or folder`);
  if (info.isDirectory()) return { entries: await listFolder(full), close: async () => undefined };
  const zip = /\.zip$/i.test(full) || (await startsLikeZip(full));
  if (zip) return openZip(full, limits);
  const name = /\.dcm$/i.test(full) ? basename(full) : `${basename(full)}.dcm`;
  const json = full.replace(/\.dcm$/i, '.json');
  const beside = json !== full && existsSync(json) ? [fileEntry(json, `${stem(name)}.json`)] : [];
  return { entries: [fileEntry(full, name), ...beside], close: async () => undefined };
}

async function startsLikeZip(full: string): Promise<boolean> {
  const file = await open(full);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await file.close();
  }
}

async function pairItems(entries: readonly RawEntry[], full: string): Promise<DatasetItem[]> {
  if (entries.some(({ path }) => /(^|\/)\.incomplete$/.test(path))) {
    throw new DeidError('dataset-incomplete', `${basename(full)}: its preparation was broken off; prepare it again`);
  }
  const visible = entries.filter(
    ({ path }) => !path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX'),
  );
  const published = publishedPart(visible);
  const chosen = published ?? visible.map((entry) => ({ name: entry.path, entry }));
  const images: typeof chosen = [];
  for (const item of chosen) if (await looksLikeDicom(item.entry)) images.push(item);
  if (images.length === 0) throw new DeidError('dataset-empty', `${basename(full)}: no DICOM files found`);
  const truths = new Map(
    chosen.filter(({ name }) => /\.json$/i.test(name)).map(({ name, entry }) => [stem(name), entry]),
  );
  if (published !== undefined && truths.size > 0)
    checkPairs(
      images.map(({ name }) => name),
      [...truths.keys()],
    );
  return images
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, entry }) => {
      const json = truths.get(stem(name));
      return {
        name,
        bytes: entry.read,
        truth: async () => (json === undefined ? undefined : parseTruth(await json.read(), name)),
      };
    });
}

/** The files directly inside the uppermost folder `dicom_files`, if there is one. */
function publishedPart(entries: readonly RawEntry[]): { name: string; entry: RawEntry }[] | undefined {
  const roots = entries.flatMap(({ path }) => /^(?:.*?\/)??dicom_files\//.exec(path)?.[0] ?? []);
  if (roots.length === 0) return undefined;
  const root = roots.reduce((a, b) => (b.length < a.length ? b : a));
  return entries
    .filter(({ path }) => path.startsWith(root) && !path.slice(root.length).includes('/'))
    .map((entry) => ({ name: entry.path.slice(root.length), entry }));
}

const stem = (name: string): string => name.replace(/\.[^./]*$/, '');

async function looksLikeDicom(entry: RawEntry): Promise<boolean> {
  if (/\.(dcm|dicom)$/i.test(entry.path)) return true;
  if (/\.[A-Za-z][A-Za-z0-9]{0,5}$/.test(entry.path) || /(^|\/)DICOMDIR$/i.test(entry.path)) return false;
  return Buffer.from(await entry.head()).toString('latin1', 128, 132) === 'DICM';
}

/** Names go into the message by their number only: they may hold patient IDs. */
function checkPairs(images: readonly string[], truths: readonly string[]): void {
  const imageStems = new Set(images.map(stem));
  const lonelyTruths = truths.filter((name) => !imageStems.has(name)).length;
  const lonelyImages = [...imageStems].filter((name) => !truths.includes(name)).length;
  if (lonelyTruths + lonelyImages === 0) return;
  throw new DeidError(
    'truth-unpaired',
    `dicom_files: ${lonelyImages} image(s) without JSON and ${lonelyTruths} JSON file(s) without image; each NAME.dcm needs its NAME.json`,
  );
}
