// npm run holes: what of the patient data in generated files would stay unpainted if nothing were proven.
//   npm run holes -- --data DIR [--pipeline proof] [--header on] [--from 0] [--to N]
// Reads the annotated frame of each file only, and no output again: some seconds a file, so that the causes of leaks are found many times
// faster than by `npm run study`. For generated data alone: it prints texts.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { inRoot, main, readJson, Stop } from './lib/common.mjs';

/** Of a text less than this in boxes is a hole: a date without its day. More than this of a technical text is painted in vain. */
const COVERED = 0.8;
const IN_VAIN = 0.1;

function options() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      pipeline: { type: 'string', default: 'proof' },
      header: { type: 'string', default: 'on' },
      from: { type: 'string', default: '0' },
      to: { type: 'string', default: 'Infinity' },
    },
  });
  if (values.data === undefined) throw new Stop('Which files? --data DIR, a folder that `dicom-deid prepare` made.');
  return values;
}

/** Boxes that would be painted on the frame, by the product's own stages. */
async function paintedOn(frame, { load, pipeline, bytes }) {
  const file = load('dicom/open').openDicom(bytes);
  const context = load('pipeline/find').contextOf(pipeline, file);
  const clock = new (load('pipeline/clock').StageClock)();
  const found = await load('pipeline/found').findInFile(pipeline, file, context, clock, [frame]);
  const { hitsIn, subjectOf } = load('pipeline/subject');
  const { hits, doubts } = await subjectOf(file, found, hitsIn(pipeline, file, found), context);
  return [...hits, ...doubts].filter(({ frameIndices }) => frameIndices.includes(frame)).flatMap(({ boxes }) => boxes);
}

await main(async () => {
  const values = options();
  build();
  const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));
  const { coveredShare } = load('base/coverage');
  const folder = join(values.data, 'dicom_files');
  const names = readdirSync(folder).filter((name) => name.endsWith('.dcm'));
  const pipeline = await load('pipeline/open').openPipeline({ pipeline: values.pipeline, header: values.header });
  const count = { files: 0, texts: 0, holes: 0, technique: 0, inVain: 0 };
  for (const name of names.sort().slice(Number(values.from), Number(values.to))) {
    const { annotation } = readJson(join(folder, name.replace(/\.dcm$/, '.json')));
    if (annotation.length === 0) continue;
    count.files += 1;
    const [{ frame }] = annotation;
    const boxes = await paintedOn(frame, { load, pipeline, bytes: readFileSync(join(folder, name)) });
    for (const { phiClass, value, frame: its } of annotation) {
      if (its !== frame) continue;
      const [left, top, width, height] = value.bbox;
      const share = coveredShare({ left, top, right: left + width, bottom: top + height }, boxes);
      const isTechnique = phiClass === 'keep';
      const isWrong = isTechnique ? share > IN_VAIN : share < COVERED;
      count[isTechnique ? 'technique' : 'texts'] += 1;
      if (!isWrong) continue;
      count[isTechnique ? 'inVain' : 'holes'] += 1;
      console.log(`${name} ${phiClass} ${JSON.stringify(value.text)} ${(100 * share).toFixed(0)} %`);
    }
  }
  await pipeline.close();
  console.table([count]);
});
