import type { Study } from './person';
import type { Phantom } from './phantom/types';
import type { Piece } from './piece';
import type { Rng } from './random';
import { keep, label, vocabulary } from './vocabulary';

/** A table on a captured page: rows of cells, in columns at the given shares of the page's width. */
export interface Table {
  /** Left edge of each column, share of the picture's width. */
  readonly columns: readonly number[];
  readonly rows: readonly (readonly (readonly Piece[])[])[];
}

/** The page of a workstation: facts about the patient, then a dose or result table that must stay. */
export function reportPage(
  rng: Rng,
  study: Study,
  phantom: Phantom,
): { readonly title: Piece[]; readonly patient: Table; readonly results: Table } {
  const say = vocabulary(rng, study);
  const facts: Piece[][][] = [
    [[label('Patient Name:')], [say.name()]],
    [[label('Patient ID:')], [say.id()]],
    [[label('Birth Date:')], [say.birth()]],
    [[label('Sex / Age:')], [say.sex(), label('/'), say.age()]],
    [[label('Accession Number:')], [say.accession()]],
    [[label('Exam Date:')], [say.date(), say.time()]],
    [[label('Ref. Physician:')], [say.referring()]],
    [[label('Hospital:')], [say.institution()]],
  ];
  const shown = facts.filter((_, i) => i < 2 || rng.chance(0.75));
  return {
    title: [keep(phantom.seriesDescription)],
    patient: { columns: [0.03, 0.24], rows: shown },
    results: { columns: [0.03, 0.14, 0.3, 0.46], rows: resultRows(rng) },
  };
}

function resultRows(rng: Rng): Piece[][][] {
  const head = ['Series', 'Type', 'CTDIvol', 'DLP'].map((text) => [keep(text)]);
  const rows = Array.from({ length: rng.int(2, 4) }, (_, i) => [
    [keep(String(i + 1))],
    [keep(rng.pick(['Scout', 'Helical', 'Axial']))],
    [keep(rng.range(2, 40).toFixed(2))],
    [keep(rng.range(60, 1400).toFixed(2))],
  ]);
  const total = [[keep('Total')], [], [], [keep(rng.range(300, 2500).toFixed(2))]];
  return [head, ...rows, total];
}
