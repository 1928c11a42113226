import { deflateRawSync } from 'node:zlib';
import { DeidError, isDeidError } from '../base/errors';
import { joinBytes } from './build';
import type { WriteEdits } from './edits';
import type { DicomFile } from './open';
import { spliceDataSet } from './splice';
import { TAG } from './tags';
import { type Target, writeTargets } from './targets';
import { checkFrames, type FrameDigests, writeCompressed } from './write-compressed';
import { writeNativePixels } from './write-native';

export interface WrittenFile {
  readonly bytes: Uint8Array;
  readonly transferSyntax: string;
}

/**
 * Writes a file with other pixels and attributes. The original bytes are spliced, so whatever is not named stays byte for byte as it
 * is; group lengths, sequence lengths and offset tables around a change follow it. A preamble that is not empty is cleared, because it
 * may describe the file in another format, with offsets that are no longer right.
 *
 * The transfer syntax stays where it can hold the result without further loss (`writeTargets`). Compressed frames are decoded again
 * and compared before the bytes are returned. Throws `DeidError` `ENCODE_FAILED` when no syntax gives the pixels back.
 */
export async function writeDicom(file: DicomFile, edits: WriteEdits): Promise<WrittenFile> {
  const { frames } = edits;
  if (frames === undefined || file.pixelData?.kind !== 'encapsulated') {
    return { bytes: await writeInPlace(file, edits), transferSyntax: file.transferSyntax };
  }
  const causes: unknown[] = [];
  for (const target of writeTargets(file)) {
    try {
      return { bytes: await writeAs(target, file, { ...edits, frames }), transferSyntax: target.syntax.uid };
    } catch (error) {
      if (!isEncodeFailure(error)) throw error;
      causes.push(error);
    }
  }
  throw new DeidError('ENCODE_FAILED', 'no transfer syntax gives the painted pixels back', { cause: causes });
}

const isEncodeFailure = (error: unknown): boolean => isDeidError(error) && error.code === 'ENCODE_FAILED';

async function writeAs(target: Target, file: DicomFile, edits: Required<WriteEdits>): Promise<Uint8Array> {
  const digests: FrameDigests = new Map();
  const own = { ...edits, attributes: edits.attributes.copy(), meta: edits.meta.copy() };
  const memory = await writeCompressed(target, file, own, digests);
  const pieces = spliceDataSet(file.data, file.dataSet, own.attributes);
  const bytes = memory.joinedWith([...headPieces(file, own), ...pieces, trailing(file)]);
  await checkFrames(bytes, digests);
  return bytes;
}

/** Everything but the pixels that were painted stays where it is. */
async function writeInPlace(file: DicomFile, edits: WriteEdits): Promise<Uint8Array> {
  const pieces = spliceDataSet(file.data, file.dataSet, edits.attributes);
  const dataSet = joinBytes([...headPieces(file, edits), ...pieces, trailing(file)]);
  const { pixelData } = file;
  if (edits.frames !== undefined && pixelData?.kind === 'native') {
    const start = headSize(file, edits) + offsetIn(pieces, file.data, pixelData.element.valueStart);
    const value = dataSet.subarray(start, start + pixelData.element.length);
    for (let index = 0; index < file.image!.numberOfFrames; index += 1) {
      const frame = await edits.frames(index);
      if (frame !== undefined) writeNativePixels(value, file, pixelData, frame);
    }
  }
  return file.syntax.deflated ? deflated(dataSet, headSize(file, edits)) : dataSet;
}

/** Preamble, prefix and file meta information. */
function headPieces(file: DicomFile, edits: WriteEdits): Uint8Array[] {
  const { meta, bytes, dataSet } = file;
  const start = meta?.start ?? dataSet.start;
  const prefix = bytes.slice(0, start);
  if (start === 132) prefix.fill(0, 0, 128);
  return meta === undefined ? [prefix] : [prefix, ...spliceDataSet(bytes, meta, edits.meta)];
}

const headSize = (file: DicomFile, edits: WriteEdits): number =>
  headPieces(file, edits).reduce((sum, piece) => sum + piece.length, 0);

/** Zeros behind the last element, if there are any. */
const trailing = (file: DicomFile): Uint8Array => file.data.subarray(file.dataSet.end);

/** Where the byte at `offset` of the original is once the pieces stand in a row. */
function offsetIn(pieces: readonly Uint8Array[], data: Uint8Array, offset: number): number {
  const wanted = data.byteOffset + offset;
  let before = 0;
  for (const piece of pieces) {
    const inside = wanted - piece.byteOffset;
    if (piece.buffer === data.buffer && inside >= 0 && inside < piece.length) return before + inside;
    before += piece.length;
  }
  throw new DeidError('INTERNAL', `element ${TAG.pixelData.toString(16)} was removed and painted`);
}

function deflated(bytes: Uint8Array, dataSetStart: number): Uint8Array {
  const dataSet = deflateRawSync(bytes.subarray(dataSetStart));
  // An even number of bytes (PS3.5 A.5).
  return joinBytes([bytes.subarray(0, dataSetStart), dataSet, new Uint8Array(dataSet.length % 2)]);
}
