import { PIPELINE_IDS } from '../index';
import { DEVICES, DOCUMENT_MODES, HEADER_MODES, HEADER_PROFILES, POLICIES, RETAIN_OPTIONS } from '../pipeline/options';
import type { MethodOptions } from '../run/redact-options';
import { type CliIo, noticesTo } from './io';
import type { Options, OptionTable } from './options';
import { DEVICE, HEADER, LIMITS, limitsFrom, RULES, rulesOf, SECRET, secretOf } from './shared';

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
  ...SECRET,
  ...LIMITS,
  ...HEADER,
  ...DEVICE,
  ...RULES,
};

/** What `METHOD` asked for. Throws what `secretOf` and `rulesOf` throw. */
export async function methodOf(options: Options, io: CliIo): Promise<MethodOptions> {
  return {
    pipeline: options.choice('pipeline', PIPELINE_IDS),
    policy: options.choice('policy', POLICIES),
    headerProfile: options.choice('header-profile', HEADER_PROFILES),
    documents: options.choice('documents', DOCUMENT_MODES),
    shiftDates: options.flag('shift-dates'),
    retain: options.choices('retain', RETAIN_OPTIONS),
    header: options.choice('header', HEADER_MODES),
    device: options.choice('device', DEVICES),
    limits: limitsFrom(options),
    ...(await secretOf(options)),
    ...(await rulesOf(options)),
    onNotice: noticesTo(io),
  };
}
