import { createHash } from 'node:crypto';
import { DeidError, isDeidError } from '../base/errors';
import { encodeElement } from './build';
import type { WriteEdits } from './edits';
import { findElement } from './elements';
import { encapsulate, type FramePieces, oneFragment } from './encapsulate';
import { encodeFrame, type LosslessCodec, sampleBytes } from './encode-frame';
import { readFrame, type StoredFrame } from './frames';
import { type DicomFile, openDicom } from './open';
import { TAG } from './tags';
import { type Target, writtenPhotometric } from './targets';
import { asciiValue } from './values';

/** What each newly encoded frame must decode to. */
export type FrameDigests = Map<number, string>;

/**
 * Puts the pixel data of a compressed file, painted and encoded for `target`, into `edits`, with the attributes that describe them.
 * Throws `DeidError` `ENCODE_FAILED`.
 */
export async function writeCompressed(
  target: Target,
  file: DicomFile,
  edits: Required<WriteEdits>,
  digests: FrameDigests,
): Promise<void> {
  const photometric =
    target.codec === undefined
      ? await writeUncompressed(file, edits, digests)
      : await writeFragments(target, target.codec, file, edits, digests);
  if (photometric !== undefined) describePixels(target, file, edits, photometric);
}

/** Returns the colour space of the new frames, or `undefined` when there are none. */
async function writeFragments(
  target: Target,
  codec: LosslessCodec,
  file: DicomFile,
  edits: Required<WriteEdits>,
  digests: FrameDigests,
): Promise<string | undefined> {
  const frames: FramePieces[] = [];
  let photometric: string | undefined;
  for (let index = 0; index < file.image!.numberOfFrames; index += 1) {
    const painted = await edits.frames(index);
    if (painted === undefined && target.keepsFrames) {
      frames.push(originalFrame(file, index));
      continue;
    }
    const frame = painted ?? (await readFrame(file, index));
    digests.set(index, digest(frame));
    photometric = writtenPhotometric(target, frame.photometricInterpretation);
    frames.push(oneFragment(await encodeFrame(codec, file.image!, frame)));
  }
  putFragments(file, edits, frames);
  return photometric;
}

function originalFrame(file: DicomFile, index: number): FramePieces {
  const { pixelData } = file;
  if (pixelData?.kind !== 'encapsulated') return [];
  return pixelData.frames[index].map(({ start, valueStart, length }) => file.data.subarray(start, valueStart + length));
}

function putFragments(file: DicomFile, edits: Required<WriteEdits>, frames: readonly FramePieces[]): void {
  const { element } = file.pixelData!;
  const extended = findElement(file.dataSet, TAG.extendedOffsetTable) !== undefined;
  const hadTable = (element.fragments?.[0]?.length ?? 0) > 0;
  const written = encapsulate(frames, element, file.data, !extended && (hadTable || frames.length > 1));
  edits.attributes.replaceBytes(element, written.element);
  if (!extended) return;
  const set = (tag: number, value: Uint8Array) => edits.attributes.set(file.dataSet, { tag, vr: 'OV', value });
  set(TAG.extendedOffsetTable, written.extendedOffsets);
  set(TAG.extendedOffsetTableLengths, written.extendedLengths);
}

async function writeUncompressed(file: DicomFile, edits: Required<WriteEdits>, digests: FrameDigests): Promise<string> {
  const { numberOfFrames, bitsAllocated } = file.image!;
  let value: Uint8Array | undefined;
  let photometric = '';
  for (let index = 0; index < numberOfFrames; index += 1) {
    const frame = (await edits.frames(index)) ?? (await readFrame(file, index));
    const bytes = sampleBytes(frame);
    const size = bytes.length * numberOfFrames;
    value ??= new Uint8Array(size + (size % 2));
    value.set(bytes, index * bytes.length);
    digests.set(index, digest(frame));
    photometric = frame.photometricInterpretation;
  }
  const vr = bitsAllocated > 8 ? 'OW' : 'OB';
  const { encoding } = file.dataSet;
  edits.attributes.replaceBytes(file.pixelData!.element, [
    encodeElement({ tag: TAG.pixelData, vr, value: value! }, encoding),
  ]);
  edits.attributes.removeTag(file.dataSet, TAG.extendedOffsetTable);
  edits.attributes.removeTag(file.dataSet, TAG.extendedOffsetTableLengths);
  return photometric;
}

const LOSSY_METHODS: Readonly<Record<string, string>> = {
  jpeg: 'ISO_10918_1',
  'jpeg-lossless': 'ISO_10918_1',
  'jpeg-ls': 'ISO_14495_1',
  'jpeg-2000': 'ISO_15444_1',
  htj2k: 'ISO_15444_15',
};

/** Attributes that describe the pixel data (PS3.3 C.7.6.3, C.7.6.1.1.5). Loss in the past stays on record. */
function describePixels(target: Target, file: DicomFile, edits: Required<WriteEdits>, photometric: string): void {
  const image = file.image!;
  const { dataSet } = file;
  const set = (tag: number, vr: string, value: string | readonly number[]) =>
    edits.attributes.set(dataSet, { tag, vr, value });
  if (photometric !== image.photometricInterpretation) set(TAG.photometricInterpretation, 'CS', photometric);
  if (target.syntax.uid !== file.transferSyntax) {
    if (file.meta !== undefined) {
      edits.meta.set(file.meta, { tag: TAG.transferSyntaxUID, vr: 'UI', value: target.syntax.uid });
    }
    if (image.samplesPerPixel > 1) set(TAG.planarConfiguration, 'US', [0]);
  }
  if (!image.lossy || target.syntax.lossy) return;
  if (asciiValue(file.data, dataSet, TAG.lossyImageCompression) === '01') return;
  set(TAG.lossyImageCompression, 'CS', '01');
  const method = LOSSY_METHODS[file.syntax.codec];
  if (method !== undefined && findElement(dataSet, LOSSY_METHOD) === undefined) set(LOSSY_METHOD, 'CS', method);
  if (findElement(dataSet, LOSSY_RATIO) === undefined) set(LOSSY_RATIO, 'DS', compressionRatio(file).toFixed(2));
}

const LOSSY_RATIO = 0x00282112;
const LOSSY_METHOD = 0x00282114;

function compressionRatio(file: DicomFile): number {
  const image = file.image!;
  const pixels = image.rows * image.columns * image.samplesPerPixel * image.numberOfFrames;
  return (pixels * image.bitsAllocated) / 8 / Math.max(1, file.pixelData!.element.length);
}

const digest = (frame: StoredFrame): string => createHash('sha256').update(sampleBytes(frame)).digest('hex');

/** Reads newly encoded frames back. Throws `DeidError` `ENCODE_FAILED` when one differs from what was to be written. */
export async function checkFrames(bytes: Uint8Array, digests: FrameDigests): Promise<void> {
  try {
    const written = openDicom(bytes);
    for (const [index, expected] of digests) {
      if (digest(await readFrame(written, index)) !== expected) {
        throw new DeidError('ENCODE_FAILED', `frame ${index} does not decode to what was encoded`);
      }
    }
  } catch (cause) {
    if (isDeidError(cause) && cause.code === 'ENCODE_FAILED') throw cause;
    throw new DeidError('ENCODE_FAILED', 'the written file cannot be read back', { cause });
  }
}
