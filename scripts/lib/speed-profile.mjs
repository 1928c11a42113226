// Where the time of a file goes: self times of V8's sampling profiler, put together by what the code does. What runs inside the models is
// one native call; its time is the sessions' own clock.
import { join } from 'node:path';
import { open, pipelineSystem } from './speed-systems.mjs';

/** What the code of a file does; the first that matches counts. */
const PARTS = [
  ['resampling, turning and cutting pictures', /^ocr\/(raster|upright|line-read|views)\b/],
  ['tensors for the models and from them', /^ocr\/(detector|recogniser)\.js|^ink\/(network|tiles)\b/],
  [
    'boxes: connected pieces, lines, letters',
    /^base\/(connected|coverage|geometry)\b|^ocr\/(db|glyphs|hug|slant|rows)\b|^ink\//,
  ],
  ['anatomy taken down', /^ocr\/(ground|ink)\b|^base\/local-mean\b/],
  ['characters from probabilities', /^ocr\//],
  ['bar codes', /^(zxing|wasm)/],
  ['decoding, views, encoding of pixels', /^(dicom|redact)\//],
  ['finding, deciding, planning', /^(phi|page|pipeline|verify)\//],
  ['garbage collection', /^\(garbage collector\)/],
];
const OTHER = 'everything else';

/** Pipelines and files whose time is told part by part. */
const PROFILED = [
  { pipeline: 'detector-base', case: 'lines-6' },
  { pipeline: 'proof', case: 'lines-0' },
];

/** Enough samples at five a millisecond. */
const FILES = 20;

/** Milliseconds a file by part; `selfMs` by function, `FILE.js FUNCTION`, as `speed-server.mjs` answers. */
export function partsOf({ wallMs, sessionMs, selfMs }) {
  const found = new Map([['inside the models', sessionMs], ...PARTS.map(([name]) => [name, 0])]);
  for (const [key, ms] of Object.entries(selfMs)) {
    const part = PARTS.find(([, pattern]) => pattern.test(key))?.[0];
    if (part !== undefined) found.set(part, found.get(part) + ms);
  }
  const told = [...found.values()].reduce((sum, ms) => sum + ms, 0);
  return { ...Object.fromEntries(found), [OTHER]: Math.max(0, wallMs - told) };
}

/** The functions of most self time beside the models, `[name, ms]`. */
export const topOf = ({ selfMs }, count = 8) =>
  Object.entries(selfMs)
    .filter(([key]) => PARTS.some(([, pattern]) => pattern.test(key)))
    .sort((a, b) => b[1] - a[1])
    .slice(0, count);

export async function measureProfiles(folder, say, files = FILES) {
  const found = [];
  for (const { pipeline, case: id } of PROFILED) {
    say(`${pipeline}: where the time of ${id} goes`);
    const system = await open(pipelineSystem(pipeline));
    const answer = await system.ask({ path: join(folder, `${id}.dcm`), profile: files });
    await system.close();
    const { wallMs, sessionMs } = answer;
    found.push({ pipeline, case: id, files, wallMs, sessionMs, parts: partsOf(answer), top: topOf(answer) });
  }
  return found;
}
