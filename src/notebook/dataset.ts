import { createHash } from 'node:crypto';
import { errorCode } from '../base/errors';
import type { DatasetInfo } from '../base/results';
import type { TruthFile } from '../base/truth';
import { openDicom } from '../dicom/open';
import { openDataset } from '../prepare/dataset';
import { limited } from '../prepare/limited';
import { datasetOrigin } from '../prepare/origin';
import { count } from '../report/format';
import { numberCell, type Table, textCell } from '../report/tables';
import { datasetInfo } from '../run/stored';
import type { NotebookParameters } from './parameters';

/** One image as the overview shows it. `code` says why it cannot be read; then the other facts are empty. */
export interface ImageFacts {
  readonly name: string;
  readonly modality: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly bits: number;
  readonly photometricInterpretation: string;
  readonly transferSyntax: string;
  /** Ground truth: how many texts of each class; undefined without a truth file. */
  readonly texts: Readonly<Record<string, number>> | undefined;
  readonly sha256: string;
  readonly code?: string;
}

export interface DatasetOverview {
  /** Same hash as in the results of a run over these files. */
  readonly info: DatasetInfo;
  readonly images: readonly ImageFacts[];
}

type Choice = Pick<NotebookParameters, 'data' | 'limit'>;

/** Reads headers and ground truth of all files, one after the other. Throws what `openDataset` throws. */
export async function describeDataset({ data, limit }: Choice): Promise<DatasetOverview> {
  const dataset = await openDataset(data);
  try {
    const images: ImageFacts[] = [];
    for (const item of limited(dataset.items, limit || undefined, true)) {
      images.push(factsOf(item.name, await item.bytes(), await item.truth().catch(() => undefined)));
    }
    const hashed = images.map(({ name, frames, sha256 }) => ({ Filename: name, frames, inputSha256: sha256 }));
    return { info: datasetInfo(dataset.name, hashed, await datasetOrigin(data)), images };
  } finally {
    await dataset.close();
  }
}

function factsOf(name: string, bytes: Uint8Array, truth: TruthFile | undefined): ImageFacts {
  const common = {
    name,
    texts: truth && countByClass(truth),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const unread = { modality: '', rows: 0, columns: 0, frames: 0, bits: 0, photometricInterpretation: '' };
  try {
    const { image, modality, transferSyntax } = openDicom(bytes);
    if (image === undefined) return { ...common, ...unread, modality, transferSyntax, code: 'NO_PIXEL_DATA' };
    const { rows, columns, numberOfFrames: frames, bitsStored: bits, photometricInterpretation } = image;
    return { ...common, modality, transferSyntax, rows, columns, frames, bits, photometricInterpretation };
  } catch (error) {
    return { ...common, ...unread, transferSyntax: '', code: errorCode(error) };
  }
}

function countByClass(truth: TruthFile): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { phiClass = 'other', value } of truth.annotation) {
    if (value.text.trim() !== '') counts[phiClass] = (counts[phiClass] ?? 0) + 1;
  }
  return counts;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How many burnt-in texts of each class there are, and in how many files. */
export function classCountTable({ images }: DatasetOverview): Table {
  const classes = [...new Set(images.flatMap(({ texts = {} }) => Object.keys(texts)))].sort();
  return {
    id: 'dataset-classes',
    caption: 'Burnt-in texts by class',
    columns: [
      { label: 'Class', numeric: false },
      { label: 'Texts', numeric: true },
      { label: 'Files', numeric: true },
    ],
    rows: classes.map((phiClass) => {
      const numbers = images.map(({ texts }) => texts?.[phiClass] ?? 0);
      const files = numbers.filter((number) => number > 0).length;
      return [textCell(phiClass), numberCell(sum(numbers), count(sum(numbers))), numberCell(files, count(files))];
    }),
  };
}
