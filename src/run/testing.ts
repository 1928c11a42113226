import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildDicom, bytesOf } from '../dicom/testing';
import { sha256 } from './audit';

/** An image without text, 48 x 48, and an instance of its own: the cheapest file that goes through a whole pipeline. */
export const blankDicom = (seed: number): Uint8Array =>
  buildDicom({
    rows: 48,
    columns: 48,
    pixels: bytesOf(
      Array.from({ length: 48 * 48 }, (_, i) => (i >> 8) + 40 + seed),
      1,
    ),
    elements: [{ tag: 0x00080018, vr: 'UI', value: `1.2.3.${seed + 1}` }],
  });

/** Every file below a folder by its path, with the hash of its bytes. */
export async function hashesBelow(folder: string): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = path.join(entry.parentPath ?? entry.path, entry.name);
    hashes[path.relative(folder, full).split(path.sep).join('/')] = sha256(await readFile(full));
  }
  return Object.fromEntries(Object.entries(hashes).sort());
}
