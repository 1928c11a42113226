import { readFrame } from '../dicom/frames';
import { type DicomFile, openDicom } from '../dicom/open';
import { displayedRgb } from '../dicom/views';

/** One frame as a viewer shows it first: 8 bit, grey or RGB, rows x columns of the frame. */
export type FramePicture = ReturnType<typeof displayedRgb>;

/** The picture of a frame from the bytes of a DICOM file. */
export async function framePicture(bytes: Uint8Array, frameIndex = 0): Promise<FramePicture> {
  const file = openDicom(bytes);
  return displayedRgb(file, await readFrame(file, frameIndex));
}

/** The same as a PNG. */
export const picturePng = async (bytes: Uint8Array, frameIndex = 0): Promise<Uint8Array> =>
  encode(await framePicture(bytes, frameIndex));

/** A frame of an open file as a PNG. */
export const framePng = async (file: DicomFile, frameIndex = 0): Promise<Uint8Array> =>
  encode(displayedRgb(file, await readFrame(file, frameIndex)));

async function encode({ width, height, channels, data }: FramePicture): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 3 }).toBuffer();
}
