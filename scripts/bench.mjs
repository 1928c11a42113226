// npm run bench: how well each engine reads, on generated data whose text is known to the letter, and how long it takes.
//   npm run bench -- [--engine ID[,ID]] [--profile ID[,ID]] [--data DIR[,DIR]] [--count N] [--seed N] [--device auto|cpu|cuda|webgpu] [--docs] [--only-docs]
// --data: images of your own, or the published ones, with the texts in a JSON beside each; alone, or after the profiles named.
// Writes results/ocr/<device>.json; --docs copies those to results/reference/ocr and renders docs/ocr.md from all that is there, so that
// devices may be measured on different machines; --only-docs does that and measures nothing. Needs nothing but the repository.
//
// npm run bench -- --speed: what a file costs (wall, CPU, share inside models, start-up, memory, growth, two workers), beside other people's
// software on the same files. Best on a machine that does nothing else; it takes about ten minutes.
//   npm run bench -- --speed --memory 3000 [--pipeline ID[,ID]] [--docs]: memory alone, so many small files through one process each
//   npm run bench -- --speed [--quick] [--rounds 5] [--pipeline ID[,ID]] [--case ID[,ID]] [--device cuda|webgpu] [--against DIR] [--docs]
// --quick: two pipelines, three pictures, no peers. --against: another built checkout, asked in turn with this one; says whether texts and boxes
// are the same. --device: the same pipelines on a GPU beside the CPU. Writes results/speed.json (speed-DEVICE.json, speed-against.json, speed-memory.json);
// --docs keeps it in results/reference, from which `npm run docs` writes docs/speed.md.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { benchPage } from './lib/bench-page.mjs';
import { addItem, compare, emptyScores, summary } from './lib/bench-score.mjs';
import { build } from './lib/build.mjs';
import { inRoot, main, quietly, readJson, root } from './lib/common.mjs';
import { keepSpeed, measureLong, measureSpeed } from './lib/speed.mjs';
import { writeSpeedPage } from './lib/speed-page.mjs';

const OUT = inRoot('results', 'ocr');
const REFERENCE = inRoot('results', 'reference', 'ocr');

function options() {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string' },
      profile: { type: 'string' },
      data: { type: 'string' },
      count: { type: 'string', default: '24' },
      seed: { type: 'string', default: '11' },
      device: { type: 'string', default: 'auto' },
      docs: { type: 'boolean', default: false },
      'only-docs': { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      speed: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      pipeline: { type: 'string' },
      case: { type: 'string' },
      against: { type: 'string' },
      memory: { type: 'string' },
    },
  });
  return values;
}

/** The GPU as its driver calls it, or what stands in for one, or null. */
function gpuName() {
  const { status, stdout } = quietly('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader']);
  if (status === 0) return stdout.trim().split('\n')[0];
  return process.env.ORT_WEBGPU_EP_ALLOW_SOFTWARE_ADAPTER === '1' ? 'software Vulkan, no GPU' : null;
}

async function preparedData(load, { profile, seed, count, data }) {
  const own = data?.split(',').map((path) => ({ name: basename(path), path, temporary: false })) ?? [];
  const profiles = profile ?? (data ? '' : 'published,clinical,hard');
  const sets = [];
  for (const id of profiles.split(',').filter((name) => name !== '')) {
    const path = join(tmpdir(), `deid-bench-${process.pid}-${id}`);
    await load('prepare/prepare').prepareDataset({ out: path, count: Number(count), seed: Number(seed), profile: id });
    sets.push({ name: id, path, temporary: true });
  }
  return [...sets, ...own];
}

/** Reads every frame of every image of one dataset with one engine; `cpu` is the same engine there, to compare the texts. */
async function measure(load, { engine, cpu }, path, verbose) {
  const { openDicom } = load('dicom/open');
  const { readFrame } = load('dicom/frames');
  const { frameViews } = load('dicom/views');
  const dataset = await load('prepare/dataset').openDataset(path);
  const scores = emptyScores();
  for (const item of dataset.items) {
    const truth = await item.truth();
    const file = openDicom(await item.bytes());
    if (!file.image) continue;
    for (let index = 0; index < file.image.numberOfFrames; index++) {
      const views = frameViews(file, await readFrame(file, index), 'default');
      const started = performance.now();
      const reading = await engine.read(views);
      const times = { ...reading.timesMs, total: performance.now() - started, session: reading.sessionMs };
      const items = [...(truth?.annotation ?? []), ...(truth?.labels ?? [])];
      const here = items.filter(({ frame, carrier }) => (frame ?? 0) === index && carrier === undefined);
      addItem(scores, here, reading.lines[0], times, verbose ? item.name : undefined);
      if (cpu) compare(scores, reading.lines[0], (await cpu.read(views)).lines[0]);
    }
  }
  await dataset.close();
  return scores;
}

async function bench() {
  const values = options();
  if (values.speed) return speed(values);
  if (values['only-docs']) return writePage();
  build();
  const require = createRequire(import.meta.url);
  const load = (name) => require(inRoot('dist', `${name}.js`));
  const { ENGINES } = load('ocr/engines');
  const { openGatedEngine } = load('ink/gated-engine');
  const sets = await preparedData(load, values);
  const rows = [];
  let device = 'cpu';
  for (const id of values.engine?.split(',') ?? Object.keys(ENGINES)) {
    const engine = await openGatedEngine(id, { device: values.device, onNotice: (message) => console.error(message) });
    const cpu = engine.device === 'cpu' ? undefined : await openGatedEngine(id, { device: 'cpu' });
    if (engine.device !== 'cpu') device = engine.device;
    for (const { name, path } of sets) {
      const row = { engine: id, data: name, device: engine.device, loadMs: engine.loadMs };
      Object.assign(row, summary(await measure(load, { engine, cpu }, path, values.verbose)));
      rows.push(row);
      console.log(JSON.stringify(row));
    }
    await engine.close();
    await cpu?.close();
  }
  for (const { path, temporary } of sets) if (temporary) rmSync(path, { recursive: true, force: true });
  const result = {
    device,
    gpu: device === 'cpu' ? null : gpuName(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    seed: Number(values.seed),
    count: Number(values.count),
    own: sets.filter(({ temporary }) => !temporary).map(({ name }) => name),
    rows,
  };
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, `${device}.json`), `${JSON.stringify(result, null, 2)}\n`);
  if (values.docs) writePage();
}

function writePage() {
  if (existsSync(OUT)) cpSync(OUT, REFERENCE, { recursive: true });
  const files = readdirSync(REFERENCE).filter((name) => name.endsWith('.json'));
  const results = files.sort().map((name) => readJson(join(REFERENCE, name)));
  writeFileSync(inRoot('docs', 'ocr.md'), benchPage(results));
}

async function speed(values) {
  const measure = values.memory === undefined ? measureSpeed : measureLong;
  const path = keepSpeed(await measure(values), values);
  console.log(`written to ${relative(root, path)}`);
  if (!values.docs) return;
  cpSync(path, inRoot('results', 'reference', basename(path)));
  writeSpeedPage();
}

await main(bench);
