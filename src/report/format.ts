import type { Interval } from '../evaluate/wilson';

/** Rounding happens here and nowhere before. */
export const score3 = (value: number): string => value.toFixed(3);

export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;

/** Three significant digits of seconds, `0.482 s`, or milliseconds below a tenth of a second. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms < 100) return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
  const seconds = ms / 1000;
  return `${seconds < 10 ? seconds.toFixed(2) : seconds < 100 ? seconds.toFixed(1) : seconds.toFixed(0)} s`;
}

export const scoreInterval = (interval: Interval): string => `${score3(interval[0])}–${score3(interval[1])}`;

export const percentInterval = ([low, high]: Interval): string =>
  `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)} %`;

export const count = (value: number): string => value.toLocaleString('en-US');

/** `1 file`, `2 files`. */
export const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
