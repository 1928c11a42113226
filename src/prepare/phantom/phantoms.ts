import { capturePhantom } from './capture';
import { ctPhantom } from './ct';
import { mammoPhantom, tomoPhantom } from './mammo';
import { mrPhantom } from './mr';
import { scoutPhantom } from './scout';
import type { Phantom, PhantomOptions } from './types';
import { ultrasoundPhantom } from './ultrasound';
import { mipPhantom, xaPhantom } from './vessels';
import { xrayPhantom } from './xray';

/** The grounds that can be generated; one file and one line here adds one. */
export const PHANTOMS = {
  ct: ctPhantom,
  scout: scoutPhantom,
  mr: mrPhantom,
  mip: mipPhantom,
  xray: xrayPhantom,
  mammo: mammoPhantom,
  tomo: tomoPhantom,
  ultrasound: ultrasoundPhantom,
  xa: xaPhantom,
  capture: capturePhantom,
} as const satisfies Record<string, (options: PhantomOptions) => Phantom>;
export type PhantomId = keyof typeof PHANTOMS;
