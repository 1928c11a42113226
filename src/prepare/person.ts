import type { Faker } from '@faker-js/faker';
import type { Rng } from './random';

/** An invented patient. Dates are DICOM dates (`YYYYMMDD`), times `HHMMSS`. */
export interface Patient {
  readonly family: string;
  readonly given: string;
  readonly id: string;
  readonly birthDate: string;
  readonly sex: 'M' | 'F' | 'O';
  readonly address: string;
  readonly phone: string;
}

/** An invented examination of a patient, all of it consistent with the patient. */
export interface Study {
  readonly patient: Patient;
  readonly date: string;
  readonly time: string;
  /** Whole years at the examination. */
  readonly age: number;
  readonly accession: string;
  readonly studyId: string;
  readonly institution: string;
  readonly institutionAddress: string;
  readonly referring: string;
  readonly performing: string;
  readonly operator: string;
  readonly station: string;
}

/** Languages for names and addresses; all are written in Latin letters. */
export type Locale = 'en' | 'de' | 'fr' | 'es' | 'pl' | 'sv' | 'cs_CZ' | 'pt_BR';

/**
 * Invents a patient and an examination.
 *
 * @param options.locale language of the names, default `en`
 */
export async function inventStudy(rng: Rng, options: { readonly locale?: Locale } = {}): Promise<Study> {
  const faker = await fakerOf(options.locale ?? 'en');
  // One stream a study: the shared instance is seeded anew and used without a pause, so calls cannot mix.
  faker.seed(rng.uint32());
  const patient = inventPatient(faker, rng);
  const date = dicomDate(rng, Math.max(1986, Number(patient.birthDate.slice(0, 4)) + 1), 2019);
  const person = () => `${clean(faker.person.lastName())}^${clean(faker.person.firstName())}`;
  return {
    patient,
    date,
    time: [rng.int(7, 19), rng.int(0, 59), rng.int(0, 59)].map((n) => String(n).padStart(2, '0')).join(''),
    age: yearsBetween(patient.birthDate, date),
    accession: rng.pick([rng.digits(8), `A${rng.digits(7)}`, `${rng.pick(['CT', 'RAD', 'XR'])}${rng.digits(6)}`]),
    studyId: rng.digits(5),
    institution: inventInstitution(faker, rng),
    institutionAddress: `${clean(faker.location.streetAddress())}, ${clean(faker.location.city())}`,
    referring: person(),
    performing: person(),
    operator: person(),
    station: `${rng.pick(['CT', 'MR', 'WS', 'AW', 'US'])}${rng.int(1, 9)}${rng.digits(3)}`,
  };
}

function inventPatient(faker: Faker, rng: Rng): Patient {
  const sex = rng.chance(0.5) ? 'M' : 'F';
  const given = faker.person.firstName(sex === 'M' ? 'male' : 'female');
  return {
    family: clean(faker.person.lastName()),
    given: clean(given),
    id: rng.digits(rng.pick([8, 9, 10, 10])),
    birthDate: dicomDate(rng, 1915, 2002),
    sex: rng.chance(0.02) ? 'O' : sex,
    address: `${clean(faker.location.streetAddress())}, ${clean(faker.location.city())}`,
    phone: clean(faker.phone.number({ style: 'national' })),
  };
}

function inventInstitution(faker: Faker, rng: Rng): string {
  const kind = rng.pick([
    'Medical Clinic',
    'Medical Center',
    'Community Clinic',
    'Hospital',
    'Community Hospital',
    'Clinic',
  ]);
  const family = () => clean(faker.person.lastName());
  const whose = rng.pick([family, () => `${family()}-${family()}`, () => `${family()}, ${family()} and ${family()}`]);
  return `${whose()} ${kind}`;
}

/** Characters that DICOM gives a meaning (`\`, `^`, `=`) do not occur in names; typographic quotes become plain ones. */
const clean = (text: string): string =>
  text
    .replace(/[\\^=]/g, ' ')
    .replace(/[‘’]/g, "'")
    .normalize('NFC');

function dicomDate(rng: Rng, firstYear: number, lastYear: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${rng.int(firstYear, lastYear)}${two(rng.int(1, 12))}${two(rng.int(1, 28))}`;
}

/** Whole years from one DICOM date to a later one. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(4) < from.slice(4) ? years - 1 : years;
}

const fakers = new Map<Locale, Promise<Faker>>();

function fakerOf(locale: Locale): Promise<Faker> {
  let faker = fakers.get(locale);
  if (faker === undefined) {
    faker = import(`@faker-js/faker/locale/${locale}`).then((module: { faker: Faker }) => module.faker);
    fakers.set(locale, faker);
  }
  return faker;
}
