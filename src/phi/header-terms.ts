import type { HeaderValue, PhiClass } from '../base/types';
import { isPlainTerm } from './explain/vocabulary';
import { ENGLISH } from './months';
import { isTechniqueWord } from './technique';

/** A text to look for in the picture. */
export interface HeaderTerm {
  readonly text: string;
  readonly phiClass: PhiClass;
  /** One word of several, or a word with another meaning: counts only beside other words of patient data, or alone in its place. */
  readonly weak: boolean;
}

/** Keywords of what is patient data, by its class. */
const KEYWORDS: Readonly<Partial<Record<PhiClass, string>>> = {
  name: 'PatientName OtherPatientNames PatientBirthName PatientMotherBirthName ResponsiblePerson',
  'birth-date': 'PatientBirthDate',
  id: `PatientID OtherPatientIDs MedicalRecordLocator AdmissionID ServiceEpisodeID VisitNumber
    InsurancePlanIdentification RequestedProcedureID ScheduledProcedureStepID PerformedProcedureStepID
    DeviceSerialNumber StudyID`,
  accession: 'AccessionNumber FillerOrderNumberImagingServiceRequest PlacerOrderNumberImagingServiceRequest',
  institution: `StationName InstitutionName InstitutionalDepartmentName RequestingService ResponsibleOrganization
    IssuerOfPatientID`,
  address: `InstitutionAddress PatientAddress CurrentPatientLocation PatientInstitutionResidence
    RegionOfResidence CountryOfResidence PersonAddress`,
  phone: 'PatientTelephoneNumbers ReferringPhysicianTelephoneNumbers PersonTelephoneNumbers',
  other: 'Occupation EthnicGroup MilitaryRank PatientReligiousPreference',
};

const CLASS_OF: ReadonlyMap<string, PhiClass> = new Map(
  Object.entries(KEYWORDS).flatMap(([phiClass, keywords]) =>
    keywords.split(/\s+/).map((keyword) => [keyword, phiClass as PhiClass] as const),
  ),
);

/** Longest header text that is looked for as a whole. */
const LONGEST = 80;
const DUMMIES =
  /^(?:anon(?:ymous|ymized|ymised)?|unknown|none|na|n\/a|test|removed|deidentified|xxx+|0+|-+|no ?name|default|patient|subject|phantom|name|first|last)$/i;

/** What to look for, from one file's header. Words shorter than three characters and placeholders (`ANONYMOUS`) are left out. */
export function headerTerms(header: readonly HeaderValue[]): readonly HeaderTerm[] {
  const terms = new Map<string, HeaderTerm>();
  for (const value of header) {
    for (const term of termsOf(value)) {
      const key = `${term.text.toLowerCase()} ${term.phiClass}`;
      const known = terms.get(key);
      if (term.text.length >= 3 && !DUMMIES.test(term.text) && (!known || known.weak)) terms.set(key, term);
    }
  }
  return [...terms.values()];
}

function termsOf({ keyword, vr, value, tag }: HeaderValue): readonly HeaderTerm[] {
  const phiClass = CLASS_OF.get(keyword);
  if (vr === 'PN' || phiClass === 'name') return nameTerms(value, phiClass ?? 'physician');
  if (vr === 'DA' || vr === 'DT') return dateTerms(value, phiClass ?? 'date');
  if (vr === 'TM') return timeTerms(value);
  if (phiClass === 'institution') return institutionTerms(value);
  if (phiClass) {
    const isNone = value.length > LONGEST || isAnnotation(value);
    return isNone ? [] : [{ text: value, phiClass, weak: value.length < 4 }];
  }
  if (vr === 'UI') return [{ text: value, phiClass: 'id', weak: false }];
  // Of text without a meaning that the standard fixes only what has the shape of a name.
  return looksPrivate(tag, vr) && CARET_NAME.test(value) ? nameTerms(value, 'name') : [];
}

/** `Thyroid` as StudyID: what consists of terms of examinations identifies nobody. */
const isAnnotation = (value: string): boolean =>
  !/\d/.test(value) && value.split(/[\s,/-]+/).every((word) => word.length > 3 && isPlainTerm(word));

const CARET_NAME = /^[\p{L}' .-]+\^[\p{L}^' .-]+$/u;

const looksPrivate = (tag: string, vr: string): boolean =>
  Number.parseInt(tag.slice(3, 4), 16) % 2 === 1 || ['LO', 'SH', 'LT', 'ST', 'UT', 'UC', 'UN'].includes(vr);

/** Every order and shortening in which a name is printed. `value` as in the header: family^given^middle^prefix^suffix, groups by `=`. */
export function nameTerms(value: string, phiClass: PhiClass): readonly HeaderTerm[] {
  return value.split('=').flatMap((group) => {
    const parts = group.split('^').map((part) => part.trim());
    if (parts.length === 1) return freeName(parts[0], phiClass);
    const [family = '', given = '', middle = '', prefix = '', suffix = ''] = parts;
    const initial = given.slice(0, 1);
    const orders = [
      [family, given, middle, suffix],
      [family, given, middle.slice(0, 1)],
      [family, given],
      [given, middle, family],
      [given, middle.slice(0, 1), family],
      [given, family],
      [prefix, given, family],
      [prefix, family],
      [prefix, initial, family],
      [initial, family],
      [family, initial],
    ].map((order) => order.filter((part) => part !== ''));
    const whole = orders
      .filter((order) => order.length > 1)
      .map((order) => ({ text: order.join(' '), phiClass, weak: false }));
    const single = [family, given, middle]
      .flatMap((part) => part.split(/\s+/))
      .map((text) => singleName(text, phiClass));
    return [...whole, ...single];
  });
}

/** Of `Paszkowski^Ada^Maria` `AMP`, `AP`, `PA`; of `AMP` itself. */
export function initialsOf(value: string): readonly string[] {
  if (/^\p{L}{2,3}$/u.test(value)) return [value.toUpperCase()];
  const [family = '', given = '', middle = ''] = value
    .toUpperCase()
    .split('^')
    .map((part) => part.trim().slice(0, 1));
  return [given + middle + family, given + family, family + given].filter((initials) => initials.length > 1);
}

function freeName(name: string, phiClass: PhiClass): readonly HeaderTerm[] {
  const words = name.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length < 2) return words.map((word) => ({ ...singleName(word, phiClass), weak: isTechniqueWord(word) }));
  const turned = [...words.slice(1), words[0]].join(' ');
  return [name, turned]
    .map((text) => ({ text, phiClass, weak: false }) as HeaderTerm)
    .concat(words.map((word) => singleName(word, phiClass)));
}

const singleName = (text: string, phiClass: PhiClass): HeaderTerm => ({
  text,
  phiClass,
  weak: text.length < 4 || isTechniqueWord(text),
});

/** `19370503` in the forms in which dates are printed. */
export function dateTerms(value: string, phiClass: PhiClass): readonly HeaderTerm[] {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(value.replace(/[-./]/g, ''));
  const month = Number(match?.[2]);
  if (!match || month < 1 || month > 12) return [];
  const [, y, m, d] = match;
  const name = ENGLISH[month - 1];
  const [shortM, shortD] = [String(month), String(Number(d))];
  const orders = [
    [y, m, d],
    [m, d, y],
    [d, m, y],
    [m, d, y.slice(2)],
    [d, m, y.slice(2)],
    [shortM, shortD, y],
    [shortD, shortM, y],
  ];
  const spelt = [`${y} ${name} ${d}`, `${d} ${name} ${y}`, `${name} ${d} ${y}`, `${d}-${name}-${y}`, `${y}${m}${d}`];
  const texts = [...spelt, ...orders.flatMap((order) => ['-', '/', '.'].map((mark) => order.join(mark)))];
  return [...new Set(texts)].map((text) => ({ text, phiClass, weak: false }));
}

/** `134058` with and without seconds and colons, also by the clock of twelve hours. */
function timeTerms(value: string): readonly HeaderTerm[] {
  const match = /^(\d{2})(\d{2})(\d{2})?/.exec(value.replace(/:/g, ''));
  if (!match) return [];
  const [, h, m, s] = match;
  const twelve = String(Number(h) % 12 || 12);
  const half = Number(h) < 12 ? 'AM' : 'PM';
  const clocks = s ? [`${m}:${s}`, m] : [m];
  const texts = clocks.flatMap((rest) => [
    `${h}:${rest}`,
    `${twelve}:${rest} ${half}`,
    `${twelve.padStart(2, '0')}:${rest} ${half}`,
  ]);
  if (s) texts.push(h + m + s);
  return [...new Set(texts)].map((text) => ({ text, phiClass: 'time', weak: false }));
}

/** Letters of each word in an abbreviation of two. */
const BEGINNING = { shortest: 3, longest: 6 };

const beginningsOf = (word: string): readonly string[] =>
  [...word].map((_, at) => word.slice(0, at + 1)).slice(BEGINNING.shortest - 1, BEGINNING.longest);

/** The whole name, each word of it that no other place has, and the beginnings of two words as one: `CardioLaTou`. */
function institutionTerms(value: string): readonly HeaderTerm[] {
  if (value.length > LONGEST) return [];
  const all = value.split(/[\s,]+/);
  const words = all.filter((word) => word.length >= 5 && !GENERIC.has(word.toLowerCase()) && !isTechniqueWord(word));
  const joined = all.slice(1).flatMap((second, at) => {
    const pair = [all[at], second];
    const [one, two] = pair.map(beginningsOf);
    return pair.some((word) => words.includes(word)) ? one.flatMap((first) => two.map((next) => first + next)) : [];
  });
  const texts = all.length > 1 ? [value, ...words, ...joined] : [value];
  return texts.map((text) => ({ text, phiClass: 'institution', weak: false }));
}

const GENERIC = new Set(
  `hospital clinic medical center centre health healthcare university general regional community memorial institute department radiology imaging
  saint county city north south east west northern southern eastern western central national group associates services service system systems
  care family children childrens womens veterans valley river lake klinikum krankenhaus hopital ospedale centro clinica praxis`.split(
    /\s+/,
  ),
);
