import type { Faker } from '@faker-js/faker';
import type { Study } from '../person';
import type { Rng } from '../random';
import { LANGUAGES, type Language, type Words, wordsOf } from './language';

/** An invented examination as the screens of this family need it: what a header tells, and more. */
export interface ScreenStudy extends Study {
  readonly language: Language;
  readonly words: Words;
  readonly ward: string;
  readonly room: string;
  readonly insurance: string;
  readonly email: string;
  readonly physicianPhone: string;
  readonly street: string;
  readonly town: string;
  readonly deviceSerial: string;
}

const fakers = new Map<string, Promise<Faker>>();

function fakerOf(locale: string): Promise<Faker> {
  let faker = fakers.get(locale);
  if (faker === undefined) {
    faker = import(`@faker-js/faker/locale/${locale}`).then((module: { faker: Faker }) => module.faker);
    fakers.set(locale, faker);
  }
  return faker;
}

/** `^`, `\` and `=` have a meaning in DICOM; typographic quotes are not in every face. */
const plain = (text: string): string =>
  text
    .replace(/[\\^=]/g, ' ')
    .replace(/[‘’]/g, "'")
    .normalize('NFC');

const two = (n: number): string => String(n).padStart(2, '0');

/** Invents a patient and an examination in one of the nine languages. */
export async function inventScreenStudy(rng: Rng): Promise<ScreenStudy> {
  const language = rng.pick(LANGUAGES);
  const words = wordsOf(language);
  const faker = await fakerOf(words.faker);
  // The shared instance is seeded anew and used without a pause, so that calls cannot mix.
  faker.seed(rng.uint32());
  const person = () => `${plain(faker.person.lastName())}^${plain(faker.person.firstName())}`;
  const phone = () => plain(faker.phone.number({ style: 'national' }));
  const days = inventDays(rng);
  const town = plain(faker.location.city());
  const street = plain(faker.location.streetAddress());
  const zip = plain(faker.location.zipCode());
  const patient = {
    ...inventPerson(rng, faker),
    id: patientId(rng, days.birthDate),
    birthDate: days.birthDate,
    address: `${street}, ${zip} ${town}`,
    phone: phone(),
  };
  return {
    language,
    words,
    patient,
    date: days.date,
    time: [rng.int(6, 22), rng.int(0, 59), rng.int(0, 59)].map(two).join(''),
    age: days.age,
    accession: accessionNumber(rng, days.date.slice(0, 4)),
    studyId: rng.digits(rng.int(2, 5)),
    institution: institution(rng, words, town, plain(faker.person.lastName())),
    institutionAddress: `${plain(faker.location.streetAddress())}, ${town}`,
    referring: person(),
    performing: person(),
    operator: person(),
    station: `${rng.pick(['XR', 'US', 'ROOM', 'ANGIO', 'CR'])}${rng.int(1, 9)}`,
    ward: rng.pick(words.wards),
    room: rng.pick([rng.digits(3), `${rng.int(1, 9)}.${rng.digits(2)}`, `${rng.int(1, 40)}${rng.pick(['A', 'B'])}`]),
    insurance: insuranceNumber(rng),
    email: emailOf(rng, patient),
    physicianPhone: phone(),
    street,
    town: `${zip} ${town}`,
    deviceSerial: rng.pick([rng.digits(5), rng.digits(6), `${rng.pick(['SN', 'A', 'LE'])}${rng.digits(6)}`]),
  };
}

function inventPerson(
  rng: Rng,
  faker: Faker,
): { readonly family: string; readonly given: string; readonly sex: 'M' | 'F' } {
  const sex = rng.chance(0.5) ? 'M' : 'F';
  const last = () => faker.person.lastName();
  const family = plain(rng.chance(0.08) ? `${last()}-${last()}` : last());
  return { family, given: plain(faker.person.firstName(sex === 'M' ? 'male' : 'female')), sex };
}

/** An examination date and a birth date with the age between them. */
function inventDays(rng: Rng): { readonly date: string; readonly birthDate: string; readonly age: number } {
  const age = ageOf(rng);
  const year = rng.int(2004, 2025);
  const day = `${two(rng.int(1, 12))}${two(rng.int(1, 28))}`;
  const birthDay = `${two(rng.int(1, 12))}${two(rng.int(1, 28))}`;
  return { age, date: `${year}${day}`, birthDate: `${year - age - (birthDay <= day ? 0 : 1)}${birthDay}` };
}

const accessionNumber = (rng: Rng, year: string): string =>
  rng.pick([
    () => rng.digits(rng.int(4, 7)),
    () => `${year}${rng.digits(7)}`,
    () => `E${rng.digits(8)}`,
    () => `${rng.digits(3)}-${rng.digits(5)}`,
    () => `US${rng.digits(6)}`,
  ])();

const emailOf = (rng: Rng, { given, family }: { readonly given: string; readonly family: string }): string =>
  `${ascii(given)}.${ascii(family)}`.toLowerCase().replace(/[^a-z.-]/g, '') +
  rng.pick(['@example.org', '@mail.example', '@clinic.example']);

/** Mostly adults, some children and very old people. */
const ageOf = (rng: Rng): number =>
  rng.chance(0.1) ? rng.int(0, 14) : rng.chance(0.1) ? rng.int(88, 101) : rng.int(17, 87);

/** Bare numbers of one to six digits, longer ones, and those with letters, points or the birth date in them. */
function patientId(rng: Rng, birth: string): string {
  const [year, month, day] = [birth.slice(0, 4), birth.slice(4, 6), birth.slice(6)];
  if (rng.chance(0.35)) return rng.digits(rng.int(1, 6));
  return rng.pick([
    () => rng.digits(rng.int(7, 10)),
    () => `${rng.pick(['P', 'A', 'H', 'K', 'MR'])}${rng.digits(rng.int(5, 7))}`,
    () => `${rng.digits(2)}-${rng.digits(5)}`,
    () => `${rng.digits(3)}.${rng.digits(3)}.${rng.digits(3)}`,
    () => `${year.slice(2)}${month}${day}${rng.digits(5)}`,
    () => `${day}${month}${year.slice(2)}-${rng.digits(4)}`,
    () => `000${rng.digits(5)}`,
    () => `${rng.pick(['CL', 'PAT', 'ID'])}-${rng.digits(3)}${rng.pick(['BT', 'X', 'F'])}-${rng.digits(5)}`,
  ])();
}

const insuranceNumber = (rng: Rng): string =>
  rng.pick([
    () => `${rng.pick(['A', 'K', 'T', 'Z'])}${rng.digits(9)}`,
    () =>
      `${rng.pick([1, 2])} ${rng.digits(2)} ${two(rng.int(1, 12))} ${rng.digits(2)} ${rng.digits(3)} ${rng.digits(3)} ${rng.digits(2)}`,
    () => rng.digits(rng.pick([9, 11])),
    () => `${rng.digits(3)} ${rng.digits(3)} ${rng.digits(4)}`,
    () => `${rng.digits(2)}/${rng.digits(8)}/${rng.digits(2)}`,
  ])();

function institution(rng: Rng, words: Words, town: string, surname: string): string {
  return rng.pick(words.institutions).replace('@', town).replaceAll('%', surname).replace('$', rng.pick(words.saints));
}

const FOLDED: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', æ: 'ae', œ: 'oe', ı: 'i' };

/** Without accents, as devices with a small character set write it. */
export const ascii = (text: string): string =>
  Array.from(text.normalize('NFD').replace(/[\u0300-\u036f]/g, ''), (char) => FOLDED[char] ?? char).join('');
