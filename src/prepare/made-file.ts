import type { TruthFile, TruthItem } from '../base/truth';
import { type Stage, stageTruth } from './compose';
import { type EncodingId, encodeFile } from './encoding';
import { type FilePlace, fileElements, inventUid } from './header';
import type { Study } from './person';
import type { Phantom } from './phantom/types';
import type { Rng } from './random';
import type { Element } from './write-dicom';

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
  /** The dataset's seed: some families keep layouts for held-out seeds. */
  readonly seed: number;
  readonly index: number;
  readonly rng: Rng;
  /** The same for the files of an examination. */
  readonly study: Rng;
  /** A user's image instead of a generated ground. */
  readonly ground?: Phantom;
  /** Facts to write instead of invented ones. */
  readonly facts?: Study;
  /** File name without `.dcm` instead of the profile's own. */
  readonly name?: string;
}

export const FILES_PER_STUDY = 3;

/** UIDs of a file. Each file is a series of its own, as its scanner settings differ. */
function filePlace({ study, index }: FileContext, identifies: boolean): FilePlace {
  const uids = study.fork('uids');
  const position = index % FILES_PER_STUDY;
  return {
    studyUID: inventUid(uids),
    seriesUID: inventUid(uids.fork(`series/${position}`)),
    instanceUID: inventUid(uids.fork(`instance/${index}`)),
    seriesNumber: position + 1,
    instanceNumber: index + 1,
    identifies,
  };
}

export interface Finished {
  readonly name: string;
  readonly profile: string;
  readonly phantom: Phantom;
  readonly stage: Stage;
  /** The facts that the header tells, which in part of the hard files are not the burnt ones. */
  readonly header: Study;
  readonly traits?: readonly string[];
  /** Default `native`. */
  readonly encoding?: EncodingId;
  /** Elements and truth of text that is not in the pixels (overlay planes): only in the burnt file. */
  readonly extra?: { readonly elements: readonly Element[]; readonly annotation: readonly TruthItem[] };
}

/** Encodes both files and the truth. */
export async function finishFile(context: FileContext, made: Finished): Promise<MadeFile> {
  const { profile, phantom, stage, header, traits, encoding = 'native' } = made;
  const name = context.name === undefined ? made.name : `${context.name}.dcm`;
  const { annotation: drawn, labels } = stageTruth(stage);
  const annotation = [...drawn, ...(made.extra?.annotation ?? [])];
  const place = filePlace(
    context,
    annotation.some(({ phiClass }) => phiClass !== 'keep'),
  );
  const elements = (raster: Phantom['raster']) => fileElements(phantom, raster, header, place);
  return {
    name,
    clean: await encodeFile(elements({ ...stage.raster, samples: stage.clean }), encoding),
    dicom: await encodeFile([...elements(stage.raster), ...(made.extra?.elements ?? [])], encoding),
    truth: {
      filename: name,
      annotation,
      labels,
      profile,
      ...(traits === undefined ? {} : { traits }),
    },
  };
}
