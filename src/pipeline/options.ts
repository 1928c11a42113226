import type { ModelUse } from '../base/types';
import { RETAIN_OPTIONS as HEADER_RETAIN, type RetainOption } from '../dicom/profile';
import { DEVICES, type Device as DeviceId } from '../models/device';
import type { PipelineId } from './pipelines';

export const HEADER_MODES = ['on', 'off'] as const;
export type HeaderMode = (typeof HEADER_MODES)[number];

export const POLICIES = ['phi', 'explain', 'all-text'] as const;
export type Policy = (typeof POLICIES)[number];

export const HEADER_PROFILES = ['keep', 'basic'] as const;
export type HeaderProfileId = (typeof HEADER_PROFILES)[number];

/** What happens to reports and other documents without pixels: a person looks at them, or the text finders clean them. */
export const DOCUMENT_MODES = ['quarantine', 'clean'] as const;
export type DocumentMode = (typeof DOCUMENT_MODES)[number];

/** What may stay although it identifies (PS3.15 E.3), in the header and in the picture alike. */
export const RETAIN_OPTIONS = Object.keys(HEADER_RETAIN) as readonly RetainOption[];
export type { RetainOption };
export { DEVICES, type DeviceId };

/** Fixed when a pipeline is opened; no file changes them. */
export interface PipelineOptions {
  readonly pipeline: PipelineId;
  /** `off`: the file's own header values are not used to find patient data in the picture. Default `on`. */
  readonly header?: HeaderMode;
  /**
   * `phi`: what is found to be patient data goes. `explain`: so does every legible text without a reason to stay. `all-text`: all legible
   * text goes except what the allow-list names. Default `explain` for a pipeline that proves, else `phi`.
   */
  readonly policy?: Policy;
  /** Where the models run: `auto` (default), `cpu`, `cuda` or `webgpu`. */
  readonly device?: DeviceId;
  /** What happens to the header of the output: `basic` (PS3.15's profile; default), or `keep`: nothing. */
  readonly headerProfile?: HeaderProfileId;
  /** Objects without pixels whose content the header profile does not cover: `quarantine` (default), or `clean`. */
  readonly documents?: DocumentMode;
  /** Dates and times of the header stay, moved by one number of days for each patient. Not with `retain` dates. Default false. */
  readonly shiftDates?: boolean;
  /** What may stay although it identifies. Default nothing. */
  readonly retain?: readonly RetainOption[];
  /** Secret of the batch's UID map (`createUidMap`), so that several processes give the same new UIDs. Default a new one. */
  readonly uidSecret?: string;
  /** Receives a sentence when `auto` has to fall back to the CPU. */
  readonly onNotice?: (message: string) => void;
  /** Content of a rules file (JSON already parsed). Default none. */
  readonly rules?: unknown;
}

/** Which models and which device a pipeline truly used. */
export interface PipelineUse {
  readonly device: string;
  readonly models: readonly ModelUse[];
  readonly loadMs: number;
}
