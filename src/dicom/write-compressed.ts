import { createHash } from 'node:crypto';
import { DeidError, isDeidError } from '../base/errors';
import { encodeHeader, encodeItemHeader } from './build';
import { toRgb } from './colour';
import type { WriteEdits } from './edits';
import { findElement } from './elements';
import { encapsulate, type FrameFragments } from './encapsulate';
import { encodeFrame, type LosslessCodec, sampleBytes } from './encode-frame';
import { readFrame, type StoredFrame } from './frames';
import { GrowingBytes } from './growing-bytes';
import { bytesPerSample, samplesPerFrame } from './image';
import { type DicomFile, openDicom } from './open';
import { TAG } from './tags';
import { type Target, writtenPhotometric } from './targets';
import { asciiValue } from './values';

/** What each newly encoded frame must decode to. */
export type FrameDigests = Map<number, string>;

interface Job {
  readonly file: DicomFile;
  readonly edits: Required<WriteEdits>;
  readonly digests: FrameDigests;
  /** Where the frames are collected, and then the whole file is made. */
  readonly memory: GrowingBytes;
}

/** Frames that are encoded anew may come out larger than they were, and the other elements need room, too. */
const roomFor = (length: number): number => Math.ceil(length * 1.125) + 65536;

/**
 * Puts the pixel data of a compressed file, painted and encoded for `target`, into `edits`, with the attributes that describe them.
 * Returns the memory that holds the frames. Throws `DeidError` `ENCODE_FAILED`.
 */
export async function writeCompressed(
  target: Target,
  file: DicomFile,
  edits: Required<WriteEdits>,
  digests: FrameDigests,
): Promise<GrowingBytes> {
  const { codec } = target;
  const image = file.image!;
  const native = samplesPerFrame(image) * bytesPerSample(image) * image.numberOfFrames;
  const memory = new GrowingBytes(roomFor(codec === undefined ? native : file.pixelData!.element.length));
  const job = { file, edits, digests, memory };
  const photometric =
    codec === undefined ? await writeUncompressed(target, job) : await writeFragments(target, codec, job);
  if (photometric !== undefined) describePixels(target, file, edits, photometric);
  return memory;
}

/** Returns the colour space of the new frames, or `undefined` when there are none. */
async function writeFragments(target: Target, codec: LosslessCodec, job: Job): Promise<string | undefined> {
  const { file, edits, digests, memory } = job;
  const sizes: number[] = [];
  let photometric: string | undefined;
  for (let index = 0; index < file.image!.numberOfFrames; index += 1) {
    const painted = await edits.frames(index);
    if (painted === undefined && target.keepsFrames) {
      sizes.push(memory.append(...originalFrame(file, index)));
      continue;
    }
    const frame = inWrittenColours(target, file, painted ?? (await readFrame(file, index)));
    digests.set(index, digest(frame));
    photometric = sameColours(photometric, writtenPhotometric(target, frame.photometricInterpretation));
    const fragment = await encodeFrame(codec, file.image!, frame);
    sizes.push(memory.append(encodeItemHeader(fragment.length, true), fragment));
  }
  putFragments(file, edits, { bytes: memory.bytes, sizes });
  return photometric;
}

/**
 * A frame as another transfer syntax holds it: RGB, for the YCbCr of a JPEG stream has no place in the objects that JPEG was written for
 * (ultrasound takes YBR_FULL by plane only), and readers of the lossless syntaxes expect RGB. Colours are rounded as a viewer rounds them.
 */
function inWrittenColours(target: Target, file: DicomFile, frame: StoredFrame): StoredFrame {
  const { image, transferSyntax } = file;
  const stays = target.syntax.uid === transferSyntax || frame.photometricInterpretation !== 'YBR_FULL';
  if (stays || image?.bitsStored !== 8 || image.bitsAllocated !== 8) return frame;
  return { ...frame, samples: toRgb(file, image, frame, frame.samples), photometricInterpretation: 'RGB' };
}

/** One label has to do for all frames. */
function sameColours(before: string | undefined, now: string): string {
  if (before !== undefined && before !== now) {
    throw new DeidError('CODESTREAM_MISMATCH', 'the compressed frames are not all of one colour space');
  }
  return now;
}

/** The fragments of a frame with their item headers. */
function originalFrame({ data, pixelData }: DicomFile, index: number): readonly Uint8Array[] {
  if (pixelData?.kind !== 'encapsulated') return [];
  return pixelData.frames[index].map(({ start, valueStart, length }) => data.subarray(start, valueStart + length));
}

function putFragments(file: DicomFile, edits: Required<WriteEdits>, frames: FrameFragments): void {
  const { element } = file.pixelData!;
  const extended = findElement(file.dataSet, TAG.extendedOffsetTable) !== undefined;
  const hadTable = (element.fragments?.[0]?.length ?? 0) > 0;
  const written = encapsulate(frames, element, file.data, !extended && (hadTable || frames.sizes.length > 1));
  edits.attributes.replaceBytes(element, written.element);
  if (!extended) return;
  const set = (tag: number, value: Uint8Array) => edits.attributes.set(file.dataSet, { tag, vr: 'OV', value });
  set(TAG.extendedOffsetTable, written.extendedOffsets);
  set(TAG.extendedOffsetTableLengths, written.extendedLengths);
}

async function writeUncompressed(target: Target, { file, edits, digests, memory }: Job): Promise<string | undefined> {
  const { numberOfFrames, bitsAllocated } = file.image!;
  let photometric: string | undefined;
  let size = 0;
  for (let index = 0; index < numberOfFrames; index += 1) {
    const frame = inWrittenColours(target, file, (await edits.frames(index)) ?? (await readFrame(file, index)));
    size += memory.append(sampleBytes(frame));
    digests.set(index, digest(frame));
    photometric = sameColours(photometric, frame.photometricInterpretation);
  }
  if (size % 2 === 1) size += memory.append(new Uint8Array(1));
  const header = encodeHeader(TAG.pixelData, bitsAllocated > 8 ? 'OW' : 'OB', size, file.dataSet.encoding);
  edits.attributes.replaceBytes(file.pixelData!.element, [header, memory.bytes]);
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
  const lacks = (tag: number) => asciiValue(file.data, dataSet, tag) === '';
  if (method !== undefined && lacks(LOSSY_METHOD)) set(LOSSY_METHOD, 'CS', method);
  if (lacks(LOSSY_RATIO)) set(LOSSY_RATIO, 'DS', compressionRatio(file).toFixed(2));
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
