import { type RedactSummary, redactFiles } from '../index';
import type { Command, CommandResult } from './command';
import { plural, progressBar } from './io';
import { METHOD, methodOf } from './method';
import { printable } from './printable';
import { LIMIT, SHARD, shardOf } from './shared';
import { stopOnSignals } from './stop';

export const redact: Command = {
  summary: 'de-identify files; what cannot be proven goes to OUT/quarantine',
  options: {
    in: { kind: 'text', value: 'FILE|DIR|ZIP', required: true, help: 'what to de-identify; it is only read' },
    out: { kind: 'text', value: 'DIR', required: true, help: 'where outputs go; outside the input' },
    ...METHOD,
    workers: {
      kind: 'integer',
      value: 'N',
      min: 1,
      word: 'auto',
      fallback: '1',
      help: 'files at a time; auto: by cores and memory',
    },
    ...LIMIT,
    ...SHARD,
    fresh: { kind: 'flag', help: 'do again what an earlier run of this command finished' },
    rename: {
      kind: 'text',
      value: 'FILE',
      help: 'neutral names for outputs (pseudonym and new UID); FILE gets the map to the old ones, so outside OUT',
    },
    'review-pictures': {
      kind: 'text',
      value: 'DIR',
      help: 'a picture of each file before (outlined) and after; shows patient data, so outside OUT',
    },
    'exit-zero': {
      kind: 'flag',
      help: 'exit code 0 also when files failed or are quarantined: for schedulers that would try again',
    },
  },
  async run(options, io) {
    const stop = stopOnSignals(io.err);
    try {
      const summary = await redactFiles({
        in: options.always('in'),
        out: options.always('out'),
        ...(await methodOf(options, io)),
        workers: options.text('workers') === 'auto' ? 'auto' : options.integer('workers'),
        limit: options.integer('limit'),
        ...shardOf(options),
        fresh: options.flag('fresh'),
        rename: options.text('rename'),
        reviewPictures: options.text('review-pictures'),
        signal: stop.signal,
        onProgress: progressBar(io, options.flag('json')),
      });
      return redactResult(summary, summary.stopped ? stop.exitCode() : options.flag('exit-zero') ? 0 : undefined);
    } finally {
      stop.release();
    }
  },
};

/** What `redact` and `merge` print. */
export function redactResult(summary: RedactSummary, exitCode?: number): CommandResult {
  return {
    json: summary,
    text: summaryText(summary),
    failed: [...summary.refusals, ...summary.failed],
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

/** So many names are printed of a list; audit.json has them all. */
const SHOWN = 20;

function summaryText(summary: RedactSummary): string {
  const { files, done, clean, quarantined, failed, out, headerProfile, resumed, stopped } = summary;
  const { skipped, stale, verified, review } = summary;
  const lines = [
    `${plural(files, 'file')}: ${done} redacted, ${clean} ${verified ? 'clean' : 'with nothing found (not verified)'}, ${quarantined.length} quarantined, ${failed.length} failed; in ${out}`,
  ];
  if (headerProfile === 'keep') lines.push('headers were kept: names, identifiers and dates are still in them');
  const telling = review.filter(({ reasons }) => reasons.includes('file-name')).length;
  if (telling > 0)
    lines.push(`${plural(telling, 'file')} with a value of the header in the name; --rename FILE gives neutral names`);
  if (resumed > 0) lines.push(`${resumed} of them ${resumed === 1 ? 'was' : 'were'} finished by an earlier run`);
  if (stopped) lines.push('stopped; the same command goes on where it stopped');
  lines.push(
    ...listOf(
      'without DICOM content, not taken',
      skipped.map(({ file, reason }) => `${file} (${reason})`),
    ),
  );
  lines.push(...listOf('in the output folder from elsewhere', stale));
  return `${lines.join('\n')}\n`;
}

function listOf(title: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, SHOWN).map((name) => `  ${printable(name)}`);
  const more = names.length > SHOWN ? [`  and ${names.length - SHOWN} more, listed in audit.json`] : [];
  return [`${names.length} ${title}:`, ...shown, ...more];
}
