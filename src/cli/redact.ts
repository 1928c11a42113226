import { DEVICES, HEADER_MODES, HEADER_PROFILES, PIPELINE_IDS, POLICIES, RETAIN_OPTIONS, redactFiles } from '../index';
import type { Command } from './command';
import { noticesTo, progressBar } from './io';
import { DEVICE, HEADER, LIMIT, RULES, rulesOf } from './shared';

export const redact: Command = {
  summary: 'de-identify files; what cannot be proven goes to OUT/quarantine',
  options: {
    in: { kind: 'text', value: 'FILE|DIR|ZIP', required: true, help: 'what to de-identify; it is only read' },
    out: { kind: 'text', value: 'DIR', required: true, help: 'where outputs go; outside the input' },
    pipeline: { kind: 'choice', value: 'ID', choices: PIPELINE_IDS, fallback: 'proof', help: 'how' },
    policy: {
      kind: 'choice',
      value: 'ID',
      choices: POLICIES,
      fallback: 'phi',
      help: 'all-text: whatever is legible goes, but for the allow-list',
    },
    'header-profile': {
      kind: 'choice',
      value: 'ID',
      choices: HEADER_PROFILES,
      fallback: 'keep',
      help: 'keep: the header stays as it is; basic: PS3.15 basic profile',
    },
    retain: {
      kind: 'choices',
      value: 'ID[,ID]',
      choices: RETAIN_OPTIONS,
      help: 'what may stay, in the header and in the picture (PS3.15 options)',
    },
    workers: { kind: 'integer', value: 'N', min: 1, fallback: '1', help: 'files at a time' },
    ...HEADER,
    ...DEVICE,
    ...LIMIT,
    ...RULES,
  },
  async run(options, io) {
    const summary = await redactFiles({
      in: options.always('in'),
      out: options.always('out'),
      pipeline: options.choice('pipeline', PIPELINE_IDS),
      policy: options.choice('policy', POLICIES),
      headerProfile: options.choice('header-profile', HEADER_PROFILES),
      retain: options.choices('retain', RETAIN_OPTIONS),
      workers: options.integer('workers'),
      header: options.choice('header', HEADER_MODES),
      device: options.choice('device', DEVICES),
      limit: options.integer('limit'),
      ...(await rulesOf(options)),
      onProgress: progressBar(io, options.flag('json')),
      onNotice: noticesTo(io),
    });
    const { files, done, clean, quarantined, failed } = summary;
    const refused = quarantined.map((file) => ({ file, stage: 'verify', code: 'quarantined' }));
    const text = `${files} files: ${done} redacted, ${clean} clean, ${refused.length} quarantined, ${failed.length} failed; in ${summary.out}\n`;
    return { json: summary, text, failed: [...refused, ...failed] };
  },
};
