import type { Box } from '../base/geometry';
import type { HeaderValue, Page, PhiClass, PhiSpan } from '../base/types';
import type { Cell } from '../page/cells';
import type { UserRules } from './rules';

/** What may stay in the pixels; the same choices as for the header (PS3.15 E.3). */
export const RETAIN_OPTIONS = ['patient-characteristics', 'dates', 'institution'] as const;
export type RetainOption = (typeof RETAIN_OPTIONS)[number];

/** All that finding may know beside the page itself. Belongs to one file; nothing is remembered between calls. */
export interface FindContext {
  /** Empty when the header must not be used. */
  readonly header: readonly HeaderValue[];
  /** `phi`: patient data goes. `all-text`: all goes but what the allow-list names. */
  readonly policy: 'phi' | 'all-text';
  readonly rules?: UserRules;
  /** Areas of the frame whose text stays, by the user's rules. */
  readonly kept?: readonly Box[];
  /** Which finders to run; default all. `ner` finds nothing unless `nerModel` is given. */
  readonly finders?: readonly string[];
  readonly modality?: string;
  readonly manufacturer?: string;
  readonly retain?: readonly RetainOption[];
  /** Folder of a local token-classification model in ONNX form, for the `ner` finder. */
  readonly nerModel?: string;
}

/** A label that was recognised: `start..end` is the label itself with its separator and stays. */
export interface FoundLabel {
  readonly start: number;
  readonly end: number;
  /** `keep`: the label of a technical value. */
  readonly phiClass: PhiClass | 'keep';
  readonly cell: number;
}

/** A page as the finders see it: prepared once, shared by all of them. */
export interface FinderInput {
  readonly page: Page;
  readonly cells: readonly Cell[];
  readonly labels: readonly FoundLabel[];
  readonly context: FindContext;
}

/** A finder is pure: the same input gives the same spans, in any order, overlapping or not. `finder` is filled in by the caller. */
export type Finder = (input: FinderInput) => readonly Finding[] | Promise<readonly Finding[]>;
export type Finding = Omit<PhiSpan, 'finder'>;
