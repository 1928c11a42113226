import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeidError } from '../base/errors';
import { readFrame } from './frames';
import { headerValues } from './header';
import { openDicom } from './open';
import { sampleValues } from './samples';
import { TRANSFER_SYNTAXES } from './transfer-syntax';
import { displayedRgb, frameViews } from './views';

/** What is used of a record in the corpus's `manifest.json`. */
interface CorpusRecord {
  readonly file: string;
  readonly transferSyntax?: string | null;
  readonly ref?: { readonly sha256?: string; readonly rgbSha256?: string };
  readonly expect: {
    readonly kind: 'decode' | 'refuse' | 'pass' | 'refuse-or-decode' | 'refuse-or-pass';
    readonly code: string | null;
    readonly referenceUsable?: boolean;
    readonly compare?: string;
  };
}

/**
 * - `exact`: every sample as in the reference; `decoded`: there is no reference to compare with
 * - `no-pixel-data`: nothing to decode
 * - `refused`: a named refusal, its code is `code`
 * - `wrong`: other samples than the reference, or an error that is no named refusal
 */
export type CorpusOutcome = 'exact' | 'decoded' | 'no-pixel-data' | 'refused' | 'wrong';

export interface CorpusRow {
  readonly file: string;
  /** By name; `none` when the file has none. */
  readonly transferSyntax: string;
  readonly outcome: CorpusOutcome;
  readonly code?: string;
  /** Whether that is what the manifest asks for. */
  readonly asExpected: boolean;
  /** The colours of the default view against the reference's, where it has them. */
  readonly rgb?: 'exact' | 'wrong';
}

/** Reads every file of a corpus folder (with `manifest.json`) completely: elements, header values, frames, and views of the first frame. */
export async function checkCorpus(folder: string): Promise<readonly CorpusRow[]> {
  const records = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as readonly CorpusRecord[];
  const rows: CorpusRow[] = [];
  for (const record of records) rows.push(await checkFile(folder, record));
  return rows;
}

async function checkFile(folder: string, record: CorpusRecord): Promise<CorpusRow> {
  const uid = record.transferSyntax;
  const name = uid ? (TRANSFER_SYNTAXES.get(uid)?.name ?? uid) : 'none';
  const base = { file: record.file, transferSyntax: name };
  try {
    const { outcome, rgb } = await decodeAll(readFileSync(join(folder, record.file)), record);
    return { ...base, outcome, asExpected: expected(record, outcome), ...(rgb && { rgb }) };
  } catch (error) {
    const outcome = isDeidError(error) ? 'refused' : 'wrong';
    const code = isDeidError(error) ? error.code : String(error);
    return { ...base, outcome, code, asExpected: expected(record, outcome, code) };
  }
}

async function decodeAll(bytes: Uint8Array, record: CorpusRecord): Promise<Pick<CorpusRow, 'outcome' | 'rgb'>> {
  const file = openDicom(bytes);
  headerValues(file);
  const { image } = file;
  if (image === undefined) return { outcome: 'no-pixel-data' };
  const samplesHash = createHash('sha256');
  const rgbHash = createHash('sha256');
  const wantsRgb = record.ref?.rgbSha256 !== undefined;
  for (let i = 0; i < image.numberOfFrames; i += 1) {
    const stored = await readFrame(file, i);
    // Some references are masked to BitsStored.
    const samples = record.expect.compare === undefined ? stored.samples : sampleValues(image, stored.samples);
    samplesHash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    if (wantsRgb) rgbHash.update(displayedRgb(file, stored).data);
    if (i === 0) frameViews(file, stored, 'all');
  }
  const { ref, expect } = record;
  const rgb = wantsRgb ? (rgbHash.digest('hex') === ref?.rgbSha256 ? 'exact' : 'wrong') : undefined;
  const known = ref?.sha256 !== undefined && expect.referenceUsable === true;
  const outcome = !known ? 'decoded' : samplesHash.digest('hex') === ref?.sha256 ? 'exact' : 'wrong';
  return rgb === undefined ? { outcome } : { outcome, rgb };
}

function expected({ expect }: CorpusRecord, outcome: CorpusOutcome, code?: string): boolean {
  const refused = outcome === 'refused' && code === expect.code;
  const decoded = outcome === (expect.referenceUsable ? 'exact' : 'decoded');
  switch (expect.kind) {
    case 'decode':
      return decoded;
    case 'refuse':
      return refused;
    case 'pass':
      return outcome === 'no-pixel-data';
    case 'refuse-or-pass':
      return refused || outcome === 'no-pixel-data';
    default:
      return refused || decoded || (!expect.referenceUsable && outcome === 'no-pixel-data');
  }
}

const OUTCOMES: readonly CorpusOutcome[] = ['exact', 'decoded', 'no-pixel-data', 'refused', 'wrong'];

/** The table by transfer syntax, in Markdown: files, and how many came out in which way. */
export function corpusTable(rows: readonly CorpusRow[]): string {
  const names = [...new Set(rows.map((row) => row.transferSyntax))].sort();
  const line = (name: string, some: readonly CorpusRow[]): string => {
    const counts = OUTCOMES.map((outcome) => some.filter((row) => row.outcome === outcome).length);
    const codes = [...new Set(some.flatMap((row) => (row.code === undefined ? [] : [row.code])))].sort();
    return `| ${[name, some.length, ...counts, codes.join(', ')].join(' | ')} |`;
  };
  return [
    `| transfer syntax | files | ${OUTCOMES.join(' | ')} | refused with |`,
    `|---|${'---:|'.repeat(OUTCOMES.length + 1)}---|`,
    ...names.map((name) =>
      line(
        name,
        rows.filter((row) => row.transferSyntax === name),
      ),
    ),
    line('**all**', rows),
    '',
  ].join('\n');
}
