import type { Box } from '../base/geometry';
import type { PhiClass } from '../base/types';

/** Something that an independent reader still finds in an output. Carries no text, so it may go into audits. */
export interface Finding {
  /** `phi`: patient data by the finders. `known`: a text that was to be removed. `ink`: strokes that leave a painted box. */
  readonly kind: 'phi' | 'known' | 'ink';
  readonly phiClass: PhiClass;
  readonly frames: readonly number[];
  readonly box: Box;
  /** Characters still legible; 0 for ink. */
  readonly characters: number;
}
