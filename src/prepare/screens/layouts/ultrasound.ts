import type { ScreenLayout } from '../layout';
import { US_EAST } from './us-east';
import { US_GE } from './us-ge';
import { US_PHILIPS } from './us-philips';
import { US_SIEMENS } from './us-siemens';

/** Ultrasound screens of seven makers. */
export const ULTRASOUND_LAYOUTS: readonly ScreenLayout[] = [...US_GE, ...US_PHILIPS, ...US_SIEMENS, ...US_EAST];
