import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TruthFile } from '../base/truth';
import { type Dataset, openDataset } from './dataset';
import type { MadeFile } from './made-file';
import { fileName } from './profile-clinical';
import { makeFile, type ProfileId } from './profiles';
import { readGrounds } from './source';

/** Everything that a child needs to make any file of a dataset. Plain data: it travels between processes. */
export interface Job {
  readonly out: string;
  readonly profile: ProfileId;
  readonly seed: number;
  readonly source?: string;
  readonly multiFrame: 'split' | 'whole';
  readonly facts: 'invented' | 'header';
}

/** What became of one unit: its files' truths without ink, and the SHA-256 of each DICOM file. */
export interface Made {
  readonly truths: readonly TruthFile[];
  readonly hashes: readonly string[];
}

/** Makes unit `index`: one generated file, or all files of the source's image number `index`. */
export interface Maker {
  make(index: number): Promise<Made>;
  close(): Promise<void>;
}

export async function openMaker(job: Job): Promise<Maker> {
  const dataset = job.source === undefined ? undefined : await openDataset(job.source);
  return {
    make: async (index) => {
      const made: { truths: TruthFile[]; hashes: string[] } = { truths: [], hashes: [] };
      for await (const file of files(job, index, dataset)) {
        await writeMade(job.out, file);
        made.truths.push(withoutInk(file.truth));
        made.hashes.push(createHash('sha256').update(file.dicom).digest('hex'));
      }
      return made;
    },
    close: async () => dataset?.close(),
  };
}

async function* files(job: Job, index: number, dataset: Dataset | undefined): AsyncGenerator<MadeFile> {
  if (dataset === undefined) {
    yield await makeFile(job.profile, job.seed, index);
    return;
  }
  for await (const { frame, phantom, header } of readGrounds(await dataset.items[index].bytes(), job.multiFrame)) {
    const name = `${fileName(job.profile, index).replace(/\.dcm$/, '')}-f${String(frame + 1).padStart(4, '0')}`;
    yield await makeFile(job.profile, job.seed, index, {
      ground: phantom,
      frame,
      name,
      ...(job.facts === 'header' ? { facts: header } : {}),
    });
  }
}

/** The image comes last and by renaming: a `.dcm` that is there is whole and has its truth. */
async function writeMade(out: string, made: MadeFile): Promise<void> {
  await writeFile(join(out, 'clean_files', made.name), made.clean);
  const target = join(out, 'dicom_files', made.name);
  await writeFile(target.replace(/\.dcm$/, '.json'), `${JSON.stringify(made.truth, null, 2)}\n`);
  await writeFile(`${target}.part`, made.dicom);
  await rename(`${target}.part`, target);
}

const withoutInk = (truth: TruthFile): TruthFile => ({
  filename: truth.filename,
  annotation: truth.annotation.map(({ ink: _, ...item }) => item),
});
