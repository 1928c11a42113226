import { DeidError, errorCode } from '../base/errors';
import type { BoxTuple } from '../base/results';
import type { PhiClass } from '../base/types';
import type { DicomFile } from '../dicom/open';
import { headerResidue } from '../dicom/profile-check';
import { contextOf } from '../pipeline/find';
import { openPipeline, type Pipeline } from '../pipeline/open';
import type { DeviceId, HeaderMode } from '../pipeline/options';
import { planPictures } from '../pipeline/planned';
import { frameRanges } from './audit';
import { tupleOf } from './coverage';
import { type Inputs, openInputs } from './inputs';
import { type FileLimits, limitsOf, openWithin } from './limits';
import type { ListedFile, OnProgress } from './summary';

export interface VerifyFilesOptions {
  /** File, folder or zip; only read. */
  readonly in: string;
  /** `off`: header values are not looked for in the picture. Default `on`. */
  readonly header?: HeaderMode;
  readonly device?: DeviceId;
  /** The header itself is not checked. Default false. */
  readonly pixelsOnly?: boolean;
  readonly limit?: number;
  /** What a file may ask for before it is `LIMIT_EXCEEDED`. */
  readonly limits?: Partial<FileLimits>;
  readonly onProgress?: OnProgress;
}

/** A place where something is legible that has no reason to be; no text. */
export interface ResidualPlace {
  readonly phiClass: PhiClass;
  readonly frames: string;
  readonly box: BoxTuple;
  /** The rules that say so: `labels`, `header` ..., or `unexplained`. */
  readonly rules: readonly string[];
}

export interface VerifiedFile {
  readonly file: string;
  /** `residual`: something is legible that has no reason to be, or patient data is in the header. */
  readonly status: 'passed' | 'residual' | 'failed' | 'no-pixels';
  readonly places: readonly ResidualPlace[];
  /**
   * Keywords of attributes that hold what PS3.15's basic profile would have removed or replaced (`private` for private ones); empty where
   * the header was not checked.
   */
  readonly header: readonly string[];
  /** Whether the header says that the patient's identity was removed; `undefined` where it was not checked. */
  readonly saysRemoved?: boolean;
}

export interface VerifySummary {
  readonly files: readonly VerifiedFile[];
  readonly failed: readonly ListedFile[];
  /** Files of the input without DICOM content. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Reads files as the verified pipeline does, in all views and frames, and tells where a text is legible that has no reason to be there.
 * Nothing is written. Throws for what concerns the whole run; a file's error is listed.
 */
export async function verifyFiles(options: VerifyFilesOptions): Promise<VerifySummary> {
  const inputs = await openInputs(options.in, limitsOf(options.limits));
  try {
    const { header, device } = options;
    const pipeline = await openPipeline({
      pipeline: 'proof',
      ...(header === undefined ? {} : { header }),
      ...(device === undefined ? {} : { device }),
    });
    return await verifyInputs(inputs, pipeline, options).finally(() => pipeline.close());
  } finally {
    await inputs.close();
  }
}

async function verifyInputs(
  inputs: Inputs,
  pipeline: Pipeline,
  { limit, limits, pixelsOnly, onProgress }: VerifyFilesOptions,
): Promise<VerifySummary> {
  const listed = await inputs.list();
  const names = listed.flatMap(({ kind, name }) => (kind === 'file' ? [name] : [])).slice(0, limit);
  const files: VerifiedFile[] = [];
  const failed: ListedFile[] = listed.flatMap((entry) =>
    entry.kind === 'failed' ? [{ file: entry.name, stage: 'list', code: entry.code }] : [],
  );
  if (names.length + failed.length === 0) throw new DeidError('input-empty', 'there is no DICOM file in the input');
  for (const name of names) {
    let verified: VerifiedFile;
    try {
      const file = openWithin(await inputs.read(name), limitsOf(limits));
      verified = withHeader(await verifyItem(name, file, pipeline), file, pixelsOnly === true);
    } catch (error) {
      verified = { file: name, status: 'failed', places: [], header: [] };
      failed.push({ file: name, stage: 'open', code: errorCode(error) });
    }
    if (verified.status === 'no-pixels') failed.push({ file: name, stage: 'open', code: 'NO_PIXEL_DATA' });
    files.push(verified);
    onProgress?.({ task: 'verify', done: files.length, total: names.length, file: name, status: verified.status });
  }
  const skipped = listed.flatMap((entry) =>
    entry.kind === 'skipped' ? [{ file: entry.name, reason: entry.reason }] : [],
  );
  return { files, failed, skipped };
}

/** The pixels' result with what the header still holds. */
function withHeader(verified: VerifiedFile, file: DicomFile, pixelsOnly: boolean): VerifiedFile {
  if (pixelsOnly) return verified;
  const { attributes, saysRemoved } = headerResidue(file);
  // Without pixels the header is all there is to check.
  const seen = verified.status === 'no-pixels' ? 'passed' : verified.status;
  const status = attributes.length > 0 && seen === 'passed' ? 'residual' : seen;
  return { ...verified, status, header: attributes, saysRemoved };
}

async function verifyItem(name: string, file: DicomFile, pipeline: Pipeline): Promise<VerifiedFile> {
  if (file.image === undefined || pipeline.prover === undefined)
    return { file: name, status: 'no-pixels', places: [], header: [] };
  const places = await verifyFile(file, pipeline);
  return { file: name, status: places.length === 0 ? 'passed' : 'residual', places, header: [] };
}

/**
 * Reads one opened file as the verified pipeline does, in all views and frames: the places where a text is legible that has no reason to be
 * there. An empty list is no guarantee: it says that this pipeline sees nothing. Throws `RangeError` for a pipeline that proves nothing.
 *
 * @example const places = await verifyFile(openDicom(bytes), await openPipeline({ pipeline: 'proof' }));
 */
export async function verifyFile(file: DicomFile, pipeline: Pipeline): Promise<readonly ResidualPlace[]> {
  if (pipeline.prover === undefined)
    throw new RangeError('verifyFile: the pipeline must be one that proves its output');
  const pictures = await planPictures(pipeline, pipeline.prover, file, contextOf(pipeline, file));
  return pictures.flatMap(({ plan }) =>
    plan.painted.map(({ phiClass, frames, box, because }) => ({
      phiClass,
      frames: frameRanges(frames),
      box: tupleOf(box),
      rules: because.map(({ rule }) => rule),
    })),
  );
}
