import type { NewElement } from '../dicom/build';
import { encodeItems } from '../dicom/build';
import { AttributeEdits } from '../dicom/edits';
import type { DataSet, Encoding } from '../dicom/elements';
import type { DicomFile } from '../dicom/open';
import { BASIC_ACTIONS } from '../dicom/profile-table';
import { groupOf, implicitVr, keywordOf, TAG, type Tag, tagHex } from '../dicom/tags';
import { everySecond } from '../dicom/values';
import { writeDicom } from '../dicom/write';

/**
 * For the check of the header profile: files with an identity of a made-up person in every attribute that PS3.15 table E.1-1 lists, and in
 * places where a name does not belong. Whatever holds one of the marks afterwards has leaked it.
 */
export interface Planted {
  readonly bytes: Uint8Array;
  /** The marks, each with the place where it was planted. */
  readonly marks: ReadonlyMap<string, string>;
}

/** The person; `Quixworthy` is a word of no vocabulary. */
export const PERSON = { name: 'Quixworthy^Zebedia', id: 'QZX7719353', birthDate: '19330817' } as const;
/** Text of up to 16 characters that stands for one place. */
const markOf = (place: number): string => `${[...place.toString(16).padStart(5, '0')].reverse().join('')}KXZQ`;

class Planter {
  readonly marks = new Map<string, string>();

  /** A value that fits the VR; `undefined` where none can be told from others. */
  value(vr: string, place: string): string | Uint8Array | undefined {
    const mark = markOf(this.marks.size);
    const known = (text: string): string => {
      this.marks.set(text, place);
      return text;
    };
    switch (vr) {
      case 'AE':
      case 'CS':
      case 'SH':
        return known(mark);
      case 'LO':
      case 'LT':
      case 'ST':
      case 'UC':
      case 'UT':
      case 'UR':
        return `${known(mark)} of ${PERSON.name.replace('^', ', ')}`;
      case 'PN':
        return `${known(mark)}^${PERSON.name}`;
      case 'UI':
        return known(`1.3.6.1.4.1.54321.77${this.marks.size}.9`);
      case 'DA':
        return PERSON.birthDate;
      case 'DT':
        return `${PERSON.birthDate}101112`;
      case 'IS':
      case 'DS':
        return '7719353';
      case 'OB':
      case 'UN':
        return Buffer.from(known(mark));
      default:
        return undefined;
    }
  }

  element(tag: Tag, vr: string, place: string): readonly NewElement[] {
    if (vr === 'SQ') return [{ tag, vr, value: [this.item(place), []] }];
    const value = this.value(vr, place);
    return value === undefined ? [] : [{ tag, vr, value }];
  }

  /** One item with a name, an identifier, a text, a private value and a sequence of its own. */
  item(place: string): readonly NewElement[] {
    const inside = (tag: Tag, vr: string) => this.element(tag, vr, `${place} > ${tagHex(tag)}`);
    const inner: readonly NewElement[] = [
      ...inside(0x00080081, 'ST'),
      ...inside(0x00100020, 'LO'),
      ...inside(0x0040a123, 'PN'),
    ];
    return [
      ...inside(0x00080050, 'SH'),
      ...inside(0x00081155, 'UI'),
      { tag: 0x00081250, vr: 'SQ', value: [inner] },
      { tag: 0x00090010, vr: 'LO', value: 'QZX CREATOR' },
      ...inside(0x00091001, 'UN'),
      ...inside(0x00100010, 'PN'),
      ...inside(0x0040a160, 'UT'),
    ];
  }
}

/** Attributes that the pixels need, that the table does not list as removable where they stand, or that say what the file is. */
const LEFT_ALONE = new Set<Tag>([0x00020003, TAG.sopInstanceUID, 0x0040a730, 0x00420011]);
/** Attributes that the profile keeps: a person who is named in them must go all the same. */
const KEPT_TEXTS: readonly (readonly [Tag, string])[] = [
  [0x00080068, 'CS'],
  [0x00081090, 'LO'],
  [0x00180024, 'SH'],
  [0x00181160, 'SH'],
  [0x00185100, 'CS'],
  [0x00283002, 'UN'],
  [0x00120063, 'LO'],
];

/** The i-th of n parts, from 0. */
export type Part = readonly [number, number];

/** Plants into one file; with `part`, `[i, n]`, only the i-th of n parts of the table. The pixels stay as they are. */
export async function plantIdentities(file: DicomFile, [part, parts]: Part = [0, 1]): Promise<Planted> {
  const planter = new Planter();
  const attributes = new AttributeEdits();
  const { dataSet } = file;
  const set = (elements: readonly NewElement[]) => {
    for (const element of elements) attributes.set(dataSet, element);
  };
  for (const [at, tag] of [...BASIC_ACTIONS.keys()].entries()) {
    if (at % parts !== part % parts || LEFT_ALONE.has(tag) || groupOf(tag) < 8) continue;
    set(planter.element(tag, implicitVr(tag), keywordOf(tag)));
  }
  set([
    { tag: 0x00100010, vr: 'PN', value: PERSON.name },
    { tag: 0x00100020, vr: 'LO', value: PERSON.id },
    { tag: 0x00100030, vr: 'DA', value: PERSON.birthDate },
  ]);
  for (const [tag, vr] of KEPT_TEXTS) {
    const text = vr === 'CS' || vr === 'SH' ? PERSON.id : `of ${PERSON.name} ${PERSON.id}`;
    set([{ tag, vr, value: vr === 'UN' ? Buffer.from(text) : text }]);
  }
  set(oddPlaces(planter, dataSet.encoding));
  const meta = new AttributeEdits();
  if (file.meta !== undefined) {
    for (const tag of [0x00020016, 0x00020017, 0x00020018, 0x00020102]) {
      const vr = tag === 0x00020102 ? 'OB' : 'AE';
      for (const element of planter.element(tag, vr, keywordOf(tag))) meta.set(file.meta, element);
    }
  }
  const { bytes } = await writeDicom(file, { attributes, meta });
  return { bytes: withPreamble(file, bytes, planter), marks: planter.marks };
}

/** Private values and sequences, sequences in other clothes, unknown and retired attributes, padding. */
function oddPlaces(planter: Planter, encoding: Encoding): readonly NewElement[] {
  const items = (place: string, as: Encoding) => encodeItems([planter.item(place)], as);
  const implicit: Encoding = { explicit: false, littleEndian: true };
  const creator = (tag: Tag): NewElement => ({ tag, vr: 'LO', value: `${PERSON.id} CREATOR` });
  return [
    ...planter.element(0x00080001, 'UL', 'length to end'),
    creator(0x00090010),
    ...planter.element(0x00091001, 'LO', 'private LO'),
    ...planter.element(0x00091002, 'SQ', 'private SQ'),
    { tag: 0x00091003, vr: 'UN', value: items('private UN', implicit) },
    { tag: 0x00091004, vr: 'OB', value: items('private OB', encoding) },
    { tag: 0x00081250, vr: 'UN', value: items('kept sequence as UN', implicit) },
    { tag: 0x00081140, vr: 'OB', value: items('listed sequence as OB', encoding) },
    { tag: 0x00082218, vr: 'SQ', value: [planter.item('kept sequence')] },
    ...planter.element(0x00189999, 'LO', 'unknown attribute'),
    ...planter.element(0x50000022, 'LO', 'curve label'),
    ...planter.element(0x60024000, 'LT', 'overlay comments'),
    creator(0x7fe10010),
    ...planter.element(0x7fe11010, 'OB', 'private pixel group'),
    ...planter.element(0xfffcfffc, 'OB', 'padding'),
  ];
}

function withPreamble(file: DicomFile, bytes: Uint8Array, planter: Planter): Uint8Array {
  const written = bytes.slice();
  if ((file.meta?.start ?? file.dataSet.start) !== 132) return written;
  const text = planter.value('OB', 'preamble');
  if (text !== undefined) written.set(text as Uint8Array, 20);
  return written;
}

/** The person, and the marks of all places. Digits by themselves, since new UIDs hold any. */
const WORDS = [
  ...['quixworthy', 'zebedia', 'qzx7719353', '(?<!\\d)7719353(?!\\d)', '(?<!\\d)19330817'],
  ...['[0-9a-f]{5}kxzq', '1\\.3\\.6\\.1\\.4\\.1\\.54321\\.77\\d+\\.9'],
];
const PLAIN = new RegExp(WORDS.join('|'), 'gi');
const BASE64 = new RegExp([PERSON.id, 'Quixworthy', 'Zebedia', 'KXZQ'].flatMap(base64Forms).join('|'), 'g');

/** What some bytes hold of what was planted, as ASCII, UTF-16 of either order or Base64, in any case. */
export function plantedIn(bytes: Uint8Array): readonly string[] {
  const [latin, ...halves] = [bytes, everySecond(bytes, 0), everySecond(bytes, 1)].map((part) =>
    Buffer.from(part).toString('latin1'),
  );
  const found = [latin, ...halves].flatMap((text) => text.match(PLAIN) ?? []);
  return [...new Set([...found, ...(latin.match(BASE64) ?? [])])];
}

/** The three ways in which Base64 writes a text, by where it begins; without the characters at its ends that neighbours share. */
function base64Forms(text: string): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
    const last = Math.floor((whole.length * 4) / 3);
    return whole
      .toString('base64')
      .slice(shift === 0 ? 0 : shift + 1, last)
      .replaceAll('+', '\\+');
  });
}

/** The elements of a file by name, to say where a mark was found. */
export function placesOf(file: DicomFile): readonly string[] {
  const found: string[] = [];
  const walk = (data: Uint8Array, dataSet: DataSet, path: string): void => {
    for (const element of dataSet.elements) {
      const name = path + tagHex(element.tag);
      const value = data.subarray(element.start, element.end);
      if (element.items === undefined) found.push(...plantedIn(value).map((mark) => `${mark} in ${name}`));
      for (const item of element.items ?? []) walk(data, item.dataSet, `${name} > `);
    }
  };
  walk(file.data, file.dataSet, '');
  if (file.meta !== undefined) walk(file.bytes, file.meta, 'meta ');
  return found;
}
