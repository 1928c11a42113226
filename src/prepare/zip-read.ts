import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { DeidError, isDeidError } from '../base/errors';
import type { RawEntry, RawSource } from './dataset-types';

/** What an archive may claim before it is taken for an attack. */
export interface ZipLimits {
  /** Entries; default 200000. */
  readonly files: number;
  /** Unpacked bytes of all entries together; default 64 GiB. */
  readonly totalBytes: number;
  /** Unpacked bytes of one entry; default 2 GiB. */
  readonly fileBytes: number;
  /** Unpacked bytes of all entries by the zip's own bytes, looked at beyond 64 MiB unpacked; default 200. Entries that share data count twice. */
  readonly ratio: number;
}

const GIB = 2 ** 30;
const DEFAULTS: ZipLimits = { files: 200_000, totalBytes: 64 * GIB, fileBytes: 2 * GIB, ratio: 200 };
const RATIO_FREE = 2 ** 26;

/**
 * Lists a zip; entries are unpacked in memory, one at a time, when they are read. Nothing is written to disk.
 * Throws `DeidError`: `zip-invalid` (damaged), `zip-unsafe-path` (a path that leaves the folder, or a link), `zip-encrypted`,
 * `zip-limit` (too many files, too many bytes, too strong a compression), `zip-duplicate` (one path twice).
 */
export async function openZip(file: string, limits: Partial<ZipLimits> = {}): Promise<RawSource> {
  const bounds = { ...DEFAULTS, ...limits };
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true }).catch((cause: unknown) => {
    throw new DeidError('zip-invalid', 'the zip cannot be read', { cause });
  });
  try {
    if (zip.entryCount > bounds.files)
      throw new DeidError('zip-limit', `the zip holds more than ${bounds.files} files`);
    const entries = await listEntries(zip, bounds);
    return { entries, close: async () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listEntries(zip: ZipFile, bounds: ZipLimits): Promise<RawEntry[]> {
  const out = new Map<string, RawEntry>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName;
      if (path.endsWith('/') || path.startsWith('__MACOSX/')) continue;
      checkEntry(entry);
      total += entry.uncompressedSize;
      if (entry.uncompressedSize > bounds.fileBytes || total > bounds.totalBytes) {
        throw new DeidError('zip-limit', 'the zip unpacks to more bytes than allowed');
      }
      if (total > RATIO_FREE && total > zip.fileSize * bounds.ratio) {
        throw new DeidError('zip-limit', `the zip unpacks to more than ${bounds.ratio} times its size`);
      }
      if (out.has(path)) throw new DeidError('zip-duplicate', `the zip holds one path twice (entry ${out.size + 1})`);
      out.set(path, zipEntry(zip, entry));
    }
  } catch (cause) {
    if (isDeidError(cause)) throw cause;
    // yauzl itself refuses absolute paths and `..`, and says so only in words.
    const unsafe = /relative path|absolute path|invalid characters/.test(String((cause as Error).message));
    if (unsafe) throw new DeidError('zip-unsafe-path', 'the zip holds a path that leaves its folder', { cause });
    throw new DeidError('zip-invalid', 'the zip is damaged', { cause });
  }
  return [...out.values()];
}

function checkEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw new DeidError('zip-encrypted', 'the zip is encrypted; unpack it first');
  const unixMode = entry.externalFileAttributes >>> 16;
  const isLink = (unixMode & 0o170000) === 0o120000;
  if (isLink) throw new DeidError('zip-unsafe-path', 'the zip holds a link; only plain files are read');
}

function zipEntry(zip: ZipFile, entry: Entry): RawEntry {
  const read = async (most: number): Promise<Buffer> => {
    const stream = await zip.openReadStreamPromise(entry);
    // Filled as it comes: pieces that are joined at the end take the memory twice.
    const bytes = Buffer.alloc(Math.min(most, entry.uncompressedSize));
    let length = 0;
    for await (const chunk of stream) {
      length += (chunk as Buffer).copy(bytes, length);
      if (length >= most) break;
    }
    return bytes.subarray(0, length);
  };
  const guarded = async (most: number, whole: boolean): Promise<Buffer> => {
    const bytes = await read(most).catch((cause: unknown) => {
      throw new DeidError('zip-invalid', 'an entry of the zip is damaged', { cause });
    });
    // Many a flipped bit still inflates: only the checksum tells.
    if (whole && crc32(bytes) !== entry.crc32) throw new DeidError('zip-invalid', 'an entry of the zip is damaged');
    return bytes;
  };
  return {
    path: entry.fileName,
    read: () => guarded(Number.POSITIVE_INFINITY, true),
    head: () => guarded(132, false),
  };
}
