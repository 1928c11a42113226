import { DeidError, errorCode } from '../base/errors';
import type { BoxTuple } from '../base/results';
import type { PhiClass } from '../base/types';
import { headerValues } from '../dicom/header';
import { openDicom } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import { openEngine } from '../ocr/engines';
import type { DeviceId, HeaderMode } from '../pipeline/options';
import { type Dataset, type DatasetItem, openDataset } from '../prepare/dataset';
import { verifyFile } from '../verify/verify';
import { frameRanges } from './audit';
import { tupleOf } from './coverage';
import type { ListedFile, OnProgress } from './summary';

export interface VerifyFilesOptions {
  /** File, folder or zip; only read. */
  readonly in: string;
  /** `off`: header values are not looked for in the picture. Default `on`. */
  readonly header?: HeaderMode;
  readonly device?: DeviceId;
  readonly limit?: number;
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
}

/** One reader of each family: what one is blind to, the other may see. */
const READERS = ['detector-base', 'tesseract'] as const;

/**
 * Reads files with engines of both families, in all views and frames, and tells where patient data is still legible. Nothing is
 * written. Throws for what concerns the whole run; a file's error is listed.
 */
export async function verifyFiles(options: VerifyFilesOptions): Promise<VerifySummary> {
  const dataset = await openDataset(options.in);
  const engines: OcrEngine[] = [];
  try {
    for (const id of READERS)
      engines.push(await openEngine(id, { device: id === 'tesseract' ? 'cpu' : options.device }));
    return await verifyDataset(dataset, engines, options);
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
    await dataset.close();
  }
}

async function verifyDataset(
  dataset: Dataset,
  engines: readonly OcrEngine[],
  { limit, header, onProgress }: VerifyFilesOptions,
): Promise<VerifySummary> {
  const items = dataset.items.slice(0, limit);
  if (items.length === 0) throw new DeidError('input-empty', 'there is no DICOM file in the input');
  const files: VerifiedFile[] = [];
  const failed: ListedFile[] = [];
  for (const item of items) {
    let verified: VerifiedFile;
    try {
      verified = await verifyItem(item, engines, header ?? 'on');
    } catch (error) {
      verified = { file: item.name, status: 'failed', places: [] };
      failed.push({ file: item.name, stage: 'open', code: errorCode(error) });
    }
    if (verified.status === 'no-pixels') failed.push({ file: item.name, stage: 'open', code: 'NO_PIXEL_DATA' });
    files.push(verified);
    onProgress?.({ task: 'verify', done: files.length, total: items.length, file: item.name, status: verified.status });
  }
  return { files, failed };
}

async function verifyItem(item: DatasetItem, engines: readonly OcrEngine[], header: HeaderMode): Promise<VerifiedFile> {
  const file = openDicom(await item.bytes());
  if (file.image === undefined) return { file: item.name, status: 'no-pixels', places: [] };
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
  return { file: item.name, status: places.length === 0 ? 'passed' : 'residual', places };
}
