import { type DataSet, findElement } from '../dicom/elements';
import type { DicomFile } from '../dicom/open';
import { groupOf, TAG } from '../dicom/tags';
import { asciiValue, decimalStrings, short, shorts } from '../dicom/values';

const PRESENTATION_LUT_SHAPE = 0x20500020;

/** True when larger stored values are displayed darker: MONOCHROME1, a negative slope, a falling LUT or an inverse LUT shape. */
export function greyIsInverse(file: DicomFile): boolean {
  const { data, dataSet } = file;
  const [slope = 1] = decimalStrings(data, dataSet, TAG.rescaleSlope);
  // MONOCHROME1 and LUT shape INVERSE say the same thing (PS3.3 C.11.6.1), they do not undo each other.
  const turned =
    file.image!.photometricInterpretation === 'MONOCHROME1' ||
    asciiValue(data, dataSet, PRESENTATION_LUT_SHAPE) === 'INVERSE';
  const turns = [turned, slope < 0, fallingLut(file, TAG.modalityLutSequence), fallingLut(file, TAG.voiLutSequence)];
  return turns.filter(Boolean).length % 2 === 1;
}

function fallingLut(file: DicomFile, tag: number): boolean {
  const item = findElement(file.dataSet, tag)?.items?.[0]?.dataSet;
  if (item === undefined) return false;
  const entries = shorts(file.data, item, TAG.lutData);
  return entries.length > 1 && entries[entries.length - 1] < entries[0];
}

const OVERLAY_BIT_POSITION = 0x0102;
const OVERLAY_DATA = 0x3000;

/** Groups 6000 to 601E of the data set. */
export function overlayGroups(dataSet: DataSet): readonly number[] {
  const groups = new Set(dataSet.elements.map(({ tag }) => groupOf(tag)));
  return [...groups].filter((group) => group >= 0x6000 && group <= 0x601e && group % 2 === 0);
}

export const overlayTag = (group: number, element: number): number => group * 0x10000 + element;

/** `overlay:6000`. */
export const overlayName = (group: number): string => `overlay:${group.toString(16)}`;

/** Groups of overlays that are kept in bits of the pixel data (retired, PS3.5 8.1.2). */
export function highBitOverlays(file: DicomFile): readonly number[] {
  return overlayGroups(file.dataSet).filter(
    (group) =>
      findElement(file.dataSet, overlayTag(group, OVERLAY_DATA)) === undefined &&
      (short(file.data, file.dataSet, overlayTag(group, OVERLAY_BIT_POSITION)) ?? 0) > 0,
  );
}
