import type { Piece } from '../piece';
import type { Rng } from '../random';
import { ascii, type ScreenStudy } from './facts';
import type { LabelId, Words } from './language';
import { label, open, secret } from './pieces';

/** How one device writes the facts of an examination: the same everywhere on its screen. */
export interface Voice {
  readonly study: ScreenStudy;
  readonly name: () => Piece;
  readonly family: () => Piece;
  readonly given: () => Piece;
  readonly id: () => Piece;
  readonly birth: () => Piece;
  readonly sex: () => Piece;
  readonly sexWord: () => Piece;
  readonly age: () => Piece;
  readonly ageNumber: () => Piece;
  readonly date: () => Piece;
  /** The date of an examination some years before. */
  readonly earlierDate: (years: number) => Piece;
  /** Date and time as one text. */
  readonly dateTime: () => Piece;
  /** A clock time alone. */
  readonly time: () => Piece;
  readonly accession: () => Piece;
  readonly exam: () => Piece;
  readonly institution: () => Piece;
  readonly referring: () => Piece;
  readonly physician: () => Piece;
  readonly operator: () => Piece;
  readonly initials: () => Piece;
  readonly ward: () => Piece;
  readonly room: () => Piece;
  readonly address: () => Piece;
  readonly street: () => Piece;
  readonly town: () => Piece;
  readonly phone: () => Piece;
  readonly email: () => Piece;
  readonly insurance: () => Piece;
  readonly serial: () => Piece;
  readonly label: (id: LabelId) => Piece;
  /** A label without its colon, for the heads of tables. */
  readonly head: (id: LabelId) => Piece;
  readonly comment: () => Piece;
  readonly studyName: () => Piece;
}

const GENERIC_DATES = ['Y-m-d', 'Y/m/d', 'd/m/Y', 'd-m-Y', 'Y.m.d', 'compact', 'd.m.y'];

/** A DICOM date in a pattern of `Words.dates`. */
export function writeDate(date: string, pattern: string, words: Words, upper: boolean): string {
  if (pattern === 'compact') return date;
  const [year, month, day] = [date.slice(0, 4), Number(date.slice(4, 6)), date.slice(6)];
  const parts: Readonly<Record<string, string>> = {
    d: day,
    m: date.slice(4, 6),
    y: year.slice(2),
    Y: year,
    b: upper ? words.monthsShort[month - 1].toUpperCase() : words.monthsShort[month - 1],
    B: words.months[month - 1],
  };
  return pattern.replace(/\b[dmyYbB]\b/g, (token) => parts[token]);
}

const TIMES: readonly ((h: number, m: string, s: string) => string)[] = [
  (h, m, s) => `${String(h).padStart(2, '0')}:${m}:${s}`,
  (h, m, s) => `${String(h).padStart(2, '0')}:${m}:${s}`,
  (h, m) => `${String(h).padStart(2, '0')}:${m}`,
  (h, m, s) => `${((h + 11) % 12) + 1}:${m}:${s} ${h < 12 ? 'AM' : 'PM'}`,
  (h, m, s) => `${((h + 11) % 12) + 1}:${m}:${s}${h < 12 ? 'am' : 'pm'}`,
  (h, m) => `${h}.${m}`,
];

const NAMES: readonly ((family: string, given: string, upper: (text: string) => string) => string)[] = [
  (f, g, up) => `${up(f)}, ${up(g)}`,
  (f, g) => `${f}, ${g}`,
  (f, g, up) => `${up(f)} ${up(g)}`,
  (f, g, up) => `${up(f)} ${g}`,
  (f, g) => `${g} ${f}`,
  (f, g) => `${f} ${g}`,
  (f, g) => `${f},${g}`,
  (f, g, up) => `${up(f)}^${up(g)}`,
  (f, g) => `${g.charAt(0)}. ${f}`,
  (f, g, up) => `${up(f)}, ${g.charAt(0)}`,
];

/** @param folded whether the device writes letters without accents */
export function voiceOf(rng: Rng, study: ScreenStudy, folded: boolean): Voice {
  const { patient, words } = study;
  const fold = folded ? ascii : (text: string) => text;
  const upper = (text: string) => text.toLocaleUpperCase(study.language);
  const nameForm = rng.pick(NAMES);
  const pattern = rng.chance(0.7) ? rng.pick(words.dates) : rng.pick(GENERIC_DATES);
  const shout = rng.chance(0.4);
  const dateText = (date: string) => fold(writeDate(date, pattern, words, shout));
  const timeForm = rng.pick(TIMES);
  const timeText = timeForm(Number(study.time.slice(0, 2)), study.time.slice(2, 4), study.time.slice(4));
  const ageForm = rng.pick(words.ages);
  const colon = rng.pick([':', ':', ':', '', ' :']);
  const between = rng.pick([' ', ' ', '  ', ', ']);
  const male = patient.sex === 'M' ? 0 : 1;
  const personName = doctorForm(rng, rng.pick(words.titles), upper);
  const person = (pn: string, field: string) => secret(fold(personName(pn.split('^')).trim()), field, 'physician', pn);
  const pn = `${patient.family}^${patient.given}`;
  const labelText = new Map<LabelId, string>();
  const labelOf = (id: LabelId) => {
    if (!labelText.has(id)) labelText.set(id, fold(rng.pick(words.labels[id])));
    return labelText.get(id)!;
  };
  return {
    study,
    name: () => secret(fold(nameForm(patient.family, patient.given, upper)), 'name', 'name', pn),
    family: () => secret(fold(patient.family), 'name', 'name', patient.family),
    given: () => secret(fold(patient.given), 'name', 'name', patient.given),
    id: () => secret(patient.id, 'id', 'id'),
    birth: () => secret(dateText(patient.birthDate), 'dob', 'birth-date'),
    sex: () => secret(words.sexLetters[male], 'sex', 'sex'),
    sexWord: () => secret(fold(words.sexWords[male]), 'sex', 'sex'),
    age: () => secret(fold(ageForm.replace('#', String(study.age))), 'age', 'age'),
    ageNumber: () => secret(String(study.age), 'age', 'age'),
    date: () => secret(dateText(study.date), 'date', 'date'),
    earlierDate: (years) => secret(dateText(yearsBefore(study.date, years)), 'date', 'date'),
    dateTime: () => secret(`${dateText(study.date)}${between}${timeText}`, 'date', 'date'),
    time: () => open(timeText),
    accession: () => secret(study.accession, 'accession', 'accession'),
    exam: () => secret(study.studyId, 'exam-number', 'accession'),
    institution: () => secret(fold(study.institution), 'inst', 'institution', study.institution),
    referring: () => person(study.referring, 'physician'),
    physician: () => person(study.performing, 'physician'),
    operator: () => person(study.operator, 'operator'),
    initials: () => secret(initialsOf(fold(study.operator)), 'operator', 'physician', study.operator),
    ward: () => secret(fold(study.ward), 'ward', 'institution', study.ward),
    room: () => secret(study.room, 'room', 'address'),
    address: () => secret(fold(patient.address), 'address', 'address', patient.address),
    street: () => secret(fold(study.street), 'address', 'address', study.street),
    town: () => secret(fold(study.town), 'address', 'address', study.town),
    phone: () => secret(patient.phone, 'phone', 'phone'),
    email: () => secret(study.email, 'email', 'email'),
    insurance: () => secret(study.insurance, 'insurance', 'id'),
    serial: () => secret(study.deviceSerial, 'device-serial', 'other'),
    label: (id) => label(`${labelOf(id)}${colon}`),
    head: (id) => label(labelOf(id)),
    comment: () => open(fold(rng.pick(words.comments))),
    studyName: () => open(fold(rng.pick(words.exams))),
  };
}

const yearsBefore = (date: string, years: number): string => `${Number(date.slice(0, 4)) - years}${date.slice(4)}`;

/** How a device writes physicians and operators. */
const doctorForm = (rng: Rng, title: string, upper: (text: string) => string): ((parts: readonly string[]) => string) =>
  rng.pick([
    ([f, g]: readonly string[]) => `${title} ${g.charAt(0)}. ${f}`,
    ([f]: readonly string[]) => `${title} ${f}`,
    ([f, g]: readonly string[]) => `${title} ${g} ${f}`,
    ([f, g]: readonly string[]) => `${upper(f)}^${upper(g)}`,
    ([f, g]: readonly string[]) => `${f}, ${g}`,
  ]);

/** `Moreau^Anne` as `AM`. */
const initialsOf = (pn: string): string =>
  pn
    .split('^')
    .reverse()
    .map((part) => part.charAt(0))
    .join('')
    .toUpperCase();
