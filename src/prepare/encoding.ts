import { encodeFrame } from '../dicom/encode-frame';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { type Element, encodeDicom } from './write-dicom';

/** How a generated file's pixels are stored: PS3.5 A.4.2 (RLE) and A.4.1 (JPEG lossless, process 14, first-order prediction). */
export const ENCODINGS = {
  native: undefined,
  rle: '1.2.840.10008.1.2.5',
  'jpeg-lossless': '1.2.840.10008.1.2.4.70',
} as const;
export type EncodingId = keyof typeof ENCODINGS;

/** The bytes of a file; compressed frames are made from the native ones and hold the same samples. */
export async function encodeFile(elements: readonly Element[], encoding: EncodingId): Promise<Uint8Array> {
  const native = encodeDicom(elements);
  if (encoding === 'native') return native;
  const file = openDicom(native);
  const frames: Uint8Array[] = [];
  for (let frame = 0; frame < file.image!.numberOfFrames; frame++) {
    frames.push(await encodeFrame(encoding, file.image!, await readFrame(file, frame)));
  }
  const rest = elements.filter(([tag]) => tag !== 0x7fe00010);
  return encodeDicom(rest, { transferSyntax: ENCODINGS[encoding], frames });
}
