import type { TruthFile } from '../base/truth';
import { burnBlock, CORNERS, cornerPlace, randomMargin } from './compose';
import { type FilePlace, fileElements, inventUid } from './header';
import { inventStudy, type Study } from './person';
import { ctPhantom } from './phantom/ct';
import { scoutPhantom } from './phantom/scout';
import type { Phantom } from './phantom/types';
import { publishedBlock } from './published-layout';
import { Rng } from './random';
import { encodeDicom } from './write-dicom';

/** One finished file of a dataset. */
export interface MadeFile {
  /** File name without folder, ends in `.dcm`. */
  readonly name: string;
  readonly dicom: Uint8Array;
  /** The same file before anything was burnt in. */
  readonly clean: Uint8Array;
  readonly truth: TruthFile;
}

/** Everything random about a file, in streams of its own. */
export interface FileContext {
  readonly index: number;
  readonly rng: Rng;
  /** The same for the three files of an examination. */
  readonly study: Rng;
}

export const PROFILES = { published: publishedFile } as const satisfies Record<
  string,
  (context: FileContext) => Promise<MadeFile>
>;
export type ProfileId = keyof typeof PROFILES;

const FILES_PER_STUDY = 3;

/** Makes file number `index` (from 0) of a dataset; it does not depend on the dataset's size. */
export function makeFile(profile: ProfileId, seed: number, index: number): Promise<MadeFile> {
  const base = `${seed}/${profile}`;
  return PROFILES[profile]({
    index,
    rng: new Rng(`${base}/file/${index}`),
    study: new Rng(`${base}/study/${Math.floor(index / FILES_PER_STUDY)}`),
  });
}

async function publishedFile({ index, rng, study }: FileContext): Promise<MadeFile> {
  const facts = await inventStudy(study.fork('person'));
  const draw = study.fork('kind').chance(0.3) ? scoutPhantom : ctPhantom;
  const phantom = draw({ rng: rng.fork('phantom'), study: study.fork('phantom'), size: { rows: 512, columns: 512 } });
  const { raster } = phantom;
  const place = placeOf(study, index);
  const clean = encodeDicom(fileElements(phantom, raster, facts, place));
  const layout = rng.fork('layout');
  const type = index % 2 === 0 ? 1 : 2;
  const block = await publishedBlock(layout, facts, type, Math.max(raster.rows, raster.columns));
  const { left, top } = cornerPlace(raster, block, layout.pick(CORNERS), randomMargin(layout, raster));
  const burnt = burnBlock(raster, 0, block, left, top);
  const name = publishedName(facts, phantom, index);
  return {
    name,
    clean,
    dicom: encodeDicom(fileElements(phantom, raster, facts, place)),
    truth: { filename: name, annotation: burnt.annotation, labels: burnt.labels, profile: 'published' },
  };
}

/** UIDs of a file. Each file is a series of its own, as its scanner settings differ. */
export function placeOf(study: Rng, index: number): FilePlace {
  const uids = study.fork('uids');
  const studyUID = inventUid(uids);
  const position = index % FILES_PER_STUDY;
  return {
    studyUID,
    seriesUID: inventUid(uids.fork(`series/${position}`)),
    instanceUID: inventUid(uids.fork(`instance/${position}`)),
    seriesNumber: position + 1,
    instanceNumber: index + 1,
  };
}

/** A name like the published ones: patient ID, study date and description, series description and instance number. */
function publishedName(study: Study, phantom: Phantom, index: number): string {
  const { patient, date } = study;
  const part = (text: string) => text.replace(/[^A-Za-z0-9]+/g, '_');
  const day = `${date.slice(4, 6)}-${date.slice(6, 8)}-${date.slice(0, 4)}`;
  const series = `${(index % FILES_PER_STUDY) + 1}_000000-${part(phantom.seriesDescription)}`;
  return `${patient.id}_${day}-${part(phantom.studyDescription)}-${study.studyId}_${series}_1-${String(index + 1).padStart(3, '0')}.dcm`;
}
