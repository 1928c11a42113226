// The blocks of docs/scale.md, from results/reference/scale.json, study.json and ocr/webgpu.json. What is assumed stands here by name.
import { markdownTable } from './markdown.mjs';
import { latestRows } from './study-page.mjs';

/** The set that the arithmetic is for. */
const IMAGES = 100_000_000;
/** Assumed prices in US dollars an hour, in the order of a public cloud's list: put your own. */
const CORE_HOUR = 0.05;
const GPU_HOUR = 3;
/** Machines of the example. */
const MACHINES = 100;
const CORES = 16;
/** Assumed: somebody looks at a quarantined file for so long. */
const REVIEW_SECONDS = 30;

const count = (value) => Math.round(value).toLocaleString('en-US');
const number = (value, digits = 1) => value.toLocaleString('en-US', { maximumFractionDigits: digits });
const RIGHT = '--:';

export const scaleBlocks = ({ scale, study, webgpu }) => ({
  scaleShards: shardsBlock(scale),
  scaleGrowth: growthBlock(scale),
  scaleMillions: millionsBlock(scale, webgpu),
  scaleBears: bearsBlock(scale, study),
});

function shardsBlock({ shards: measured, withText }) {
  const { files, shards, ledgerLines, ledgerInputs, mergedFiles, wrong, merge, again } = measured;
  const at = (tenths, index, key) => tenths[index][key];
  const rows = shards.map(({ tenths, cpuSeconds }, index) => [
    `${index + 1}/${shards.length}`,
    number(cpuSeconds, 0),
    ...[1, 4, 9].map((tenth) => `${at(tenths, tenth, 'runMiB')} + ${at(tenths, tenth, 'workerMiB')}`),
  ]);
  const exact = wrong === 0 ? 'all as one run makes them' : `${wrong} NOT as one run makes them`;
  return `${count(files)} files (hard links of 100, ${withText} of them with text) through \`--shard\` x ${shards.length}: ${count(ledgerLines)} lines for ${count(ledgerInputs)} inputs; merged ${count(mergedFiles)}, ${exact} (record and bytes). The merge took ${number(merge.cpuSeconds)} s of CPU time and ${merge.residentMiB} MiB. A shard that was given again passed over its ${count(again.resumed)} files in ${number(again.cpuSeconds)} s.

${markdownTable(['Shard', 'CPU s', 'MiB of run + worker, 2nd tenth', '5th tenth', 'last tenth'], rows, ['---', RIGHT, RIGHT, RIGHT, RIGHT])}`;
}

function growthBlock({ growth = [], spark = [], shards }) {
  const perFile = ({ cpuSeconds, files }) => number((1000 * cpuSeconds) / files, 0);
  const many = shards.shards.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  const rows = [
    ...growth.map((row) => [`${row.workers} worker${row.workers === 1 ? '' : 's'}`, row]),
    [`${shards.shards.length} shards`, { files: shards.files, cpuSeconds: many }],
    ...spark.map((row) => [`Spark, ${row.executors} executor${row.executors === 1 ? '' : 's'} (local-cluster)`, row]),
  ];
  return markdownTable(
    ['By', 'Files', 'CPU s', 'CPU ms a file', 'Largest memory, MiB'],
    rows.map(([by, row]) => [
      by,
      count(row.files),
      number(row.cpuSeconds, 0),
      perFile(row),
      row.residentMiB ?? 'see above',
    ]),
    ['---', RIGHT, RIGHT, RIGHT, RIGHT],
  );
}

function millionsBlock({ rates }, webgpu) {
  const rows = rates.rows.map(({ pipeline, cpuSecondsPerFile }) => {
    const coreHours = (IMAGES * cpuSecondsPerFile) / 3600;
    return [pipeline, 'CPU', cpuSecondsPerFile, coreHours, coreHours / (MACHINES * CORES), coreHours * CORE_HOUR];
  });
  for (const { engine, data, medianMs } of webgpu.rows) {
    if (data !== 'published') continue;
    const hours = (IMAGES * medianMs) / 3.6e6;
    rows.push([
      `${engine} (reading alone)`,
      `WebGPU, ${webgpu.gpu}`,
      medianMs / 1000,
      hours,
      hours / MACHINES,
      hours * GPU_HOUR,
    ]);
  }
  return markdownTable(
    ['Pipeline', 'Device', 's a file', 'core or GPU hours', `hours on ${MACHINES} machines`, 'US dollars'],
    rows.map(([pipeline, device, seconds, hours, wall, dollars]) => [
      pipeline,
      device,
      number(seconds, 2),
      count(hours),
      number(wall),
      count(dollars),
    ]),
    ['---', '---', RIGHT, RIGHT, RIGHT, RIGHT],
  );
}

const share = (hits, total) => `${hits} of ${total}`;

function bearsBlock({ rates, shards, spark = [] }, study) {
  const isHeldOut = ({ tuned, system, leaked }) => tuned === 'held-out' && system === 'proof' && leaked.total > 0;
  const { leaked, quarantined, failed, files } = latestRows(study.rows).find(isHeldOut);
  const tebibytes = (IMAGES * rates.bytesPerFile) / 2 ** 40;
  const gibibytes = (bytes) => number((IMAGES * bytes) / 2 ** 30, 0);
  const { again } = shards;
  const most = IMAGES * quarantined.wilson95[1];
  const few = spark.filter(({ executors }) => executors === 2);
  const listed = few.length > 1 ? Math.max(0, few.at(-1).residentMiB - few[0].residentMiB) : undefined;
  return [
    `- Storage: ${number(rates.bytesPerFile / 1024, 0)} KiB a file (the set of these rates) are ${number(tebibytes, 0)} TiB to read and as much to write; ledgers ${gibibytes(shards.ledgerBytesPerFile)} GiB (${shards.ledgerBytesPerFile} bytes a file), audit.json ${gibibytes(shards.auditBytesPerFile)} GiB.`,
    `- A shared folder bears ${count(IMAGES / 1000)} folders of 1,000 files; each file costs it one read, one write with a flush, one rename and one appended line with a flush. Divide by 1,000 shards or more: a run keeps a name and a place for each of its inputs.`,
    `- Passing over what is finished reads input and output again: ${number((1000 * again.cpuSeconds) / again.resumed, 1)} ms of CPU time a small file, and the disk's time for both.`,
    listed === undefined
      ? '- Spark lists all inputs of a run on the driver: give it folders of some 100,000 files, one job each.'
      : `- Spark lists all inputs of a run on the driver (all its processes together took ${listed} MiB more for ${count(few.at(-1).files)} files than for ${count(few[0].files)}): give it folders of some 100,000 files, one job each. Records are committed by \`--batch\`; a driver that dies loses one batch's records, not its outputs.`,
    `- A person must look at what \`proof\` quarantined: ${share(quarantined.hits, files)} held-out files with patient data (95 % interval ${number(100 * quarantined.wilson95[0])} to ${number(100 * quarantined.wilson95[1])} %), which for ${count(IMAGES)} would be up to ${count(most)} (${count((most * REVIEW_SECONDS) / 3600)} hours at ${REVIEW_SECONDS} s), so count it on a sample of your own first; failed were ${share(failed, files)}.`,
    `- Released with patient data in them: ${share(leaked.hits, leaked.total)} (95 % interval ${number(100 * leaked.wilson95[0])} to ${number(100 * leaked.wilson95[1])} %). A sample for review has to be drawn from what was released as well: ${count(3 / 0.001)} files without a leak say, with 95 % confidence, that fewer than 1 in 1,000 leak.`,
    `- Assumed, not measured: ${CORE_HOUR} US dollars a core hour, ${GPU_HOUR} a GPU hour, machines of ${CORES} cores that are used in full.`,
  ].join('\n');
}
