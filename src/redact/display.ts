import { modalityMapping, voiMappings } from '../dicom/grey';
import type { DicomFile } from '../dicom/open';
import { overlayPlanes } from '../dicom/overlays';
import { asciiValue } from '../dicom/values';

const PRESENTATION_LUT_SHAPE = 0x20500020;

/** Which of two pixel values a viewer shows darker: after the modality LUT, the first window or VOI LUT, and the polarity. */
export function darkerValue(file: DicomFile, frameIndex: number, low: number, high: number): number {
  const image = file.image!;
  const modality = modalityMapping(file, image, frameIndex);
  const [voi] = voiMappings(file, image, frameIndex);
  const difference = (map: (value: number) => number): number => map(high) - map(low);
  // Where a window shows both alike, the values themselves decide.
  const rise = (voi && difference((value) => voi.level(modality(value)))) || difference(modality);
  // MONOCHROME1 and LUT shape INVERSE say the same thing (PS3.3 C.11.6.1): they do not undo each other.
  const inverse =
    image.photometricInterpretation === 'MONOCHROME1' ||
    asciiValue(file.data, file.dataSet, PRESENTATION_LUT_SHAPE) === 'INVERSE';
  return rise < 0 === inverse ? low : high;
}

/** `overlay:6000`. */
export const overlayName = (group: number): string => `overlay:${group.toString(16)}`;

/** True when an overlay is kept in bits of the pixel data (retired, PS3.5 8.1.2). */
export function hasEmbeddedOverlay(file: DicomFile): boolean {
  return overlayPlanes(file).some(({ data, bitPosition }) => data === undefined && bitPosition > 0);
}

/** Whether pixels have bits beside their value that no view shows: in colour, and in more than 16 bits. Grey ones are read bit by bit. */
export const hasUnreadBits = ({ image, syntax }: DicomFile): boolean =>
  image !== undefined &&
  ['native', 'rle', 'deflate'].includes(syntax.codec) &&
  image.bitsStored < image.bitsAllocated &&
  (image.samplesPerPixel > 1 || image.bitsAllocated > 16);
