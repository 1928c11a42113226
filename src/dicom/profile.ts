import type { NewElement } from './build';
import type { DeidCode } from './deid-attributes';
import type { AttributeEdits } from './edits';
import type { DataSet, DicomElement } from './elements';
import type { DicomFile } from './open';
import { BASIC_ACTIONS, RETAINED_TAGS } from './profile-table';
import { elementTexts } from './references';
import { elementOf, groupOf, implicitVr, isPrivateTag, keywordOf, TAG, type Tag, tagHex } from './tags';
import type { UidMap } from './uids';

/** What a research project may need in spite of the basic profile; each is an option of PS3.15 E.3 with its own code. */
export const RETAIN_OPTIONS = {
  dates: 'retainDates',
  'patient-characteristics': 'retainPatientCharacteristics',
  device: 'retainDeviceIdentity',
  institution: 'retainInstitutionIdentity',
  uids: 'retainUids',
} as const satisfies Readonly<Record<string, DeidCode>>;
export type RetainOption = keyof typeof RETAIN_OPTIONS;

export interface ProfileOptions {
  readonly retain: readonly RetainOption[];
  readonly uidMap: UidMap;
}

type Action = 'keep' | 'remove' | 'empty' | 'dummy' | 'uids';

const PATIENT_ID = 0x00100020;
const PIXEL_DATA_GROUP = 0x7fe0;
const TEMPORAL_INFORMATION_MODIFIED = 0x00280303;
/** Birth dates and GPS dates go also when dates are kept; two attributes without a date's VR belong to the dates. */
const NEVER_DATES = new Set<Tag>([0x00100030, 0x00100032, 0x00160077]);
const ALSO_DATES = new Set<Tag>([0x00080201, 0x00340007]);
/** With UIDs kept, references that the basic profile removes are kept too. */
const ALSO_UIDS = new Set<Tag>([0x00001000, 0x00081110, 0x00081111]);
/** Application entity titles, network addresses and private values of the file meta information (PS3.10 7.1). */
const META_REMOVED = new Set<Tag>([
  0x00020016, 0x00020017, 0x00020018, 0x00020026, 0x00020027, 0x00020028, 0x00020100, 0x00020102,
]);

/**
 * Edits for the Basic Application Level Confidentiality Profile (PS3.15 E.2), at every depth. Where the table leaves a choice, the
 * attribute is kept with a dummy or no value, so that objects stay valid whatever their type asks for. Private attributes, curves,
 * overlays and attributes that PS3.6 does not know are removed. Returns the codes to record.
 */
export function applyBasicProfile(
  file: DicomFile,
  edits: AttributeEdits,
  meta: AttributeEdits,
  options: ProfileOptions,
): readonly DeidCode[] {
  const retain = new Set(options.retain);
  editDataSet(file.data, file.dataSet, edits, options, retain, false);
  if (file.meta !== undefined) {
    editDataSet(file.bytes, file.meta, meta, options, retain, false);
    for (const element of file.meta.elements) if (META_REMOVED.has(element.tag)) meta.remove(element);
  }
  const modified = retain.has('dates') ? 'UNMODIFIED' : 'REMOVED';
  edits.set(file.dataSet, { tag: TEMPORAL_INFORMATION_MODIFIED, vr: 'CS', value: modified });
  return ['basicProfile', ...options.retain.map((option) => RETAIN_OPTIONS[option])];
}

/** `dummies` is true inside a sequence whose content is to be replaced by dummy values. */
function editDataSet(
  data: Uint8Array,
  dataSet: DataSet,
  edits: AttributeEdits,
  options: ProfileOptions,
  retain: ReadonlySet<RetainOption>,
  dummies: boolean,
): void {
  for (const element of dataSet.elements) {
    const action = actionFor(element, retain);
    // A sequence without items is no valid value where it is optional, and no listed one is demanded.
    if (action === 'remove' || (action === 'empty' && element.items !== undefined)) edits.remove(element);
    else if (element.items !== undefined) {
      for (const item of element.items) {
        editDataSet(data, item.dataSet, edits, options, retain, dummies || action === 'dummy');
      }
    } else if (action !== 'keep' || dummies) {
      const replaced = replacement(data, element, action, options.uidMap);
      if (replaced !== undefined) edits.set(dataSet, replaced);
    }
  }
}

function actionFor(element: DicomElement, retain: ReadonlySet<RetainOption>): Action {
  const { tag } = element;
  if (isPrivateTag(tag)) return 'remove';
  if (elementOf(tag) === 0 || groupOf(tag) === PIXEL_DATA_GROUP || tag === TAG.pixelData) return 'keep';
  if (isRepeating(tag)) return 'remove';
  if (isRetained(element, retain)) return 'keep';
  switch (BASIC_ACTIONS.get(tag)) {
    case 'X':
      return 'remove';
    case 'Z':
    case 'X/Z':
      return 'empty';
    case 'D':
    case 'X/D':
    case 'X/Z/D':
    case 'Z/D':
      return 'dummy';
    case 'U':
    case 'X/Z/U*':
      return 'uids';
    default:
      return keywordOf(tag) === tagHex(tag) ? 'remove' : 'keep';
  }
}

/** Curves (50xx) and overlays (60xx). */
const isRepeating = (tag: Tag): boolean => groupOf(tag) >>> 8 === 0x50 || groupOf(tag) >>> 8 === 0x60;

function isRetained({ tag, vr }: DicomElement, retain: ReadonlySet<RetainOption>): boolean {
  for (const option of ['device', 'institution', 'patient-characteristics'] as const) {
    if (retain.has(option) && RETAINED_TAGS[option].has(tag)) return true;
  }
  if (retain.has('uids')) {
    const action = BASIC_ACTIONS.get(tag);
    if (action === 'U' || action === 'X/Z/U*' || ALSO_UIDS.has(tag)) return true;
  }
  if (!retain.has('dates') || NEVER_DATES.has(tag)) return false;
  return ALSO_DATES.has(tag) || vr === 'DA' || vr === 'TM' || vr === 'DT';
}

/** `undefined`: the element may stay as it is. */
function replacement(data: Uint8Array, element: DicomElement, action: Action, uidMap: UidMap): NewElement | undefined {
  const { tag } = element;
  const vr = element.vr === 'UN' ? implicitVr(tag) : element.vr;
  if (element.length === 0) return undefined;
  if (vr === 'UI' && action !== 'empty') {
    const uids = elementTexts(data, element).map((uid) => uidMap.replace(uid));
    return { tag, vr, value: uids.join('\\') };
  }
  if (action === 'empty') return { tag, vr, value: '' };
  if (tag === PATIENT_ID) {
    return { tag, vr, value: `ANON-${uidMap.pseudonym(elementTexts(data, element).join('\\'))}` };
  }
  if (action === 'keep' && (CODE_TRIPLET.has(tag) || !FREE_TEXT.has(vr))) return undefined;
  return { tag, vr, value: DUMMIES[vr] ?? new Uint8Array(element.length) };
}

/** CodeValue, CodingSchemeDesignator, CodeMeaning. */
const CODE_TRIPLET = new Set<Tag>([0x00080100, 0x00080102, 0x00080104]);

/** Inside content that becomes a dummy only what can name someone changes: codes and numbers carry the structure. */
const FREE_TEXT = new Set('AE AS DA DT LO LT PN SH ST TM UC UI UR UT UN OB'.split(' '));

const DUMMIES: Readonly<Record<string, string | undefined>> = {
  AE: 'ANONYMIZED',
  AS: '000Y',
  CS: 'ANONYMIZED',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  LO: 'ANONYMIZED',
  LT: 'ANONYMIZED',
  PN: 'ANONYMIZED^ANONYMIZED',
  SH: 'ANONYMIZED',
  ST: 'ANONYMIZED',
  TM: '000000',
  UC: 'ANONYMIZED',
  UR: 'urn:anonymized',
  UT: 'ANONYMIZED',
};
