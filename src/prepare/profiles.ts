import type { FileContext, MadeFile } from './made-file';
import { FILES_PER_STUDY } from './made-file';
import { cleanFile, clinicalFile } from './profile-clinical';
import { hardFile } from './profile-hard';
import { publishedFile } from './profile-published';
import { Rng } from './random';

/** Kinds of datasets; one file and one line here adds one. */
export const PROFILES = {
  published: publishedFile,
  clinical: clinicalFile,
  hard: hardFile,
  clean: cleanFile,
} as const satisfies Record<string, (context: FileContext) => Promise<MadeFile>>;
export type ProfileId = keyof typeof PROFILES;

/** Makes file number `index` (from 0) of a dataset; it does not depend on the dataset's size. */
export function makeFile(profile: ProfileId, seed: number, index: number): Promise<MadeFile> {
  const base = `${seed}/${profile}`;
  return PROFILES[profile]({
    index,
    rng: new Rng(`${base}/file/${index}`),
    study: new Rng(`${base}/study/${Math.floor(index / FILES_PER_STUDY)}`),
  });
}
