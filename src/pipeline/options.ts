import type { HeaderValue, ModelUse } from '../base/types';
import type { PipelineId } from './pipelines';

export const HEADER_MODES = ['on', 'off'] as const;
export type HeaderMode = (typeof HEADER_MODES)[number];

export const POLICIES = ['phi', 'all-text'] as const;
export type Policy = (typeof POLICIES)[number];

export const HEADER_PROFILES = ['keep', 'basic'] as const;
export type HeaderProfileId = (typeof HEADER_PROFILES)[number];

export const DEVICES = ['auto', 'cpu', 'cuda', 'webgpu'] as const;
export type DeviceId = (typeof DEVICES)[number];

/** Fixed when a pipeline is opened; no file changes them. */
export interface PipelineOptions {
  readonly pipeline: PipelineId;
  /** `off`: the file's own header values are not used to find patient data in the picture. Default `on`. */
  readonly header?: HeaderMode;
  /** `all-text`: whatever is legible goes, but for the allow-list. Default `phi`. */
  readonly policy?: Policy;
  /** Where the models run. Default `auto`. */
  readonly device?: DeviceId;
  /** What happens to the header of the output. Default `keep`. */
  readonly headerProfile?: HeaderProfileId;
  /** Content of a rules file (JSON already parsed). Default none. */
  readonly rules?: unknown;
}

/** Which models and which device a pipeline truly used. */
export interface PipelineUse {
  readonly device: string;
  readonly models: readonly ModelUse[];
  readonly loadMs: number;
}

/** What the finders may know about a file besides its picture. */
export interface Knowledge {
  /** Empty with `header: 'off'`. */
  readonly header: readonly HeaderValue[];
  readonly modality: string;
  readonly manufacturer: string;
}
