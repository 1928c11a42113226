import { FILES_PER_STUDY, type FileContext, type MadeFile } from './made-file';
import type { Study } from './person';
import type { Phantom } from './phantom/types';
import { cleanFile, clinicalFile } from './profile-clinical';
import { hardFile } from './profile-hard';
import { publishedFile } from './profile-published';
import { Rng } from './random';
import { screensCleanFile, screensFile } from './screens/profile';

/** What `npm start` shows: of three examinations two as in the published set and one of the screens, films and forms of other devices. */
const mixedFile = (context: FileContext): Promise<MadeFile> =>
  Math.floor(context.index / FILES_PER_STUDY) % 3 === 2 ? screensFile(context) : publishedFile(context);

/** Kinds of datasets; one file and one line here adds one. */
export const PROFILES = {
  published: publishedFile,
  clinical: clinicalFile,
  hard: hardFile,
  clean: cleanFile,
  screens: screensFile,
  'screens-clean': screensCleanFile,
  mixed: mixedFile,
} as const satisfies Record<string, (context: FileContext) => Promise<MadeFile>>;
export type ProfileId = keyof typeof PROFILES;

/** A user's image to write on: it then has an examination of its own. */
export interface GivenGround {
  readonly ground: Phantom;
  /** Number of the frame in the source file. */
  readonly frame: number;
  readonly name: string;
  readonly facts?: Study;
}

/** Makes file number `index` (from 0) of a dataset; it does not depend on the dataset's size. */
export function makeFile(profile: ProfileId, seed: number, index: number, given?: GivenGround): Promise<MadeFile> {
  const base = `${seed}/${profile}`;
  const make: (context: FileContext) => Promise<MadeFile> = PROFILES[profile];
  if (given === undefined) {
    const study = new Rng(`${base}/study/${Math.floor(index / FILES_PER_STUDY)}`);
    return make({ seed, index, rng: new Rng(`${base}/file/${index}`), study });
  }
  const { frame, ...rest } = given;
  const study = new Rng(`${base}/source/${index}`);
  return make({ seed, index: frame, rng: study.fork(`frame/${frame}`), study, ...rest });
}
