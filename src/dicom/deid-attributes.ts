import type { AttributeEdits } from './edits';
import { type DataSet, type DicomElement, type DicomItem, findElement } from './elements';
import type { DicomFile } from './open';
import { elementTexts, visitElements } from './references';
import { TAG, type Tag } from './tags';
import { asciiValue } from './values';

const TAGS = {
  imageType: 0x00080008,
  codeValue: 0x00080100,
  codingScheme: 0x00080102,
  codeMeaning: 0x00080104,
  frameType: 0x00089007,
  patientIdentityRemoved: 0x00120062,
  deidentificationMethod: 0x00120063,
  deidentificationMethodCodes: 0x00120064,
  burnedInAnnotation: 0x00280301,
  iconImageSequence: 0x00880200,
  macParameters: 0x4ffe0001,
  digitalSignatures: 0xfffafffa,
} as const;

/** Codes of what was done (PS3.16 CID 7050). */
export const DEID_CODES = {
  basicProfile: ['113100', 'Basic Application Confidentiality Profile'],
  cleanPixelData: ['113101', 'Clean Pixel Data Option'],
  retainDates: ['113106', 'Retain Longitudinal Temporal Information Full Dates Option'],
  retainPatientCharacteristics: ['113108', 'Retain Patient Characteristics Option'],
  retainDeviceIdentity: ['113109', 'Retain Device Identity Option'],
  retainUids: ['113110', 'Retain UIDs Option'],
  retainInstitutionIdentity: ['113112', 'Retain Institution Identity Option'],
} as const;
export type DeidCode = keyof typeof DEID_CODES;

/**
 * Records what was done in DeidentificationMethod and its code sequence (PS3.3 C.7.1.1), behind whatever is recorded already.
 * `methods` are plain ASCII of at most 64 characters.
 */
export function recordMethods(
  file: DicomFile,
  edits: AttributeEdits,
  codes: readonly DeidCode[],
  methods: readonly string[],
): void {
  const { dataSet } = file;
  const before = findElement(dataSet, TAGS.deidentificationMethod);
  // As bytes: the values that are there stay as they are in whatever character set.
  const old = before === undefined ? [] : elementTexts(file.data, before).filter((text) => text !== '');
  const added = methods.filter((method) => !old.includes(method));
  if (added.length > 0) {
    edits.set(dataSet, { tag: TAGS.deidentificationMethod, vr: 'LO', value: [...old, ...added].join('\\') });
  }
  const sequence = findElement(dataSet, TAGS.deidentificationMethodCodes);
  const present = new Set(sequence?.items?.map((item) => asciiValue(file.data, item.dataSet, TAGS.codeValue)));
  for (const [value, meaning] of codes.map((code) => DEID_CODES[code])) {
    if (present.has(value)) continue;
    edits.appendItem(dataSet, TAGS.deidentificationMethodCodes, [
      { tag: TAGS.codeValue, vr: 'SH', value },
      { tag: TAGS.codingScheme, vr: 'SH', value: 'DCM' },
      { tag: TAGS.codeMeaning, vr: 'LO', value: meaning },
    ]);
  }
}

export function setIdentityRemoved(file: DicomFile, edits: AttributeEdits): void {
  edits.set(file.dataSet, { tag: TAGS.patientIdentityRemoved, vr: 'CS', value: 'YES' });
}

/** Only for pixels that were read again and found clean. */
export function setNothingBurnedIn(file: DicomFile, edits: AttributeEdits): void {
  edits.set(file.dataSet, { tag: TAGS.burnedInAnnotation, vr: 'CS', value: 'NO' });
}

/** Enhanced and legacy converted CT, MR and PET: their ImageType speaks for frames of several kinds. */
const ENHANCED = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(2\.[12]|4\.[1-4]|128\.1|130)$/;
/**
 * The pixels of `frames` are no longer the original ones: ImageType gets DERIVED as its first value (PS3.3 C.7.6.1.1.2), in enhanced
 * objects MIXED (C.8.16.1), since DERIVED would forbid the attributes of the acquisition; FrameType of a painted frame gets DERIVED,
 * the shared one when all frames are painted. A file without ImageType is left without.
 */
export function setDerived(file: DicomFile, edits: AttributeEdits, frames: ReadonlySet<number>): void {
  const { dataSet } = file;
  const enhanced = ENHANCED.test(file.sopClassUID);
  setFirstValue(file, edits, findElement(dataSet, TAGS.imageType), enhanced ? 'MIXED' : 'DERIVED');
  const derive = (item: DicomItem) =>
    visitElements(item.dataSet, (element) => {
      if (element.tag === TAGS.frameType) setFirstValue(file, edits, element, 'DERIVED');
      return true;
    });
  findElement(dataSet, TAG.perFrameFunctionalGroups)?.items?.forEach((item, index) => {
    if (frames.has(index)) derive(item);
  });
  if (frames.size === file.image?.numberOfFrames) {
    findElement(dataSet, TAG.sharedFunctionalGroups)?.items?.forEach(derive);
  }
}

function setFirstValue(
  file: DicomFile,
  edits: AttributeEdits,
  element: DicomElement | undefined,
  first: 'DERIVED' | 'MIXED',
): void {
  if (element === undefined || element.length === 0) return;
  const [before, ...others] = elementTexts(file.data, element);
  if (before === 'DERIVED' || before === first) return;
  edits.set(element.parent, { tag: element.tag, vr: 'CS', value: [first, ...others].join('\\') });
}

/** Signatures no longer fit the changed file, at any depth (PS3.15 C). */
export function dropSignatures(file: DicomFile, edits: AttributeEdits): void {
  removeEverywhere(file.dataSet, edits, (tag) => tag === TAGS.digitalSignatures || tag === TAGS.macParameters);
}

/** Icons show the picture as it was. Returns true when there was one. */
export function dropIcons(file: DicomFile, edits: AttributeEdits): boolean {
  return removeEverywhere(file.dataSet, edits, (tag) => tag === TAGS.iconImageSequence);
}

function removeEverywhere(dataSet: DataSet, edits: AttributeEdits, matches: (tag: Tag) => boolean): boolean {
  let found = false;
  visitElements(dataSet, (element) => {
    if (!matches(element.tag)) return true;
    edits.remove(element);
    found = true;
    return false;
  });
  return found;
}
