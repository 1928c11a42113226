import type { DataSet } from './elements';
import { frameDataSet, sequenceItems } from './functional-groups';
import type { ImageInfo } from './image';
import { type Lut, lookUp, readItemLut } from './lut';
import type { DicomFile } from './open';
import { TAG } from './tags';
import { asciiValue, asciiValues, decimalOf, decimalStrings } from './values';

/** A function from pixel values to something else, applied before a display. */
export type Mapping = (value: number) => number;

/** One way to display grey values that the file itself asks for. `level` gives 0 to 1 for a modality value. */
export interface Voi {
  readonly name: string;
  readonly level: Mapping;
}

/** Pixel values to modality values (PS3.3 C.11.1): a table, or slope and intercept. */
export function modalityMapping(file: DicomFile, image: ImageInfo, frameIndex: number): Mapping {
  const dataSet = frameDataSet(file, TAG.pixelValueTransformation, frameIndex);
  const [table] = sequenceItems(dataSet, TAG.modalityLutSequence);
  if (table !== undefined) {
    const lut = readItemLut(file.data, table, image.pixelRepresentation === 1);
    return (value) => lookUp(lut, value);
  }
  const [slope = 1] = decimalStrings(file.data, dataSet, TAG.rescaleSlope);
  const [intercept = 0] = decimalStrings(file.data, dataSet, TAG.rescaleIntercept);
  // A slope of 0 would make every picture black; it occurs in files that mean 1.
  return (value) => value * (slope || 1) + intercept;
}

/** Every window (`window:1` ...) and VOI LUT (`voi-lut:0` ...) of a frame, windows first (PS3.3 C.11.2). */
export function voiMappings(file: DicomFile, image: ImageInfo, frameIndex: number): readonly Voi[] {
  const dataSet = frameDataSet(file, TAG.frameVoiLutSequence, frameIndex);
  const luts = sequenceItems(dataSet, TAG.voiLutSequence).map((item, i) => {
    const lut = readItemLut(file.data, item, image.pixelRepresentation === 1);
    return { name: `voi-lut:${i}`, level: tableLevel(lut) };
  });
  return [...windows(file.data, dataSet), ...luts];
}

function windows(data: Uint8Array, dataSet: DataSet): readonly Voi[] {
  // A window that is none is left out: viewers go on with the next one, or with the full range.
  const centers = asciiValues(data, dataSet, TAG.windowCenter).map(decimalOf);
  const widths = asciiValues(data, dataSet, TAG.windowWidth).map(decimalOf);
  const shape = asciiValue(data, dataSet, TAG.voiLutFunction);
  return centers.slice(0, widths.length).flatMap((center, i) => {
    const width = widths[i];
    return width > 0 && Number.isFinite(center + width)
      ? [{ name: `window:${i + 1}`, level: windowLevel(center, width, shape) }]
      : [];
  });
}

/** PS3.3 C.11.2.1.2 and C.11.2.1.3. */
function windowLevel(center: number, width: number, shape: string): Mapping {
  if (shape === 'SIGMOID') return (value) => 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (shape === 'LINEAR_EXACT') return (value) => (value - center) / width + 0.5;
  return (value) => (width > 1 ? (value - (center - 0.5)) / (width - 1) + 0.5 : value > center - 0.5 ? 1 : 0);
}

function tableLevel(lut: Lut): Mapping {
  // The largest entry may use fewer bits than announced, which would show as a dark picture.
  const top = lut.entries.reduce((a, b) => Math.max(a, b), 1);
  const scale = top < 2 ** (lut.bits - 1) ? top : 2 ** lut.bits - 1;
  return (value) => lookUp(lut, value) / scale;
}
