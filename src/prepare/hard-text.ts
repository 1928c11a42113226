import type { Study } from './person';
import type { Piece } from './piece';
import type { Rng } from './random';
import type { Traits } from './traits';
import { keep, label, type Vocabulary, vocabulary } from './vocabulary';

const FAMILY_WORDS = [
  'May',
  'Young',
  'Long',
  'West',
  'Brown',
  'Good',
  'Rich',
  'Black',
  'Price',
  'Page',
  'Short',
  'Hall',
  'Banks',
  'Head',
  'Stone',
  'Field',
  'Day',
  'Cross',
];
const GIVEN_WORDS = [
  'Grace',
  'April',
  'June',
  'Faith',
  'Mark',
  'Bill',
  'Will',
  'Rose',
  'Drew',
  'Chance',
  'Art',
  'Summer',
  'Dawn',
  'Hope',
  'Grant',
  'Frank',
];

/** A patient whose names are ordinary words. */
export function wordNamed(rng: Rng, study: Study): Study {
  return { ...study, patient: { ...study.patient, family: rng.pick(FAMILY_WORDS), given: rng.pick(GIVEN_WORDS) } };
}

/** The lines of a hard block. */
export function hardLines(rng: Rng, study: Study, content: Traits['content']): Piece[][] {
  const say = vocabulary(rng, study);
  const lines = shuffledFacts(rng, say);
  if (content === 'sex-beside-plane') {
    lines.splice(1, 0, [say.sex(), keep(rng.pick(['MPR', 'AX', 'COR', 'MIP', 'SAG', 'FLAIR']))]);
  } else if (content === 'id-beside-series') {
    lines.splice(1, 0, [keep(`${rng.int(1, 12)}/${rng.int(2, 300)}`), say.id(), keep(`#${rng.int(1000, 99999)}`)]);
  } else if (rng.chance(0.3)) {
    lines.push([keep(rng.pick(['120 kV', 'SL 5.0', 'TE 98', 'HFS', 'PORTABLE', 'SUPINE', 'LAO 30', '+C']))]);
  }
  return lines;
}

function shuffledFacts(rng: Rng, say: Vocabulary): Piece[][] {
  const labelled = rng.chance(0.4);
  const line = (name: string, ...pieces: Piece[]): Piece[] => (labelled ? [label(name), ...pieces] : pieces);
  const first = rng.pick([
    [say.name()],
    [say.name(), say.sex()],
    [say.date(), say.name(), say.sex()],
    line(rng.pick(['Name:', 'Patient:', 'Pat.:', 'PN:']), say.name()),
  ]);
  const others = rng.shuffle([
    line(rng.pick(['ID:', 'MRN:', 'Pat ID', 'No.']), say.id()),
    line(rng.pick(['DOB:', 'Born', 'D.O.B.', '*']), say.birth()),
    line(rng.pick(['Date:', 'Exam:', 'Study']), say.date(), ...(rng.chance(0.4) ? [say.time()] : [])),
    line(rng.pick(['Hosp.:', 'Inst.:', '@']), say.institution()),
    line('Acc:', say.accession()),
    line(rng.pick(['Ref:', 'Dr.', 'MD:']), say.referring()),
    line('Age/Sex:', say.age(), say.sex()),
  ]);
  return [first, ...others.slice(0, rng.int(1, 4))];
}

/** Facts as rows of a table: a label column and a value column. */
export function hardTable(rng: Rng, study: Study): Piece[][][] {
  const say = vocabulary(rng, study);
  const rows: Piece[][][] = [
    [[label('Patient')], [say.name()], [label('ID')], [say.id()]],
    [[label('Born')], [say.birth()], [label('Sex')], [say.sex()]],
    [[label('Date')], [say.date()], [label('Time')], [say.time()]],
    [[label('Accession')], [say.accession()], [label('Age')], [say.age()]],
    [[label('Physician')], [say.referring()], [label('kV')], [keep(String(rng.int(70, 140)))]],
  ];
  return rows.slice(0, rng.int(2, rows.length));
}
