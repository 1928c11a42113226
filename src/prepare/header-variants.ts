import { inventStudy, type Study } from './person';
import type { Rng } from './random';
import type { Traits } from './traits';

/** What the header tells, given what the picture shows. */
export async function headerVariant(rng: Rng, study: Study, kind: Traits['header']): Promise<Study> {
  if (kind === 'header-scrubbed') return scrubbed(rng, study);
  if (kind === 'header-wrong') return mistyped(rng, study);
  if (kind === 'header-other-patient')
    return { ...(await inventStudy(rng.fork('other'))), date: study.date, time: study.time };
  return study;
}

/** As a header looks after some other tool went over it: the picture was forgotten. */
function scrubbed(rng: Rng, study: Study): Study {
  return {
    ...study,
    patient: {
      family: rng.pick(['ANONYMOUS', 'ANON', 'REMOVED', '']),
      given: '',
      id: rng.pick(['', `ANON${rng.digits(4)}`, 'REMOVED']),
      birthDate: '',
      sex: 'O',
      address: '',
      phone: '',
    },
    date: '',
    time: '',
    age: -1,
    accession: '',
    institution: '',
    institutionAddress: '',
    referring: '',
    performing: '',
    operator: '',
    station: '',
  };
}

/** Typing errors: letters of the name and digits of the ID swapped, the birth date a digit off. */
function mistyped(rng: Rng, study: Study): Study {
  const { patient } = study;
  return {
    ...study,
    patient: {
      ...patient,
      family: swap(rng, patient.family),
      given: rng.chance(0.5) ? patient.given : swap(rng, patient.given),
      id: swap(rng, patient.id),
      birthDate: `${patient.birthDate.slice(0, 6)}${patient.birthDate.endsWith('1') ? '21' : '11'}`,
    },
    accession: swap(rng, study.accession),
  };
}

/** Two neighbouring characters that differ change places; a text of equal characters loses its last one. */
function swap(rng: Rng, text: string): string {
  const places = Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => i).filter(
    (i) => text[i] !== text[i + 1],
  );
  if (places.length === 0) return text.slice(0, -1);
  const i = rng.pick(places);
  return text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2);
}
