import type { NewElement } from './build';
import type { DicomElement } from './elements';
import { FORMS } from './forms';
import { elementTexts } from './references';
import { type Tag, trueVr } from './tags';
import type { UidMap } from './uids';

/** What the header profile does with one element. */
export type Action = 'keep' | 'remove' | 'empty' | 'dummy' | 'uids';

/** Dates moved by whole days, times as they are; `undefined` for a value that is no date (PS3.5 6.2, and the points of ACR-NEMA). */
export function shiftedDates(data: Uint8Array, element: DicomElement, days: number): NewElement | undefined {
  const { tag } = element;
  const vr = trueVr(element);
  const texts = elementTexts(data, element);
  if (texts.some((text) => text !== '' && FORMS[vr]?.test(text) !== true)) return undefined;
  if (vr === 'TM') return { tag, vr, value: texts.join('\\') };
  const moved = texts.map((text) => {
    const match = /^(\d{4})\.?(\d{2})\.?(\d{2})([\d.]*(?:[+-]\d{4})?)$/.exec(text);
    if (match === null) return text === '' ? '' : undefined;
    const [, year, month, day, time] = match;
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + days));
    return `${date.toISOString().slice(0, 10).replaceAll('-', '')}${time}`;
  });
  return moved.includes(undefined) ? undefined : { tag, vr, value: moved.join('\\') };
}

const PATIENT_ID = 0x00100020;

/** An element that is written in place of one whose value the profile does not keep; `undefined`: it may stay as it is. */
export function replacement(
  data: Uint8Array,
  element: DicomElement,
  action: Exclude<Action, 'keep' | 'remove'>,
  uidMap: UidMap,
): NewElement | undefined {
  const { tag } = element;
  const vr = trueVr(element);
  if (vr === 'SQ') return { tag, vr, value: [] };
  if (element.length === 0) return undefined;
  if (action === 'empty') return { tag, vr, value: '' };
  if (element.items !== undefined) return { tag, vr, value: DUMMIES[vr] ?? '' };
  // Also a value that is no UID becomes one: what it said is gone.
  if (vr === 'UI') {
    const uids = elementTexts(data, element).map((uid) => uidMap.replace(uid));
    return { tag, vr, value: uids.join('\\') };
  }
  if (tag === PATIENT_ID) {
    return { tag, vr, value: `ANON-${uidMap.pseudonym(elementTexts(data, element).join('\\'))}` };
  }
  return { tag, vr, value: DUMMIES[vr] ?? new Uint8Array(element.length) };
}

/** CodeValue, CodingSchemeDesignator, CodeMeaning. */
const CODE_TRIPLET = new Set<Tag>([0x00080100, 0x00080102, 0x00080104]);

/** Inside content that becomes a dummy only what can name someone changes: codes and numbers carry the structure. */
export const isFreeText = ({ tag }: DicomElement, vr: string): boolean => !CODE_TRIPLET.has(tag) && FREE_TEXT.has(vr);

const FREE_TEXT = new Set('AE AS DA DT LO LT PN SH ST TM UC UI UR UT UN OB'.split(' '));

export const DUMMIES: Readonly<Record<string, string | undefined>> = {
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
  UI: '',
  UR: 'urn:anonymized',
  UT: 'ANONYMIZED',
};
