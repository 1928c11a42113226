import type { Study } from '../person';
import type { Rng } from '../random';
import { ascii, inventScreenStudy, type ScreenStudy } from './facts';

/** Whether the header tells what the picture shows. */
export type HeaderKind = 'right' | 'scrubbed' | 'partly';

/** What the header tells, given what the picture shows. */
export async function screensHeader(
  rng: Rng,
  shown: ScreenStudy,
): Promise<{ readonly kind: HeaderKind; readonly study: Study }> {
  const kind = rng.pick<HeaderKind>(['right', 'right', 'scrubbed', 'partly', 'partly']);
  if (kind === 'right') return { kind, study: shown };
  return { kind, study: kind === 'scrubbed' ? scrubbed(rng, shown) : await partly(rng, shown) };
}

function scrubbed(rng: Rng, study: Study): Study {
  const empty = {
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
    studyId: '',
  };
  const pseudonym = rng.pick(['', 'PSEUDO', `Subject${rng.digits(3)}`, `X${rng.digits(5)}`]);
  return {
    ...study,
    ...empty,
    ...(rng.chance(0.4) ? { date: study.date } : {}),
    patient: {
      family: pseudonym,
      given: '',
      id: rng.pick(['', pseudonym, rng.digits(4)]),
      birthDate: '',
      sex: 'O',
      address: '',
      phone: '',
    },
  };
}

/** Some facts as in the picture; others spelled without accents, cut short, exchanged, or missing. */
async function partly(rng: Rng, study: ScreenStudy): Promise<Study> {
  const other = await inventScreenStudy(rng.fork('other'));
  const { patient } = study;
  const name = rng.pick([
    { family: ascii(patient.family), given: ascii(patient.given) },
    { family: patient.family, given: patient.given.charAt(0) },
    { family: patient.given, given: patient.family },
    { family: other.patient.family, given: patient.given },
    { family: patient.family, given: patient.given },
  ]);
  return {
    ...study,
    patient: {
      ...patient,
      ...name,
      id: rng.pick([patient.id, `000${patient.id}`, other.patient.id, '']),
      birthDate: rng.pick([patient.birthDate, patient.birthDate, other.patient.birthDate, '']),
    },
    accession: rng.pick([study.accession, other.accession, '']),
    institution: rng.pick([study.institution, ascii(study.institution), other.institution, '']),
    referring: rng.pick([study.referring, other.referring, '']),
    performing: rng.pick([study.performing, '']),
    operator: rng.pick([study.operator, other.operator, '']),
    date: rng.pick([study.date, study.date, other.date]),
  };
}
