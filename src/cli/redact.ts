import {
  DEVICES,
  DOCUMENT_MODES,
  HEADER_MODES,
  HEADER_PROFILES,
  PIPELINE_IDS,
  POLICIES,
  RETAIN_OPTIONS,
  type RedactSummary,
  redactFiles,
} from '../index';
import type { Command, CommandResult } from './command';
import { noticesTo, plural, progressBar } from './io';
import type { OptionTable } from './options';
import { printable } from './printable';
import { DEVICE, HEADER, LIMIT, LIMITS, limitsFrom, RULES, rulesOf, SECRET, SHARD, secretOf, shardOf } from './shared';
import { stopOnSignals } from './stop';

/** How files are de-identified, wherever they come from. */
export const METHOD: OptionTable = {
  pipeline: { kind: 'choice', value: 'ID', choices: PIPELINE_IDS, fallback: 'proof', help: 'how' },
  policy: {
    kind: 'choice',
    value: 'ID',
    choices: POLICIES,
    fallback: 'explain',
    help: 'phi: remove patient data; explain: also what has no reason to stay (proof; else as phi); all-text: all legible text except what the allow-list names',
  },
  'header-profile': {
    kind: 'choice',
    value: 'ID',
    choices: HEADER_PROFILES,
    fallback: 'basic',
    help: 'basic: PS3.15 basic profile; keep: the header stays as it is, with names, ids and dates',
  },
  documents: {
    kind: 'choice',
    value: 'HOW',
    choices: DOCUMENT_MODES,
    fallback: 'quarantine',
    help: 'reports without pixels: to quarantine, or their texts cleaned by the finders',
  },
  'shift-dates': {
    kind: 'flag',
    help: 'dates of the header stay, moved by one number of days for each patient',
  },
  retain: {
    kind: 'choices',
    value: 'ID[,ID]',
    choices: RETAIN_OPTIONS,
    help: 'what may stay, in the header and in the picture (PS3.15 options)',
  },
};

export const redact: Command = {
  summary: 'de-identify files; what cannot be proven goes to OUT/quarantine',
  options: {
    in: { kind: 'text', value: 'FILE|DIR|ZIP', required: true, help: 'what to de-identify; it is only read' },
    out: { kind: 'text', value: 'DIR', required: true, help: 'where outputs go; outside the input' },
    ...METHOD,
    workers: { kind: 'integer', value: 'N', min: 1, fallback: '1', help: 'files at a time' },
    ...SHARD,
    fresh: { kind: 'flag', help: 'do again what an earlier run of this command finished' },
    'review-pictures': {
      kind: 'text',
      value: 'DIR',
      help: 'a picture of each file before (outlined) and after; shows patient data, so outside OUT',
    },
    ...SECRET,
    ...LIMITS,
    ...HEADER,
    ...DEVICE,
    ...LIMIT,
    ...RULES,
  },
  async run(options, io) {
    const stop = stopOnSignals(io.err);
    try {
      const summary = await redactFiles({
        in: options.always('in'),
        out: options.always('out'),
        pipeline: options.choice('pipeline', PIPELINE_IDS),
        policy: options.choice('policy', POLICIES),
        headerProfile: options.choice('header-profile', HEADER_PROFILES),
        documents: options.choice('documents', DOCUMENT_MODES),
        shiftDates: options.flag('shift-dates'),
        retain: options.choices('retain', RETAIN_OPTIONS),
        workers: options.integer('workers'),
        header: options.choice('header', HEADER_MODES),
        device: options.choice('device', DEVICES),
        limit: options.integer('limit'),
        limits: limitsFrom(options),
        ...shardOf(options),
        fresh: options.flag('fresh'),
        reviewPictures: options.text('review-pictures'),
        ...(await secretOf(options)),
        ...(await rulesOf(options)),
        signal: stop.signal,
        onProgress: progressBar(io, options.flag('json')),
        onNotice: noticesTo(io),
      });
      return redactResult(summary, stop.exitCode());
    } finally {
      stop.release();
    }
  },
};

/** What `redact` and `merge` print. */
export function redactResult(summary: RedactSummary, exitCode?: number): CommandResult {
  const refused = summary.quarantined.map((file) => ({ file, stage: 'verify', code: 'quarantined' }));
  return {
    json: summary,
    text: summaryText(summary, refused.length),
    failed: [...refused, ...summary.failed],
    ...(summary.stopped && exitCode !== undefined ? { exitCode } : {}),
  };
}

/** So many names are printed of a list; audit.json has them all. */
const SHOWN = 20;

function summaryText(
  { files, done, clean, failed, out, headerProfile, resumed, stopped, skipped, stale, verified }: RedactSummary,
  refused: number,
) {
  const lines = [
    `${plural(files, 'file')}: ${done} redacted, ${clean} ${verified ? 'clean' : 'with nothing found (not verified)'}, ${refused} quarantined, ${failed.length} failed; in ${out}`,
  ];
  if (headerProfile === 'keep') lines.push('headers were kept: names, identifiers and dates are still in them');
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
