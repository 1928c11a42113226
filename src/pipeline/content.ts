import { type DataSet, type DicomElement, findElement } from '../dicom/elements';
import { decodedTexts } from '../dicom/header';
import type { DicomFile } from '../dicom/open';
import { openDicom } from '../dicom/open';
import { headerResidue } from '../dicom/profile-check';
import { someElement, visitElements } from '../dicom/references';
import { TAG } from '../dicom/tags';
import { asciiValues } from '../dicom/values';
import { findPhi } from '../phi/find';
import { pageOf } from '../phi/text-page';
import { redactFile } from '../redact/redact';
import { contextOf } from './find';
import { type Pipeline, redactOptions } from './open';
import type { FileOutcome } from './outcome';

/** Objects without pixels: presentation states, waveforms, plans, reports, documents. */

const CONTENT_SEQUENCE = 0x0040a730;
/** PDF, CDA, STL ..., and drawings of implants. */
const DOCUMENTS: ReadonlySet<number> = new Set([0x00420011, 0x00686300]);
const STANDARD = '1.2.840.10008.';
const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';
/** Basic voice and general audio waveforms: somebody speaks. */
const AUDIO = '1.2.840.10008.5.1.4.1.1.9.4.';
/** Stands in place of what was taken out of a text. */
const GAP = '***';

type ContentOutcome = Pick<FileOutcome, 'status' | 'error' | 'bytes' | 'carriers' | 'verification'>;

/**
 * A file without pixels. Under the header profile `basic` it is released where the profile covers all that is in it (PS3.15 E.1); the
 * texts of structured reports are cleaned by the finders if the pipeline's `documents` says so. Everything else is quarantined with the
 * reason: its header clean, its content as it came, and not called free of identities. Under `keep` nothing can be said of it: `no-pixels`.
 */
export async function processContent(pipeline: Pipeline, file: DicomFile): Promise<ContentOutcome> {
  if (pipeline.options.headerProfile === 'keep') return refused('no-pixels', 'NO_PIXEL_DATA', undefined);
  const reason = unreadReason(file);
  const isReport = reason === 'TEXT_NOT_READ' && pipeline.options.documents === 'clean';
  if (reason !== undefined && !isReport) {
    const { bytes } = await redactFile(file, [], { ...redactOptions(pipeline), keepContent: true });
    return refused('quarantined', reason, bytes);
  }
  const content = isReport ? { content: await cleanedTexts(pipeline, file) } : {};
  const { bytes, carriers } = await redactFile(file, [], { ...redactOptions(pipeline), ...content });
  if (headerResidue(openDicom(bytes)).attributes.length > 0) return refused('quarantined', 'HEADER_RESIDUE', bytes);
  const verification = { engine: 'header', passes: 1, views: 0, findings: [] };
  return { status: 'done', bytes, carriers, verification };
}

const refused = (status: 'no-pixels' | 'quarantined', code: string, bytes: Uint8Array | undefined): ContentOutcome => ({
  status,
  error: { stage: status === 'no-pixels' ? 'open' : 'content', code },
  bytes,
  carriers: [],
  verification: undefined,
});

/** Why the header profile is not enough; `undefined` where it is. */
function unreadReason({ dataSet, sopClassUID }: DicomFile): string | undefined {
  if (someElement(dataSet, ({ tag, length }) => DOCUMENTS.has(tag) && length > 0)) return 'DOCUMENT_NOT_READ';
  if (sopClassUID.startsWith(AUDIO)) return 'SOUND_NOT_HEARD';
  if (!sopClassUID.startsWith(STANDARD)) return 'CONTENT_UNKNOWN';
  // The profile empties a key object's note, and its references follow the new UIDs.
  if (sopClassUID === KEY_OBJECT_SELECTION) return undefined;
  return findElement(dataSet, CONTENT_SEQUENCE) === undefined ? undefined : 'TEXT_NOT_READ';
}

/** The text values of a report without what the finders take for patient data in them; those that are not plain ASCII are left out. */
async function cleanedTexts(pipeline: Pipeline, file: DicomFile): Promise<ReadonlyMap<DicomElement, string>> {
  const context = contextOf(pipeline, file);
  const cleaned = new Map<DicomElement, string>();
  const report = findElement(file.dataSet, CONTENT_SEQUENCE)?.items ?? [];
  for (const element of report.flatMap(({ dataSet }) => textElements(dataSet))) {
    const [text = ''] = decodedTexts(file.data, element, characterSetAt(file, element.parent));
    const lines = text.split(/\r?\n/);
    const found = [];
    for (const line of lines) found.push(await withoutPhi(line.replaceAll('\t', ' '), context));
    const whole = found.join('\r\n');
    if (/^[ -~\r\n]*$/.test(whole)) cleaned.set(element, whole);
  }
  return cleaned;
}

function textElements(dataSet: DataSet): readonly DicomElement[] {
  const found: DicomElement[] = [];
  visitElements(dataSet, (element) => {
    if (element.tag === TAG.textValue && element.items === undefined && element.length > 0) found.push(element);
    return true;
  });
  return found;
}

/** The character set of the nearest data set around an element that declares one. */
function characterSetAt(file: DicomFile, dataSet: DataSet): readonly string[] {
  for (let at: DataSet | undefined = dataSet; at !== undefined; at = at.item?.sequence.parent) {
    if (findElement(at, TAG.specificCharacterSet)) return asciiValues(file.data, at, TAG.specificCharacterSet);
  }
  return [];
}

async function withoutPhi(text: string, context: Parameters<typeof findPhi>[1]): Promise<string> {
  const page = pageOf(text);
  const spans = await findPhi(page, context);
  let rest = '';
  let from = 0;
  const pieces = spans.flatMap(({ start, end, rest: more = [] }) => [{ start, end }, ...more]);
  for (const { start, end } of pieces.sort((a, b) => a.start - b.start)) {
    if (start >= from) rest += `${page.text.slice(from, start)}${GAP}`;
    from = Math.max(from, end);
  }
  return rest + page.text.slice(from);
}
