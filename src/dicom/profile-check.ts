import { DEID_CODES } from './deid-attributes';
import type { DataSet, DicomElement } from './elements';
import type { DicomFile } from './open';
import { actionFor, RETAIN_OPTIONS, type RetainOption } from './profile';
import { DUMMIES, isFreeText } from './profile-values';
import { elementTexts } from './references';
import { isPrivateTag, keywordOf, TAG, type Tag, trueVr } from './tags';
import { asciiValues, valueBytes } from './values';

const METHOD_CODES = 0x00120064;
const CODE_VALUE = 0x00080100;
const IDENTITY_REMOVED = 0x00120062;
const CONTENT_SEQUENCE = 0x0040a730;
/** What `replacement` and the structured content's cleaner write; anything in these shapes names nobody. */
const WRITTEN = /^(?:ANON-[0-9A-F]{8})?$/;

/** What a file's header still holds, by the names of its attributes alone. */
export interface HeaderResidue {
  /** PatientIdentityRemoved is YES. */
  readonly saysRemoved: boolean;
  /** Keywords of attributes that hold what the basic profile would have removed or replaced, each once; `private` for private ones. */
  readonly attributes: readonly string[];
}

/**
 * Checks a header against the Basic Application Level Confidentiality Profile (PS3.15 E.2) with the options that its own
 * DeidentificationMethodCodeSequence names. New UIDs look like old ones, so UIDs are not judged; nor is free text that the profile keeps.
 */
export function headerResidue(file: DicomFile): HeaderResidue {
  const found = new Set<string>();
  const codes = new Set(
    file.dataSet.elements
      .find(({ tag }) => tag === METHOD_CODES)
      ?.items?.flatMap(({ dataSet }) => asciiValues(file.data, dataSet, CODE_VALUE)),
  );
  const retain = new Set((Object.keys(RETAIN_OPTIONS) as RetainOption[]).filter((option) => isDeclared(option, codes)));
  const context = { retain, cleansContent: codes.has(DEID_CODES.cleanStructuredContent[0]), found };
  check({ ...context, data: file.data, isMeta: false }, file.dataSet, false);
  if (file.meta !== undefined) check({ ...context, data: file.bytes, isMeta: true }, file.meta, false);
  const [removed] = asciiValues(file.data, file.dataSet, IDENTITY_REMOVED);
  return { saysRemoved: removed === 'YES', attributes: [...found] };
}

const isDeclared = (option: RetainOption, codes: ReadonlySet<string>): boolean =>
  codes.has(DEID_CODES[RETAIN_OPTIONS[option]][0]) || (option === 'dates' && codes.has(DEID_CODES.modifiedDates[0]));

interface Context {
  readonly data: Uint8Array;
  readonly isMeta: boolean;
  readonly retain: ReadonlySet<RetainOption>;
  readonly cleansContent: boolean;
  readonly found: Set<string>;
}

function check(context: Context, dataSet: DataSet, dummies: boolean): void {
  for (const element of dataSet.elements) {
    const action = actionFor(element, context.retain, context.isMeta);
    const vr = trueVr(element);
    const isContent = isCleanedContent(element.tag) && context.cleansContent;
    const isDummy = !isContent && (action === 'dummy' || (dummies && action !== 'retain'));
    const isReplaced =
      action === 'empty' ||
      (action === 'dummy' && !isContent) ||
      (action === 'keep' && isDummy && isFreeText(element, vr));
    if (action === 'remove' || (isReplaced && vr !== 'SQ' && !isWritten(context.data, element, vr))) {
      context.found.add(isPrivateTag(element.tag) ? 'private' : keywordOf(element.tag));
    }
    for (const item of action === 'remove' ? [] : (element.items ?? [])) check(context, item.dataSet, isDummy);
  }
}

const isCleanedContent = (tag: Tag): boolean => tag === CONTENT_SEQUENCE || tag === TAG.textValue;

function isWritten(data: Uint8Array, element: DicomElement, vr: string): boolean {
  if (element.length === 0 || vr === 'UI' || element.tag === TAG.pixelData) return true;
  if (element.items !== undefined) return false;
  const dummy = DUMMIES[vr];
  if (dummy === undefined) return valueBytes(data, element).every((byte) => byte === 0);
  return elementTexts(data, element).every((text) => text === dummy || WRITTEN.test(text));
}
