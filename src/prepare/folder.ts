import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawEntry } from './dataset-types';

/** All regular files under a folder. Links are not followed: they may lead out of it or in circles. */
export async function listFolder(root: string, below = ''): Promise<RawEntry[]> {
  const out: RawEntry[] = [];
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) out.push(...(await listFolder(root, path)));
    else if (entry.isFile()) out.push(fileEntry(join(root, path), path));
  }
  return out;
}

/** A file on disk under a path of the dataset's. */
export function fileEntry(full: string, path: string): RawEntry {
  return {
    path,
    read: () => readFile(full),
    head: async () => {
      const file = await open(full);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(132), 0, 132, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}
