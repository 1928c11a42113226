/** A file of a folder or archive before it is known what it is. */
export interface RawEntry {
  /** Path from the root, `/` between parts. */
  readonly path: string;
  read(): Promise<Uint8Array>;
  /** The first 132 bytes or fewer, to look for `DICM`. */
  head(): Promise<Uint8Array>;
}

/** A folder, a zip or one file, and what it takes to let go of it. */
export interface RawSource {
  readonly entries: readonly RawEntry[];
  close(): Promise<void>;
}
