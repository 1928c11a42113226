import { DeidError, errorCode } from '../base/errors';
import type { BoxTuple } from '../base/results';
import type { PhiClass } from '../base/types';
import { headerValues } from '../dicom/header';
import type { DicomFile } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import { openEngine } from '../ocr/engines';
import type { DeviceId, HeaderMode } from '../pipeline/options';
import { verifyFile } from '../verify/verify';
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
  readonly limit?: number;
  /** What a file may ask for before it is `LIMIT_EXCEEDED`. */
  readonly limits?: Partial<FileLimits>;
  readonly onProgress?: OnProgress;
}

/** A place where patient data is still legible; no text. */
export interface ResidualPlace {
  readonly engine: string;
  readonly phiClass: PhiClass;
  readonly frames: string;
  readonly box: BoxTuple;
  readonly characters: number;
}

export interface VerifiedFile {
  readonly file: string;
  /** `residual`: patient data is legible. */
  readonly status: 'passed' | 'residual' | 'failed' | 'no-pixels';
  readonly places: readonly ResidualPlace[];
}

export interface VerifySummary {
  readonly files: readonly VerifiedFile[];
  readonly failed: readonly ListedFile[];
  /** Files of the input without DICOM content. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** One reader of each family: what one is blind to, the other may see. */
const READERS = ['detector-base', 'tesseract'] as const;

/**
 * Reads files with engines of both families, in all views and frames, and tells where patient data is still legible. Nothing is
 * written. Throws for what concerns the whole run; a file's error is listed.
 */
export async function verifyFiles(options: VerifyFilesOptions): Promise<VerifySummary> {
  const inputs = await openInputs(options.in, limitsOf(options.limits));
  const engines: OcrEngine[] = [];
  try {
    for (const id of READERS)
      engines.push(await openEngine(id, { device: id === 'tesseract' ? 'cpu' : options.device }));
    return await verifyInputs(inputs, engines, options);
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
    await inputs.close();
  }
}

async function verifyInputs(
  inputs: Inputs,
  engines: readonly OcrEngine[],
  { limit, limits, header, onProgress }: VerifyFilesOptions,
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
      verified = await verifyItem(name, file, engines, header ?? 'on');
    } catch (error) {
      verified = { file: name, status: 'failed', places: [] };
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

async function verifyItem(
  name: string,
  file: DicomFile,
  engines: readonly OcrEngine[],
  header: HeaderMode,
): Promise<VerifiedFile> {
  if (file.image === undefined) return { file: name, status: 'no-pixels', places: [] };
  const { modality, manufacturer } = file;
  const context = { header: header === 'on' ? headerValues(file) : [], policy: 'phi', modality, manufacturer } as const;
  const places: ResidualPlace[] = [];
  for (const engine of engines) {
    const { findings } = await verifyFile(file, { engine, context, removed: [], views: 'all' });
    places.push(
      ...findings.map(({ phiClass, frames, box, characters }) => ({
        engine: engine.id,
        phiClass,
        frames: frameRanges(frames),
        box: tupleOf(box),
        characters,
      })),
    );
  }
  return { file: name, status: places.length === 0 ? 'passed' : 'residual', places };
}
