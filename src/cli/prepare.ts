import { PROFILES, prepareDataset } from '../bench';
import type { ProfileId } from '../prepare/profiles';
import type { Command } from './command';
import { progressBar } from './io';

const MULTI_FRAME = ['split', 'whole'] as const;
const FACTS = ['invented', 'header'] as const;
const PROFILE_IDS = Object.keys(PROFILES) as ProfileId[];

export const prepare: Command = {
  summary: 'generate a dataset with burnt-in text and exact ground truth',
  options: {
    out: { kind: 'text', value: 'DIR', required: true, help: 'folder to write' },
    source: { kind: 'text', value: 'DIR|ZIP', help: 'your own DICOM files as backgrounds, instead of phantoms' },
    count: { kind: 'integer', value: 'N', min: 1, help: 'files to make (default 24; with a source all of it)' },
    seed: { kind: 'integer', value: 'N', fallback: '1', help: 'same seed, same bytes' },
    'multi-frame': {
      kind: 'choice',
      value: 'HOW',
      choices: MULTI_FRAME,
      fallback: 'split',
      help: 'multi-frame images of a source: one file a frame, or kept whole',
    },
    facts: {
      kind: 'choice',
      value: 'WHOSE',
      choices: FACTS,
      fallback: 'invented',
      help: 'with a source: write invented patients, or what its header says',
    },
    zip: { kind: 'flag', help: 'also write dicom_files.zip in the published layout' },
    profile: {
      kind: 'choice',
      value: 'ID',
      choices: PROFILE_IDS,
      fallback: 'published',
      help: 'what the files look like',
    },
  },
  async run(options, io) {
    const bar = progressBar(io, options.flag('json'));
    const source = options.text('source');
    const summary = await prepareDataset({
      out: options.always('out'),
      ...(source === undefined ? {} : { source }),
      count: options.integer('count'),
      multiFrame: options.choice('multi-frame', MULTI_FRAME),
      facts: options.choice('facts', FACTS),
      zip: options.flag('zip'),
      seed: options.integer('seed'),
      profile: options.choice('profile', PROFILE_IDS),
      onProgress: (done, total) => bar({ task: 'prepare', done, total, file: '', status: 'done' }),
    });
    const failed = summary.failed.map((file) => ({ ...file, stage: 'source' }));
    return { json: summary, text: `${summary.files} files in ${summary.out}\n`, failed };
  },
};
