// What `--speed` says of its rows as it goes: ratios of what was asked in turn, and whether texts and boxes are the same.
import { markdownTable } from './markdown.mjs';
import { median, ratioOf } from './speed-stats.mjs';

export const seconds = (ms) => (ms === null ? '–' : (ms / 1000).toFixed(ms < 995 ? 3 : 2));
export const percent = (share) => `${Math.round(100 * share)} %`;
export const titleOf = ({ cases }, id) => cases.find((each) => each.id === id).title;
export const ratioText = (found) => {
  if (found === null) return '–';
  const interval = found.interval === null ? '' : ` (${found.interval.map((value) => value.toFixed(2)).join(' to ')})`;
  return `${found.ratio.toFixed(2)}${interval}`;
};

/** Each system beside the first one that has the same case: CPU and wall-clock time, by pairs. */
export function ratiosText(rows) {
  const first = (row) => rows.find((other) => other.case === row.case);
  return markdownTable(
    ['Case', 'System', 'Wall s', 'CPU s', 'In models', 'CPU, times the first', 'Wall, times the first'],
    rows.map((row) => [
      row.case,
      row.system,
      seconds(median(row.wallMs)),
      seconds(median(row.cpuMs)),
      row.sessionMs ? `${Math.round(100 * shareInModels(row))} %` : '–',
      ratioText(ratioOf(row.cpuMs, first(row).cpuMs)),
      ratioText(ratioOf(row.wallMs, first(row).wallMs)),
    ]),
  );
}

export const shareInModels = ({ wallMs, sessionMs }) => median(wallMs.map((value, index) => sessionMs[index] / value));

/** The pipeline without the device or state that follows its name. */
const pipelineOf = ({ system }) => system.split(' ')[0];

/** Sentences for what was measured in two states or on two devices: are outcome, texts and boxes the same? */
export function digestsOf(rows) {
  const compared = rows.filter(({ digest }) => digest !== undefined);
  return compared.flatMap((row) => {
    const first = compared.find((other) => other.case === row.case && pipelineOf(other) === pipelineOf(row));
    if (first === row) return [];
    const same = first.digest === row.digest ? 'the same texts and boxes as' : 'OTHER texts or boxes than';
    return [`${row.case}: ${row.system} finds ${same} ${first.system}`];
  });
}
