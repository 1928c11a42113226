import type { PhiClass } from '../base/types';
import type { Mask } from './mask';

/** A piece of text with one meaning. */
export interface Piece {
  readonly text: string;
  /**
   * `label` for "DOB:" and the like, `neutral` for text that may go or stay; neither is judged. Otherwise as in `TruthItem.field`.
   */
  readonly field: string;
  readonly phiClass: PhiClass | 'keep';
  /** The value as the header has it (`RIVERA^MICHAEL`), where it differs from `text`. */
  readonly value?: string;
  /** Pieces of a block with the same name here are one text that was wrapped. */
  readonly joins?: string;
}

/** A rendered piece and where it goes: the top-left corner of the mask, in pixels from the block's corner. */
export interface Placed {
  readonly piece: Piece;
  readonly mask: Mask;
  readonly x: number;
  readonly y: number;
}

/** Rendered lines of text. Width and height enclose all ink. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly placed: readonly Placed[];
}
