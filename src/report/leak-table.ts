import { coverageOf, isCovered, isLegible, leakGrade, legibleCharacters, phiTruth } from '../evaluate/leak';
import type { Metrics, RunInput } from '../evaluate/metrics';
import { percent } from './format';
import { runLabels } from './labels';
import { numberCell, type Table, textCell } from './tables';

/** Every text in a leaked file that is still legible or not fully painted, run by run. `texts` false leaves the texts themselves out. */
export function leaksTable(metrics: Metrics, runs: readonly RunInput[], texts: boolean): Table {
  const labels = runLabels(metrics.runs);
  const column = (label: string, numeric = false) => ({ label, numeric });
  return {
    id: 'leaks',
    caption: 'Leaks, one by one',
    columns: [
      column('Pipeline'),
      column('File'),
      column('Class'),
      ...(texts ? [column('Text')] : []),
      column('Frame', true),
      column('Grade'),
      column('Seen by'),
      column('Painted', true),
      column('Legible characters', true),
    ],
    rows: runs.flatMap((run, i) =>
      run.files
        .filter((file) => file.leak.leaked)
        .flatMap((file) =>
          phiTruth(file)
            .filter((item) => !isCovered(item))
            .map((item) => [
              textCell(labels[i]),
              textCell(file.Filename),
              textCell(item.phiClass),
              ...(texts ? [textCell(item.text)] : []),
              numberCell(item.frame, String(item.frame)),
              textCell(isLegible(item) ? leakGrade(item) : ''),
              textCell(item.leakedBy ?? ''),
              numberCell(coverageOf(item), percent(coverageOf(item))),
              numberCell(
                legibleCharacters(item),
                String(legibleCharacters(item)),
                legibleCharacters(item) > 0 ? 'bad' : undefined,
              ),
            ]),
        ),
    ),
  };
}

/** Files that no run could finish, by run. */
export function failuresTable(metrics: Metrics): Table {
  const labels = runLabels(metrics.runs);
  return {
    id: 'failures',
    caption: 'Files that failed: scored as all missed, not written',
    columns: ['Pipeline', 'File', 'Stage', 'Code'].map((label) => ({ label, numeric: false })),
    rows: metrics.runs.flatMap((run, i) =>
      run.failed.map((failure) => [
        textCell(labels[i]),
        textCell(failure.file),
        textCell(failure.stage),
        textCell(failure.code),
      ]),
    ),
  };
}
