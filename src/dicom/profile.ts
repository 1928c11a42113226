import type { CharacterSet } from './charset';
import type { DeidCode } from './deid-attributes';
import type { AttributeEdits } from './edits';
import type { DataSet, DicomElement } from './elements';
import { characterSetOf } from './header';
import { collectIdentities, type Identities } from './identities';
import { cleanedValue } from './kept-values';
import type { DicomFile } from './open';
import { BASIC_ACTIONS, RETAINED_TAGS } from './profile-table';
import { type Action, isFreeText, replacement, shiftedDates } from './profile-values';
import { elementTexts } from './references';
import { elementOf, groupOf, isPrivateTag, keywordOf, TAG, type Tag, tagHex, trueVr } from './tags';
import type { UidMap } from './uids';
import { asciiValue } from './values';

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
  /** Words that are no name by themselves: where a kept text holds one, it stays although the patient is called so. Default none. */
  readonly isOrdinary?: (word: string) => boolean;
  /** Dates and times stay, moved by one number of days for each patient, instead of being removed. Not with `retain` dates. */
  readonly shiftDates?: boolean;
  /** Text values of structured content that were cleaned by themselves: written in place of dummies. ASCII. Default none. */
  readonly content?: ReadonlyMap<DicomElement, string>;
  /** Structured content and encapsulated documents stay as they are: for a copy that somebody has to look at. */
  readonly keepContent?: boolean;
}

const MEDIA_STORAGE_CLASS = 0x00020002;
const MEDIA_STORAGE_INSTANCE = 0x00020003;
const TEMPORAL_INFORMATION_MODIFIED = 0x00280303;
/** Type 2 where it is used: it is emptied, not removed. */
const ACQUISITION_CONTEXT = 0x00400555;
/** Birth dates and GPS dates go also when dates are kept; two attributes without a date's VR belong to the dates. */
const NEVER_DATES = new Set<Tag>([0x00100030, 0x00100032, 0x00160077]);
const ALSO_DATES = new Set<Tag>([0x00080201, 0x00340007]);
const DATE_VRS = new Set(['DA', 'TM', 'DT']);
/** With UIDs kept, references that the basic profile removes are kept too. */
const ALSO_UIDS = new Set<Tag>([0x00001000, 0x00081110, 0x00081111]);
/** Application entity titles, network addresses and private values of the file meta information (PS3.10 7.1). */
const META_REMOVED = new Set<Tag>([
  0x00020016, 0x00020017, 0x00020018, 0x00020026, 0x00020027, 0x00020028, 0x00020100, 0x00020102,
]);

interface Context {
  readonly data: Uint8Array;
  readonly edits: AttributeEdits;
  readonly retain: ReadonlySet<RetainOption>;
  readonly uidMap: UidMap;
  readonly identities: Identities;
  readonly isMeta: boolean;
  /** By which dates move; `undefined`: they do not stay. */
  readonly days: number | undefined;
  /** Digits, or empty: a date that repeats it does not stay. */
  readonly birthDate: string;
  readonly content: ReadonlyMap<DicomElement, string>;
  readonly kept: ReadonlySet<Tag>;
}

/** What objects without pixels hold beside their header: structured content, encapsulated documents. */
export const CONTENT_TAGS: ReadonlySet<Tag> = new Set([0x0040a730, 0x00420011]);

/**
 * Edits for the Basic Application Level Confidentiality Profile (PS3.15 E.2), at every depth. Where the table leaves a choice, the
 * attribute is kept with a dummy or no value, so that objects stay valid whatever their type asks for. Private attributes, curves,
 * overlays, attributes that PS3.6 does not know and those that belong into another part of a file are removed. A value has to be what
 * PS3.6 says, whatever VR the file gives it: what cannot be read as that goes. Identities of the header that attributes repeat which the
 * profile keeps are taken out. Returns the codes to record.
 */
export function applyBasicProfile(
  file: DicomFile,
  edits: AttributeEdits,
  meta: AttributeEdits,
  options: ProfileOptions,
): readonly DeidCode[] {
  const retain = new Set(options.retain);
  const isRemoved = (element: DicomElement) => !['keep', 'retain'].includes(actionFor(element, retain, false));
  const identities = collectIdentities(file, isRemoved, options.isOrdinary ?? (() => false));
  const days = options.shiftDates === true ? options.uidMap.dayOffset(patientOf(file)) : undefined;
  const kept = options.keepContent === true ? CONTENT_TAGS : new Set<Tag>();
  const birthDate = digitsOf(asciiValue(file.data, file.dataSet, BIRTH_DATE));
  const shared = {
    retain,
    days,
    birthDate,
    uidMap: options.uidMap,
    identities,
    content: options.content ?? new Map(),
    kept,
  };
  editDataSet({ ...shared, data: file.data, edits, isMeta: false }, file.dataSet, [], false);
  if (file.meta !== undefined) {
    editDataSet({ ...shared, data: file.bytes, edits: meta, isMeta: true }, file.meta, [], false);
    nameSameInstance(file, meta, retain.has('uids') ? undefined : options.uidMap);
  }
  const modified = retain.has('dates') ? 'UNMODIFIED' : days === undefined ? 'REMOVED' : 'MODIFIED';
  edits.set(file.dataSet, { tag: TEMPORAL_INFORMATION_MODIFIED, vr: 'CS', value: modified });
  const content: readonly DeidCode[] = options.content === undefined ? [] : ['cleanStructuredContent'];
  const moved: readonly DeidCode[] = days === undefined ? [] : ['modifiedDates'];
  return ['basicProfile', ...content, ...moved, ...options.retain.map((option) => RETAIN_OPTIONS[option])];
}

/** Whose dates move together: the patient by identifier, else by name and birth date, else the study. */
function patientOf({ data, dataSet }: DicomFile): string {
  const text = (tag: Tag) => asciiValue(data, dataSet, tag);
  const named = [text(0x00100010), text(0x00100030)].join(' ').trim();
  return text(0x00100020) || named || text(0x0020000d);
}

/** The file meta information names the instance that the data set is, whatever it named before. */
function nameSameInstance(file: DicomFile, meta: AttributeEdits, uidMap: UidMap | undefined): void {
  const { sopClassUID, sopInstanceUID } = file;
  const instance = uidMap === undefined ? sopInstanceUID : uidMap.replace(sopInstanceUID);
  for (const [tag, value] of [
    [MEDIA_STORAGE_CLASS, sopClassUID],
    [MEDIA_STORAGE_INSTANCE, instance],
  ] as const) {
    if (value !== '') meta.set(file.meta!, { tag, vr: 'UI', value });
  }
}

/** `dummies` is true inside a sequence whose content is to be replaced by dummy values. */
function editDataSet(context: Context, dataSet: DataSet, outer: CharacterSet, dummies: boolean): void {
  const { data, edits, uidMap, identities } = context;
  const set = characterSetOf(data, dataSet, outer);
  for (const element of dataSet.elements) {
    if (context.kept.has(element.tag)) continue;
    const action = actionFor(element, context.retain, context.isMeta);
    const vr = trueVr(element);
    const text = context.content.get(element);
    const moved = isMoved(context, element) ? shiftedDates(data, element, context.days!) : undefined;
    const isDummy = action === 'dummy' || (dummies && action !== 'retain');
    if (moved !== undefined) edits.set(dataSet, moved);
    else if (text !== undefined && action !== 'remove') edits.set(dataSet, { tag: element.tag, vr, value: text });
    else if (action === 'remove' || isEmptiedAway(element, action, vr)) edits.remove(element);
    else if (vr === 'SQ' && action !== 'empty' && element.items !== undefined) {
      for (const item of element.items) editDataSet(context, item.dataSet, set, isDummy);
    } else if (action === 'retain' || (action === 'keep' && !(isDummy && isFreeText(element, vr)))) {
      const cleaned = cleanedValue(data, element, set, identities);
      if (cleaned !== undefined) edits.set(dataSet, cleaned);
    } else {
      const replaced = replacement(data, element, action === 'keep' ? 'dummy' : action, uidMap);
      if (replaced !== undefined) edits.set(dataSet, replaced);
    }
  }
}

const BIRTH_DATE = 0x00100030;
const digitsOf = (text: string): string => text.replace(/\D/g, '');

const isMoved = ({ days, birthDate, data }: Context, element: DicomElement): boolean =>
  days !== undefined &&
  !isPrivateTag(element.tag) &&
  element.items === undefined &&
  element.length > 0 &&
  !NEVER_DATES.has(element.tag) &&
  DATE_VRS.has(trueVr(element)) &&
  (birthDate === '' || !elementTexts(data, element).some((text) => digitsOf(text).startsWith(birthDate)));

/**
 * A sequence that is to be emptied where the standard asks for none of it: it is no valid value without items. The same for a kept one
 * that hides in another VR and cannot be read, and for items in what is no sequence.
 */
function isEmptiedAway(element: DicomElement, action: Action | 'retain', vr: string): boolean {
  const { tag, items, length } = element;
  if (vr === 'SQ' && action === 'empty') return BASIC_ACTIONS.get(tag) !== 'Z' && tag !== ACQUISITION_CONTEXT;
  if (action === 'empty' || action === 'dummy') return false;
  return vr === 'SQ' ? items === undefined && length > 0 : items !== undefined;
}

/** The identities of a header, whatever a profile would retain of it. */
export const headerIdentities = (file: DicomFile, isOrdinary: (word: string) => boolean): Identities =>
  collectIdentities(file, (element) => actionFor(element, new Set(), false) !== 'keep', isOrdinary);

/** What the profile does with an element of the data set, or of the file meta information. */
export function actionFor(
  element: DicomElement,
  retain: ReadonlySet<RetainOption>,
  isMeta: boolean,
): Action | 'retain' {
  const { tag } = element;
  const group = groupOf(tag);
  if (isPrivateTag(tag)) return 'remove';
  if (isMeta) return elementOf(tag) === 0 ? 'keep' : META_REMOVED.has(tag) ? 'remove' : listedAction(element);
  // Commands, file meta information and directory records have no place in a data set; group lengths (retired) serve nobody.
  if (group < 8 || elementOf(tag) === 0 || isRepeating(group)) return 'remove';
  if (group === PIXEL_DATA_GROUP && elementOf(tag) >= 0x20) return 'remove';
  if (isRetained(element, retain)) return 'retain';
  return listedAction(element);
}

/** StudyDate, StudyTime, StudyID: Z allows a dummy, and without a value no directory of a medium can list the study (PS3.3 F.5.2). */
const STUDY_KEYS = new Set<Tag>([0x00080020, 0x00080030, 0x00200010]);

/** The original values for whoever has the key (PS3.15 E.1.1): what an earlier owner put there is not ours to pass on. */
const ENCRYPTED_ATTRIBUTES = 0x04000500;

function listedAction({ tag, vr }: DicomElement): Action {
  if (STUDY_KEYS.has(tag)) return 'dummy';
  if (tag === ENCRYPTED_ATTRIBUTES) return 'remove';
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
      // Free text of any content; the table has it with the sequence that it usually stands in.
      if (tag === TAG.textValue) return 'dummy';
      return keywordOf(tag) === tagHex(tag) ? 'remove' : unlistedAction(trueVr({ tag, vr }));
  }
}

/** The table names every person and every date that PS3.6 has: others are mistakes, or newer than the table. */
const unlistedAction = (vr: string): Action => (vr === 'PN' || vr === 'DA' || vr === 'DT' ? 'dummy' : 'keep');

/** Curves (50xx), overlays (60xx), and variable pixel data (7Fxx) and codes (1000, 1010) of retired compressions. */
const isRepeating = (group: number): boolean =>
  [0x50, 0x60].includes(group >>> 8) ||
  group === 0x1000 ||
  group === 0x1010 ||
  (group >>> 8 === 0x7f && group !== PIXEL_DATA_GROUP);
const PIXEL_DATA_GROUP = 0x7fe0;

function isRetained(element: DicomElement, retain: ReadonlySet<RetainOption>): boolean {
  const { tag } = element;
  for (const option of ['device', 'institution', 'patient-characteristics'] as const) {
    if (retain.has(option) && RETAINED_TAGS[option].has(tag)) return true;
  }
  if (retain.has('uids')) {
    const action = BASIC_ACTIONS.get(tag);
    if (action === 'U' || action === 'X/Z/U*' || ALSO_UIDS.has(tag)) return true;
  }
  if (!retain.has('dates') || NEVER_DATES.has(tag)) return false;
  return ALSO_DATES.has(tag) || DATE_VRS.has(trueVr(element));
}
