import { readFrame } from '../dicom/frames';
import { type DicomFile, openDicom } from '../dicom/open';
import { displayedRgb } from '../dicom/views';

/** One frame as a viewer shows it first, as a PNG: 8 bit, grey or RGB, rows x columns of the frame. */
export async function framePng(file: DicomFile, frameIndex = 0): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const { width, height, channels, data } = displayedRgb(file, await readFrame(file, frameIndex));
  return sharp(data, { raw: { width, height, channels } }).png().toBuffer();
}

/** The same from the bytes of a DICOM file. */
export const picturePng = (bytes: Uint8Array, frameIndex = 0): Promise<Uint8Array> =>
  framePng(openDicom(bytes), frameIndex);
