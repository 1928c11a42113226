import type { Box } from '../base/geometry';
import type { DataSet } from '../dicom/elements';
import { readFrame, type StoredFrame } from '../dicom/frames';
import { type DicomFile, openDicom } from '../dicom/open';
import { groupOf, TAG, type Tag, tagHex } from '../dicom/tags';
import { displayedRgb } from '../dicom/views';
import { type RedactedFile, redactFile } from './redact';

/** What a redaction did to a file, found by reading the result again. */
export interface RoundTrip {
  readonly input: DicomFile;
  readonly output: DicomFile;
  readonly redacted: RedactedFile;
  /** The box that was painted, on the first and the last frame. */
  readonly box: Box;
  /** Complaints about the pixels; empty when all is right. */
  readonly pixels: readonly string[];
  /** Elements that changed, went or came, as `path` of tags and item numbers, without those that a redaction has to change. */
  readonly elements: readonly string[];
}

/** Redacts the middle of the first and the last frame, keeps the header, and compares input and output. */
export async function roundTrip(bytes: Uint8Array): Promise<RoundTrip> {
  const input = openDicom(bytes);
  const image = input.image!;
  const middle: Box = {
    left: Math.floor(image.columns / 4),
    top: Math.floor(image.rows / 4),
    right: Math.floor(image.columns / 2) + 1,
    bottom: Math.floor(image.rows / 2) + 1,
  };
  const painted = [...new Set([0, image.numberOfFrames - 1])];
  const redacted = await redactFile(input, [{ frameIndices: painted, boxes: [middle] }], {
    grow: 1,
    headerProfile: 'keep',
  });
  const output = openDicom(redacted.bytes);
  const box = redacted.boxes.get(0)![0];
  const pixels = await comparePixels(input, output, box, new Set(painted));
  return { input, output, redacted, box, pixels, elements: compareElements(input, output) };
}

async function comparePixels(
  input: DicomFile,
  output: DicomFile,
  box: Box,
  painted: ReadonlySet<number>,
): Promise<readonly string[]> {
  const count = input.image!.numberOfFrames;
  if (output.image?.numberOfFrames !== count) return ['the number of frames changed'];
  const complaints: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const after = await readFrame(output, index);
    const before = inColoursOf(after, input, await readFrame(input, index));
    complaints.push(...compareFrames(before, after, painted.has(index) ? box : undefined));
  }
  return complaints;
}

/** The YCbCr of a JPEG stream is written as RGB: the colours that a viewer shows are compared then. */
function inColoursOf(after: StoredFrame, file: DicomFile, before: StoredFrame): StoredFrame {
  const recoloured = before.photometricInterpretation === 'YBR_FULL' && after.photometricInterpretation === 'RGB';
  if (!recoloured) return before;
  return { ...before, samples: displayedRgb(file, before).data, photometricInterpretation: 'RGB' };
}

function compareFrames(before: StoredFrame, after: StoredFrame, box: Box | undefined): readonly string[] {
  const name = `frame ${before.frameIndex}`;
  const { columns, samplesPerPixel } = before;
  if (after.columns !== columns || after.samples.length !== before.samples.length) return [`${name}: other size`];
  if (after.photometricInterpretation !== before.photometricInterpretation) return [`${name}: other colour space`];
  let outside = 0;
  const inside = Array.from({ length: samplesPerPixel }, () => new Set<number>());
  for (let y = 0; y < before.rows; y += 1) {
    const inRow = box !== undefined && y >= box.top && y < box.bottom;
    for (let x = 0; x < columns; x += 1) {
      const at = (y * columns + x) * samplesPerPixel;
      const painted = inRow && x >= box.left && x < box.right;
      for (let sample = 0; sample < samplesPerPixel; sample += 1) {
        if (painted) inside[sample].add(after.samples[at + sample]);
        else if (before.samples[at + sample] !== after.samples[at + sample]) outside += 1;
      }
    }
  }
  const uneven = box !== undefined && inside.some((values) => values.size !== 1);
  return [
    ...(outside > 0 ? [`${name}: ${outside} samples outside the box changed`] : []),
    ...(uneven ? [`${name}: the box is not uniform`] : []),
  ];
}

/** Tags that a redaction may change, as eight hex digits, for other readers to leave out of a comparison. */
export const changingTags = (): readonly string[] => [...MUST_CHANGE, ...WITH_SYNTAX, ...LOSS].map(tagHex);

/** What a redaction that keeps the header has to change (PS3.3 C.7.6.1, C.12.1; PS3.15 E). */
const MUST_CHANGE = new Set<Tag>([
  TAG.pixelData,
  TAG.extendedOffsetTable,
  TAG.extendedOffsetTableLengths,
  0x00020003, // MediaStorageSOPInstanceUID
  0x00080008, // ImageType
  0x00080018, // SOPInstanceUID
  0x00089007, // FrameType
  0x00120063, // DeidentificationMethod
  0x00120064, // DeidentificationMethodCodeSequence
  0x00880200, // IconImageSequence
  0x4ffe0001, // MACParametersSequence
  0xfffafffa, // DigitalSignaturesSequence
  0xfffcfffc, // DataSetTrailingPadding
]);
/** Loss that was not on record: a lossy stream under a lossless syntax, or a syntax that said it alone. */
const LOSS = new Set<Tag>([TAG.lossyImageCompression, 0x00282112, 0x00282114]);
/** What another transfer syntax brings with it. */
const WITH_SYNTAX = new Set<Tag>([TAG.transferSyntaxUID, TAG.photometricInterpretation, TAG.planarConfiguration]);

function compareElements(input: DicomFile, output: DicomFile): readonly string[] {
  const otherSyntax = input.transferSyntax !== output.transferSyntax;
  // Colour is written with the reversible transform, whatever it was written with before.
  const recoloured = input.syntax.codec === 'jpeg-2000' || input.syntax.codec === 'htj2k';
  const oldUid = Buffer.from(input.sopInstanceUID, 'latin1');
  const before = new Map([...flatten(input.bytes, input.meta), ...flatten(input.data, input.dataSet)]);
  const after = new Map([...flatten(output.bytes, output.meta), ...flatten(output.data, output.dataSet)]);
  const different = [...new Set([...before.keys(), ...after.keys()])].filter((path) => {
    const tags = path.split('/').map((part) => Number.parseInt(part.slice(0, 8), 16));
    if (tags.some((tag) => MUST_CHANGE.has(tag) || (otherSyntax && WITH_SYNTAX.has(tag)))) return false;
    if (input.image!.lossy && LOSS.has(tags[0])) return false;
    if (recoloured && tags[0] === TAG.photometricInterpretation) return false;
    const [old, now] = [before.get(path), after.get(path)];
    if (old !== undefined && now !== undefined && old.equals(now)) return false;
    // Group lengths count what changed; overlays lose bits; references to the instance itself follow its new UID.
    const tag = tags[tags.length - 1];
    const follows = old?.includes(oldUid) === true && oldUid.length > 0;
    return !((tag & 0xffff) === 0 || (groupOf(tag) >>> 8 === 0x60 && (tag & 0xffff) === 0x3000) || follows);
  });
  return different.map((path) => (before.has(path) ? (after.has(path) ? path : `${path} gone`) : `${path} new`));
}

/** The raw bytes of every element, header included; those of sequences without their items, which follow on their own. */
function* flatten(data: Uint8Array, dataSet: DataSet | undefined, prefix = ''): Generator<[string, Buffer]> {
  for (const element of dataSet?.elements ?? []) {
    const path = prefix + tagHex(element.tag);
    const end = element.items === undefined ? element.end : element.lengthStart;
    yield [path, Buffer.from(data.subarray(element.start, end))];
    for (const [i, item] of (element.items ?? []).entries()) yield* flatten(data, item.dataSet, `${path}[${i}]/`);
  }
}
