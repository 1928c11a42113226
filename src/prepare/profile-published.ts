import { burnBlock, openStage, randomCorner, readablePlace } from './compose';
import { FILES_PER_STUDY, type FileContext, finishFile, type MadeFile } from './made-file';
import { inventStudy, type Study } from './person';
import { PHANTOMS } from './phantom/phantoms';
import type { Phantom } from './phantom/types';
import { publishedBlock } from './published-layout';

/** The mixture of the published benchmark: mostly CT slices, then scouts, projections and tomosynthesis noise. */
const KINDS = ['ct', 'ct', 'ct', 'ct', 'scout', 'mip', 'mr', 'tomo'] as const;

/** Single frames of 512 x 512 with one annotation each, types 1 and 2 in turn. */
export async function publishedFile(context: FileContext): Promise<MadeFile> {
  const { index, rng, study } = context;
  const facts = context.facts ?? (await inventStudy(study.fork('person')));
  const draw = PHANTOMS[study.fork('kind').pick(KINDS)];
  const phantom =
    context.ground ??
    draw({ rng: rng.fork('phantom'), study: study.fork('phantom'), size: { rows: 512, columns: 512 } });
  const stage = openStage(phantom.raster);
  const layout = rng.fork('layout');
  const longest = Math.max(phantom.raster.rows, phantom.raster.columns);
  const block = await publishedBlock(layout, facts, index % 2 === 0 ? 1 : 2, longest);
  const { place, ink } = readablePlace(stage.raster, block, () => randomCorner(layout, stage.raster, block));
  const frames = Array.from({ length: phantom.raster.frames }, (_, frame) => frame);
  burnBlock(stage, frames, block, place, ink);
  return finishFile(context, {
    name: publishedName(facts, phantom, index),
    profile: 'published',
    phantom,
    stage,
    header: facts,
  });
}

/** A name like the published ones: patient ID, study date and description, series description and instance number. */
export function publishedName(
  study: Study,
  phantom: Pick<Phantom, 'studyDescription' | 'seriesDescription'>,
  index: number,
): string {
  const { patient, date } = study;
  const part = (text: string) => text.replace(/[^A-Za-z0-9]+/g, '_');
  const day = `${date.slice(4, 6)}-${date.slice(6, 8)}-${date.slice(0, 4)}`;
  const series = `${(index % FILES_PER_STUDY) + 1}_000000-${part(phantom.seriesDescription)}`;
  return `${patient.id}_${day}-${part(phantom.studyDescription)}-${study.studyId}_${series}_1-${String(index + 1).padStart(3, '0')}.dcm`;
}
