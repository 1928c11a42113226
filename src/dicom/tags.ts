/** A tag as one unsigned number, group in the upper 16 bits: `0x00100010` is (0010,0010). */
export type Tag = number;

export const TAG = {
  mediaStorageSOPClassUID: 0x00020002,
  transferSyntaxUID: 0x00020010,
  specificCharacterSet: 0x00080005,
  sopClassUID: 0x00080016,
  sopInstanceUID: 0x00080018,
  modality: 0x00080060,
  manufacturer: 0x00080070,
  samplesPerPixel: 0x00280002,
  photometricInterpretation: 0x00280004,
  planarConfiguration: 0x00280006,
  numberOfFrames: 0x00280008,
  rows: 0x00280010,
  columns: 0x00280011,
  bitsAllocated: 0x00280100,
  bitsStored: 0x00280101,
  highBit: 0x00280102,
  pixelRepresentation: 0x00280103,
  windowCenter: 0x00281050,
  windowWidth: 0x00281051,
  rescaleIntercept: 0x00281052,
  rescaleSlope: 0x00281053,
  voiLutFunction: 0x00281056,
  redPaletteDescriptor: 0x00281101,
  greenPaletteDescriptor: 0x00281102,
  bluePaletteDescriptor: 0x00281103,
  redPaletteData: 0x00281201,
  greenPaletteData: 0x00281202,
  bluePaletteData: 0x00281203,
  redSegmentedPaletteData: 0x00281221,
  greenSegmentedPaletteData: 0x00281222,
  blueSegmentedPaletteData: 0x00281223,
  lossyImageCompression: 0x00282110,
  modalityLutSequence: 0x00283000,
  lutDescriptor: 0x00283002,
  lutData: 0x00283006,
  voiLutSequence: 0x00283010,
  textValue: 0x0040a160,
  sharedFunctionalGroups: 0x52009229,
  perFrameFunctionalGroups: 0x52009230,
  frameVoiLutSequence: 0x00289132,
  pixelValueTransformation: 0x00289145,
  extendedOffsetTable: 0x7fe00001,
  extendedOffsetTableLengths: 0x7fe00002,
  floatPixelData: 0x7fe00008,
  doubleFloatPixelData: 0x7fe00009,
  pixelData: 0x7fe00010,
  item: 0xfffee000,
  itemDelimiter: 0xfffee00d,
  sequenceDelimiter: 0xfffee0dd,
} as const;

export const groupOf = (tag: Tag): number => tag >>> 16;
export const elementOf = (tag: Tag): number => tag & 0xffff;
export const isPrivateTag = (tag: Tag): boolean => (groupOf(tag) & 1) === 1;

/** Eight upper-case hex digits. */
export const tagHex = (tag: Tag): string => tag.toString(16).padStart(8, '0').toUpperCase();

interface DictionaryEntry {
  readonly vr: string;
  readonly name: string;
}

let dictionary: Readonly<Record<string, DictionaryEntry | undefined>> | undefined;

function lookUp(tag: Tag): DictionaryEntry | undefined {
  // Loaded on first use: only implicit VR and header values need it.
  dictionary ??= (require('dcmjs') as { data: { DicomMetaDictionary: { dictionary: typeof dictionary } } }).data
    .DicomMetaDictionary.dictionary!;
  const hex = tagHex(tag);
  return dictionary[`(${hex.slice(0, 4)},${hex.slice(4)})`];
}

/** The keyword of PS3.6, or the tag's hex digits where it is unknown or private. */
export function keywordOf(tag: Tag): string {
  if (isPrivateTag(tag)) return tagHex(tag);
  return lookUp(tag)?.name.replace('RETIRED_', '') ?? tagHex(tag);
}

/** How the dictionary writes representations that depend on other elements, or exist in directories only. */
const OPEN_VRS: Readonly<Record<string, string>> = { ox: 'OW', lt: 'OW', xs: 'US', up: 'UL' };

/**
 * The VR of an element in implicit encoding, by PS3.6; `UN` where it is unknown. Elements whose VR depends on others get the one that
 * is safe to read: `OW` for pixel-like data, `US` for pixel values (a reader looks at PixelRepresentation itself).
 */
export function implicitVr(tag: Tag): string {
  if (elementOf(tag) === 0) return 'UL';
  if (isPrivateTag(tag)) return elementOf(tag) >= 0x10 && elementOf(tag) <= 0xff ? 'LO' : 'UN';
  const vr = lookUp(tag)?.vr;
  if (vr === undefined || vr === 'na') return 'UN';
  return OPEN_VRS[vr] ?? vr;
}

/** Representations of which every value is text, and those that stand for one thing only: another VR in a file is a mistake. */
const CLEAR_VRS = new Set('AE AS CS DA DS DT IS LO LT PN SH SQ ST TM UC UI UR UT'.split(' '));

/** The VR that an element's value has to have: by PS3.6 where that is clear, whatever the file says; else the file's. */
export function trueVr({ tag, vr }: { readonly tag: Tag; readonly vr: string }): string {
  const standard = implicitVr(tag);
  return CLEAR_VRS.has(standard) || vr === 'UN' ? standard : vr;
}
