/**
 * Bytes that are appended piece by piece, in one block of memory that in the end holds the whole file: collecting encoded frames and
 * joining them afterwards would take the memory twice. Room that is not written to costs nothing: systems hand out such pages lazily.
 */
export class GrowingBytes {
  private block: Uint8Array;
  private length = 0;

  /** `expected` bytes find room at once; beyond that the block is moved to a larger one. */
  constructor(expected: number) {
    this.block = new Uint8Array(expected);
  }

  /** Copies the pieces behind what is there and returns how many bytes that were. */
  append(...pieces: readonly Uint8Array[]): number {
    const before = this.length;
    for (const piece of pieces) {
      this.reserve(this.length + piece.length);
      this.block.set(piece, this.length);
      this.length += piece.length;
    }
    return this.length - before;
  }

  /** What was appended so far, as a view; valid until more is appended. */
  get bytes(): Uint8Array {
    return this.block.subarray(0, this.length);
  }

  /**
   * All pieces in a row, one of which is `bytes`: that one moves to its place inside the block instead of being copied out of it. The
   * last thing to be done with this object.
   */
  joinedWith(pieces: readonly Uint8Array[]): Uint8Array {
    const own = pieces.findIndex(({ buffer }) => buffer === this.block.buffer);
    if (own < 0) throw new RangeError('GrowingBytes: its own bytes are not among the pieces');
    const sizeOf = (list: readonly Uint8Array[]): number => list.reduce((sum, { length }) => sum + length, 0);
    const start = sizeOf(pieces.slice(0, own));
    const end = start + this.length;
    const total = end + sizeOf(pieces.slice(own + 1));
    this.reserve(total);
    this.block.copyWithin(start, 0, this.length);
    let offset = 0;
    pieces.forEach((piece, i) => {
      if (i !== own) this.block.set(piece, offset);
      offset = i === own ? end : offset + piece.length;
    });
    return this.block.subarray(0, total);
  }

  private reserve(size: number): void {
    if (size <= this.block.length) return;
    const larger = new Uint8Array(Math.max(size, Math.ceil(this.block.length * 1.5)));
    larger.set(this.bytes);
    this.block = larger;
  }
}
