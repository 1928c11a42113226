import { DeidError, errorCode } from '../base/errors';
import type { TruthFile } from '../base/truth';
import type { Page } from '../base/types';
import { type DicomFile, openDicom } from '../dicom/open';
import { boxOf } from '../evaluate/boxes';
import { meanScore } from '../evaluate/match';
import { evaluatePresidio, type PresidioEvaluation } from '../phi/presidio/verify';
import { wordsOf } from '../phi/presidio/words';
import { contextOf } from '../pipeline/find';
import { openPipeline, type Pipeline } from '../pipeline/open';
import { findPresidioHits, readPresidioPages } from '../pipeline/presidio';
import { openDataset } from '../prepare/dataset';
import { limited } from '../prepare/limited';
import { score3 } from '../report/format';
import { emptyCell, numberCell, type Table, textCell } from '../report/tables';
import type { NotebookParameters } from './parameters';
import { Readings } from './readings';

type Choice = Pick<NotebookParameters, 'data' | 'header' | 'device' | 'limit'>;

/**
 * Precision and recall of each file's first frame as Presidio's DICOM verify engine gives them (`evaluatePresidio`), and their means:
 * what the published `Presidio_Metrics` shows. Files without ground truth are left out; one that cannot be read counts as nothing found.
 * Reads again what `readings` does not know; writes nothing. Throws what `openDataset` and `openPipeline` throw.
 */
export async function presidioVerification(
  { data, header, device, limit }: Choice,
  readings = new Readings(),
): Promise<Table> {
  const dataset = await openDataset(data);
  const pipeline = await openPipeline({ pipeline: 'presidio', header, device });
  try {
    const rows: Verified[] = [];
    for (const item of limited(dataset.items, limit || undefined, true)) {
      const truth = await item.truth();
      if (truth === undefined) continue;
      const known = readings.of('presidio', item.name);
      rows.push({ name: item.name, ...(await verified(pipeline, await item.bytes(), truth, known)) });
    }
    return verificationTable(rows);
  } finally {
    await pipeline.close();
    await dataset.close();
  }
}

interface Verified {
  readonly name: string;
  readonly texts: number;
  /** Undefined when the file cannot be read: then `code` says why. */
  readonly evaluation?: PresidioEvaluation;
  readonly code?: string;
}

async function verified(
  pipeline: Pipeline,
  bytes: Uint8Array,
  truth: TruthFile,
  known: readonly Page[] | undefined,
): Promise<Omit<Verified, 'name'>> {
  const wanted = truth.annotation
    .filter(({ frame = 0, field, carrier }) => frame === 0 && field !== 'keep' && carrier === undefined)
    .map(({ value: { text, bbox } }) => ({ text, box: boxOf(bbox) }));
  try {
    return { texts: wanted.length, evaluation: await evaluation(pipeline, openDicom(bytes), wanted, known) };
  } catch (error) {
    if (!(error instanceof DeidError)) throw error;
    return { texts: wanted.length, code: errorCode(error) };
  }
}

async function evaluation(
  pipeline: Pipeline,
  file: DicomFile,
  wanted: Parameters<typeof evaluatePresidio>[0],
  known: readonly Page[] | undefined,
) {
  const read = known ?? (await readPresidioPages(file, pipeline.reader)).pages;
  const pages = read.filter(({ frameIndices }) => frameIndices.includes(0));
  const detected = findPresidioHits(pages, contextOf(pipeline, file)).flatMap(({ text, boxes, score }) =>
    boxes.map((box) => ({ text, box, score })),
  );
  return evaluatePresidio(wanted, pages.flatMap(wordsOf), detected);
}

function verificationTable(rows: readonly Verified[]): Table {
  const scores = rows.map(({ evaluation: found }) => found ?? { precision: 0, recall: 0 });
  const scoreCells = ({ precision, recall }: (typeof scores)[number]) =>
    [precision, recall].map((value) => numberCell(value, score3(value)));
  return {
    id: 'presidio-verification',
    caption: 'Precision and recall as Presidio’s verify engine defines them, first frame of each file',
    columns: [
      { label: 'File', numeric: false },
      { label: 'Texts', numeric: true },
      { label: 'Taken for patient data', numeric: true, hint: 'After Presidio’s removal of duplicates' },
      { label: 'Precision', numeric: true },
      { label: 'Recall', numeric: true },
    ],
    rows: [
      ...rows.map(({ name, texts, evaluation: found, code }, i) => [
        textCell(name),
        numberCell(texts, String(texts)),
        found ? numberCell(found.positives.length, String(found.positives.length)) : emptyCell(code),
        ...scoreCells(scores[i]),
      ]),
      [textCell('mean of the files'), emptyCell(), emptyCell(), ...scoreCells(meanScore(scores))],
    ],
  };
}
