import type { StoredFrame } from './frames';

/** A frame after redaction. */
export interface PaintedFrame extends StoredFrame {
  /** `rows * columns` bytes, 1 where the pixel was painted, 0 where it is as it was. */
  readonly painted: Uint8Array;
}
