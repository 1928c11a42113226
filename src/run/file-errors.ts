import { DeidError, isDeidError } from '../base/errors';

/** What the file system's own error codes mean for who reads. */
const READING: Readonly<Record<string, string>> = {
  ENOENT: 'input-vanished',
  ENOTDIR: 'input-vanished',
  EISDIR: 'input-unreadable',
  ELOOP: 'input-unreadable',
  EACCES: 'input-unreadable',
  EPERM: 'input-unreadable',
  EIO: 'input-unreadable',
  ENAMETOOLONG: 'name-too-long',
  ERR_FS_FILE_TOO_LARGE: 'LIMIT_EXCEEDED',
};

/** And for who writes. */
const WRITING: Readonly<Record<string, string>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'output-read-only',
  EACCES: 'output-unwritable',
  EPERM: 'output-unwritable',
  EIO: 'output-unwritable',
  ENAMETOOLONG: 'name-too-long',
  // A file stands where a folder is needed, or the other way round.
  ENOTDIR: 'output-conflict',
  EISDIR: 'output-conflict',
  EEXIST: 'output-conflict',
  ENOTEMPTY: 'output-conflict',
};

/** Errors after which no further file can be written: the run stops at once. */
const FATAL: readonly string[] = ['disk-full', 'output-read-only'];

export const isFatal = (code: string): boolean => FATAL.includes(code);

const named = (table: Readonly<Record<string, string>>, fallback: string, said: string) => {
  return (error: unknown): DeidError => {
    if (isDeidError(error)) return error;
    const code = table[String((error as NodeJS.ErrnoException)?.code)] ?? fallback;
    return new DeidError(code, said, { cause: error });
  };
};

/** The named error of a failed reading: `input-vanished`, `input-unreadable`, `name-too-long`, `LIMIT_EXCEEDED`, else `read-failed`. */
export const readError = named(READING, 'read-failed', 'a file of the input cannot be read');

/**
 * The named error of a failed writing: `disk-full`, `output-read-only`, `output-unwritable`, `name-too-long`, `output-conflict`, else
 * `write-failed`.
 */
export const writeError = (error: unknown, folder: string): DeidError =>
  named(WRITING, 'write-failed', `cannot write into ${folder}`)(error);
