// One pipeline of one state, kept open: answers a line of JSON for each line `{"path": ...}` on standard input. What `--speed` starts.
// With `"profile": N` the answer says where the time of that file goes, over N times.
//   node scripts/lib/speed-server.mjs DIST PIPELINE DEVICE
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { selfTimes } from './speed-profiler.mjs';
import { WARM_UPS } from './speed-stats.mjs';

const [dist, pipeline, device] = process.argv.slice(2);
const { openPipeline, processFile } = createRequire(import.meta.url)(join(dist, 'index.js'));
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
const MIB = 2 ** 20;

/** Texts and painted boxes, so that two states or two devices can be compared without showing either. */
function digestOf({ status, hits, painted }) {
  const texts = hits.map(({ text, boxes, frameIndices }) => ({ text, boxes, frameIndices }));
  const content = JSON.stringify([status, texts, [...painted]]);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

async function timed(open, path) {
  const bytes = readFileSync(path);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const outcome = await processFile(open, bytes);
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const { status, sessionMs, timeMs, error } = outcome;
  const texts = outcome.hits.map(({ text }) => text);
  return {
    wallMs,
    cpuMs: (user + system) / 1000,
    sessionMs,
    stages: timeMs,
    status,
    error,
    digest: digestOf(outcome),
    texts,
  };
}

/** Milliseconds a file: in all, inside the models, and by function. The first times are not counted. */
async function profiled(open, path, files) {
  for (let warm = 0; warm < WARM_UPS; warm += 1) await timed(open, path);
  let [wallMs, sessionMs] = [0, 0];
  const self = await selfTimes(async () => {
    for (let file = 0; file < files; file += 1) {
      const answer = await timed(open, path);
      wallMs += answer.wallMs / files;
      sessionMs += answer.sessionMs / files;
    }
  });
  return {
    wallMs,
    sessionMs,
    selfMs: Object.fromEntries(Object.entries(self).map(([name, ms]) => [name, ms / files])),
  };
}

const open = await openPipeline({ pipeline, device });
say({ ready: true, device: open.use.device, loadMs: open.use.loadMs });
for await (const line of createInterface({ input: process.stdin })) {
  const { path, profile } = JSON.parse(line);
  const answer = profile === undefined ? await timed(open, path) : await profiled(open, path, profile);
  const { rss } = process.memoryUsage();
  say({ ...answer, residentMiB: rss / MIB, peakMiB: process.resourceUsage().maxRSS / 1024 });
}
await open.close();
