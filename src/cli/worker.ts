import { serveStream } from '../run/stream-worker';
import type { Command } from './command';
import { METHOD, methodOf } from './method';

export const worker: Command = {
  summary: 'de-identify files that come through standard input, for an engine that can pipe (see docs/scale.md)',
  options: {
    ...METHOD,
    evaluate: { kind: 'flag', help: 'each question carries ground truth, too; the answers are scores' },
  },
  async run(options, io) {
    // Standard output belongs to the answers: what a library prints goes where messages go.
    for (const way of ['log', 'info', 'debug'] as const) console[way] = (...words) => console.error(...words);
    const method = await methodOf(options, io);
    await serveStream(process.stdin, process.stdout, { ...method, evaluate: options.flag('evaluate') });
    return { json: undefined, text: '', failed: [] };
  },
};
