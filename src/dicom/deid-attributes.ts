import type { AttributeEdits } from './edits';
import { type DataSet, type DicomElement, findElement } from './elements';
import type { DicomFile } from './open';
import { elementTexts, visitElements } from './references';
import type { Tag } from './tags';
import { asciiValue } from './values';

const TAGS = {
  codeValue: 0x00080100,
  codingScheme: 0x00080102,
  codeMeaning: 0x00080104,
  patientIdentityRemoved: 0x00120062,
  deidentificationMethod: 0x00120063,
  deidentificationMethodCodes: 0x00120064,
  burnedInAnnotation: 0x00280301,
  macParameters: 0x4ffe0001,
  digitalSignatures: 0xfffafffa,
} as const;

/** Codes of what was done (PS3.16 CID 7050). */
export const DEID_CODES = {
  basicProfile: ['113100', 'Basic Application Confidentiality Profile'],
  cleanPixelData: ['113101', 'Clean Pixel Data Option'],
  retainDates: ['113106', 'Retain Longitudinal Temporal Information Full Dates Option'],
  modifiedDates: ['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'],
  cleanStructuredContent: ['113104', 'Clean Structured Content Option'],
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
  if (isOfNoPatient(file)) return;
  const before = findElement(dataSet, TAGS.deidentificationMethod);
  const old = before === undefined ? [] : textsAfter(file, edits, before).filter((text) => text !== '');
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

/**
 * Hanging protocols, colour palettes, implant templates and defined procedure protocols have no patient module, which the attributes
 * belong to (PS3.4 GG.3, PS3.3 A.1.2.15).
 */
const isOfNoPatient = ({ sopClassUID }: DicomFile): boolean => OF_NO_PATIENT.test(sopClassUID);
const OF_NO_PATIENT = /^1\.2\.840\.10008\.5\.1\.4\.(?:(?:38|39|43|44|45)\.1|1\.1\.200\.[137])$/;

/** The values of an element once the edits are made; as bytes, so that they stay as they are in whatever character set. */
function textsAfter(file: DicomFile, edits: AttributeEdits, element: DicomElement): readonly string[] {
  if (!edits.elements.has(element)) return elementTexts(file.data, element);
  const edit = edits.elements.get(element);
  return edit !== undefined && 'tag' in edit && typeof edit.value === 'string' ? edit.value.split('\\') : [];
}

export function setIdentityRemoved(file: DicomFile, edits: AttributeEdits, removed: boolean): void {
  if (isOfNoPatient(file)) return;
  edits.set(file.dataSet, { tag: TAGS.patientIdentityRemoved, vr: 'CS', value: removed ? 'YES' : 'NO' });
}

/** Only for pixels that were read again and found clean. */
export function setNothingBurnedIn(file: DicomFile, edits: AttributeEdits): void {
  edits.set(file.dataSet, { tag: TAGS.burnedInAnnotation, vr: 'CS', value: 'NO' });
}

/** Signatures no longer fit the changed file, at any depth (PS3.15 C). */
export function dropSignatures(file: DicomFile, edits: AttributeEdits): void {
  removeEverywhere(file.dataSet, edits, (tag) => tag === TAGS.digitalSignatures || tag === TAGS.macParameters);
}

/** Leaves out elements at any depth. Returns true when there was one. */
export function removeEverywhere(dataSet: DataSet, edits: AttributeEdits, matches: (tag: Tag) => boolean): boolean {
  let found = false;
  visitElements(dataSet, (element) => {
    if (!matches(element.tag)) return true;
    edits.remove(element);
    found = true;
    return false;
  });
  return found;
}
