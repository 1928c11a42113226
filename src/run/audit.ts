import { createHash } from 'node:crypto';
import type { BoxTuple } from '../base/results';
import type { ModelUse, PhiClass, StageTimes } from '../base/types';
import type { Pipeline } from '../pipeline/open';
import type { FileOutcome, FileStatus, Verification } from '../pipeline/outcome';
import { tupleOf } from './coverage';

/** What was removed where; never the text itself. */
export interface AuditRegion {
  readonly phiClass: PhiClass;
  readonly finder: string;
  readonly score: number;
  /** Frame indices from 0 as ranges: `0-499,502`. */
  readonly frames: string;
  readonly boxes: readonly BoxTuple[];
}

/** A place that was painted, and the rules that said so. */
export interface AuditPainted {
  readonly phiClass: PhiClass;
  readonly frames: string;
  readonly box: BoxTuple;
  readonly because: readonly { readonly rule: string; readonly score: number }[];
}

/** What was still seen in the output after the last pass: ink that the network sees, or a region of the detector. */
export interface AuditFinding {
  readonly kind: 'ink' | 'region';
  readonly frames: string;
  readonly box: BoxTuple;
}

/** What was done to one file, without any patient data in it (but for what the user's own file name may hold). */
export interface AuditRecord {
  readonly file: string;
  readonly status: FileStatus;
  readonly error?: { readonly stage: string; readonly code: string };
  readonly inputSha256: string;
  /** `null`: nothing was released. */
  readonly outputSha256: string | null;
  /** Path in OUT of what was written, released or refused. */
  readonly output?: string | null;
  /** A defined term; empty for anything else that the header holds there. */
  readonly modality: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly regions: readonly AuditRegion[];
  /** Every painted place, also what is no patient data by evidence; empty for pipelines that do not say why. */
  readonly painted: readonly AuditPainted[];
  /** `frames`, `overlay:6000`, `icon` ... */
  readonly carriers: readonly string[];
  readonly verification: null | {
    readonly engine: string;
    readonly passes: number;
    readonly views: number;
    readonly findings: readonly AuditFinding[];
  };
  /** 0 to 1: of the least certain line that was read. */
  readonly lowestScore: number;
  readonly timeMs: StageTimes;
}

/** `audit.json`: the records, and what made them. */
export interface Audit {
  readonly schema: 1;
  readonly pipeline: string;
  readonly header: 'on' | 'off';
  readonly policy: string;
  readonly headerProfile: string;
  readonly retain: readonly string[];
  readonly device: string;
  readonly models: readonly ModelUse[];
  readonly packages: Readonly<Record<string, string>>;
  readonly git: string | null;
  /** False: the run was stopped, and the same command goes on. */
  readonly complete: boolean;
  /** Files of the input that are no DICOM. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** Files in OUT that are outputs of none of the inputs. */
  readonly stale: readonly string[];
  readonly files: readonly AuditRecord[];
}

export type AuditHead = Pick<
  Audit,
  'pipeline' | 'header' | 'policy' | 'headerProfile' | 'retain' | 'device' | 'models'
>;

export const auditHead = ({ options, use }: Pipeline): AuditHead => ({
  pipeline: options.pipeline,
  header: options.header,
  policy: options.policy,
  headerProfile: options.headerProfile,
  retain: options.retain,
  device: use.device,
  models: use.models,
});

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The audit record of an outcome. `released`: the bytes that were written under the file's own name. */
export function auditRecord(file: string, outcome: FileOutcome, inputSha256: string): AuditRecord {
  const { status, error, modality, rows, columns, frames, carriers, verification, lowestScore, timeMs } = outcome;
  const released = (status === 'done' || status === 'clean') && outcome.bytes !== undefined;
  return {
    file,
    status,
    ...(error === undefined ? {} : { error: { stage: error.stage, code: error.code } }),
    inputSha256,
    outputSha256: released && outcome.bytes !== undefined ? sha256(outcome.bytes) : null,
    modality: modalityCode(modality),
    rows,
    columns,
    frames,
    regions: outcome.hits.map((hit) => ({
      phiClass: hit.phiClass,
      finder: hit.finder,
      score: hit.score,
      frames: frameRanges(hit.frameIndices),
      boxes: hit.boxes.map(tupleOf),
    })),
    painted: outcome.because.map(({ phiClass, frames: on, box, because }) => ({
      phiClass,
      frames: frameRanges(on),
      box: tupleOf(box),
      because: because.map(({ rule, score }) => ({ rule, score })),
    })),
    carriers,
    verification: verification === undefined ? null : auditVerification(verification),
    lowestScore,
    timeMs,
  };
}

/** Field by field: what a later version adds to a finding (a text, say) is not written by accident. */
const auditVerification = ({ engine, passes, views, findings }: Verification): AuditRecord['verification'] => ({
  engine,
  passes,
  views,
  findings: findings.map(({ kind, frames, box }) => ({ kind, frames: frameRanges(frames), box: tupleOf(box) })),
});

/** Defined terms of Modality (PS3.3 C.7.3.1.1.1). */
const MODALITIES: ReadonlySet<string> = new Set(
  `ANN AR ASMT AU BDUS BI BMD CFM CR CT CTPROTOCOL DMS DG DOC DX ECG EEG EMG EOG EPS ES FID GM HC HD IO IOL IVOCT IVUS KER KO LEN LS M3D MG
  MR NM OAM OCT OP OPM OPT OPTBSV OPTENF OPV OSS OT PA PLAN POS PR PT PX REG RESP RF RG RTDOSE RTIMAGE RTINTENT RTPLAN RTRAD RTRECORD
  RTSEGANN RTSTRUCT RWV SEG SM SMR SR SRF STAIN TEXTUREMAP TG US VA XA XAPROTOCOL XC`.split(/\s+/),
);

/** A header may hold anything where the standard wants a code; only codes are written. */
const modalityCode = (modality: string): string => (MODALITIES.has(modality.trim()) ? modality.trim() : '');

/** `[0, 1, 2, 5]` as `0-2,5`. */
export function frameRanges(frames: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const frame of [...new Set(frames)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.to === frame - 1) last.to = frame;
    else ranges.push({ from: frame, to: frame });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
