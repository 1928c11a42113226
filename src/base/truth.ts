import type { BoxTuple } from './results';
import type { PhiClass } from './types';

/**
 * Ground truth JSON beside a DICOM file: the published shape (`filename`, `annotation[].value.text/bbox`, `field`, `drawn`), and what
 * this project adds to it. Readers must accept files that have only the published part.
 */
export interface TruthItem {
  /** `text` with `^` between name parts, as the header has it; `bbox` of the ink, `[x, y, width, height]`. */
  readonly value: { readonly text: string; readonly bbox: BoxTuple };
  /** Published names: `inst`, `date`, `id`, `name`, `age`, `dob`, `sex`; others by profile; `keep` for acquisition annotation. */
  readonly field: string;
  /** The text as drawn. */
  readonly drawn: string;
  /** Absent in published files: derived from `field` then. */
  readonly phiClass?: PhiClass | 'keep';
  /** Frame index, default 0. */
  readonly frame?: number;
  /** Where the text is when not in the pixels: `overlay:6000`. */
  readonly carrier?: string;
  /** Runs upwards or downwards. Absent: where it is higher than twice its width. */
  readonly turned?: boolean;
  /** 1-bit ink mask of the bbox, row by row, most significant bit first, rows padded to whole bytes; deflated, base64. */
  readonly ink?: string;
}

export interface TruthFile {
  readonly filename: string;
  readonly annotation: readonly TruthItem[];
  /**
   * Burnt text that no score looks at, as it is neither patient data nor text that must stay: labels ("DOB:", field `label`) and text
   * whose fate is open (field `neutral`: study names, remarks, a clock time alone).
   */
  readonly labels?: readonly TruthItem[];
  readonly profile?: string;
  /** What is difficult about this file, by the names in `prepare/traits.ts`; for tables by difficulty. */
  readonly traits?: readonly string[];
}
