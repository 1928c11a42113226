import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import * as path from 'node:path';
import { PROJECT_ROOT } from '../base/paths';

/** Where `npm run setup -- --cuda` puts what ONNX Runtime's CUDA provider needs. */
const FOLDER = path.join(PROJECT_ROOT, '.cache', 'cuda', 'nvidia');
const PLACES = ['cu13', 'cudnn'].map((part) => path.join(FOLDER, part, 'lib'));

/** The driver's own library: no package carries it. */
export const DRIVER_LIBRARY = 'libcuda.so.1';
/** In the order in which they need each other. What these need beside them they find themselves. */
const LIBRARIES = [
  'libcudart.so.13',
  'libcublasLt.so.13',
  'libcublas.so.13',
  'libcurand.so.10',
  'libcufft.so.12',
  'libnvrtc.so.13',
  'libcudnn.so.9',
];

/** A library that could not be loaded, and what the loader says. */
export interface MissingLibrary {
  readonly library: string;
  readonly reason: string;
}

/** Whether the set-up fetched them; else they may be the machine's own. */
export const isCudaFetched = (): boolean => existsSync(FOLDER);

let result: readonly MissingLibrary[] | undefined;

/**
 * Loads CUDA's libraries and the driver's into this process, each by its place: once one is there, the loader gives it to whoever asks for
 * its name, so that no `LD_LIBRARY_PATH` has to be set before Node starts. Returns those that are missing, which is none where the set-up did
 * not fetch them: then they are the machine's own. Loads once a process.
 */
export function loadCudaLibraries(): readonly MissingLibrary[] {
  result ??= isCudaFetched()
    ? [DRIVER_LIBRARY, ...LIBRARIES].flatMap((library) => {
        const own = PLACES.map((place) => path.join(place, library)).find((file) => existsSync(file));
        const reason = loadLibrary(own ?? library);
        return reason === undefined ? [] : [{ library, reason }];
      })
    : [];
  return result;
}

/** A sentence about what is missing. */
export const missingSentence = (missing: readonly MissingLibrary[]): string =>
  missing
    .map(({ library, reason }) =>
      library === DRIVER_LIBRARY ? `${library} is missing: the NVIDIA driver brings it` : `${library}: ${reason}`,
    )
    .join('; ');

/** The library stays loaded when Node finds that it is no add-on and lets go of it (`RTLD_NODELETE` of dlfcn.h, which Node does not name). */
const KEEP = 0x1000;

/** Loads a shared library by its path or name; returns what the loader says when it cannot. */
export function loadLibrary(file: string): string | undefined {
  try {
    process.dlopen({ exports: {} }, file, constants.dlopen.RTLD_LAZY | constants.dlopen.RTLD_GLOBAL | KEEP);
  } catch (error) {
    const { message } = error as Error;
    // It is loaded; that it is no add-on of Node was clear.
    if (!/did not self-register/.test(message)) return message;
  }
  return undefined;
}
