import {
  DEVICES,
  DOCUMENT_MODES,
  HEADER_MODES,
  HEADER_PROFILES,
  PIPELINE_IDS,
  POLICIES,
  RETAIN_OPTIONS,
  serveStream,
} from '../index';
import type { Command } from './command';
import { noticesTo } from './io';
import { METHOD } from './redact';
import { DEVICE, HEADER, LIMITS, limitsFrom, RULES, rulesOf, SECRET, secretOf } from './shared';

export const worker: Command = {
  summary: 'de-identify files that come through standard input, for an engine that can pipe (see docs/scale.md)',
  options: {
    ...METHOD,
    evaluate: { kind: 'flag', help: 'each question carries ground truth, too; the answers are scores' },
    ...SECRET,
    ...LIMITS,
    ...HEADER,
    ...DEVICE,
    ...RULES,
  },
  async run(options, io) {
    // Standard output belongs to the answers: what a library prints goes where messages go.
    for (const way of ['log', 'info', 'debug'] as const) console[way] = (...words) => console.error(...words);
    await serveStream(process.stdin, process.stdout, {
      pipeline: options.choice('pipeline', PIPELINE_IDS),
      policy: options.choice('policy', POLICIES),
      headerProfile: options.choice('header-profile', HEADER_PROFILES),
      documents: options.choice('documents', DOCUMENT_MODES),
      shiftDates: options.flag('shift-dates'),
      retain: options.choices('retain', RETAIN_OPTIONS),
      header: options.choice('header', HEADER_MODES),
      device: options.choice('device', DEVICES),
      limits: limitsFrom(options),
      evaluate: options.flag('evaluate'),
      ...(await secretOf(options)),
      ...(await rulesOf(options)),
      onNotice: noticesTo(io),
    });
    return { json: undefined, text: '', failed: [] };
  },
};
