import type { Box } from '../base/geometry';
import type { PhiClass } from '../base/types';

/** Something that an independent reader still finds in an output. Carries no text, so it may go into audits. */
export interface Finding {
  /** `phi`: patient data by the finders. `known`: a text that was to be removed. `beside`: unexplained words beside a painted box. */
  readonly kind: 'phi' | 'known' | 'beside';
  readonly phiClass: PhiClass;
  readonly frames: readonly number[];
  readonly box: Box;
  /** Characters still legible, at least. */
  readonly characters: number;
}
