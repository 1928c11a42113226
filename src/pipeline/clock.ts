import type { StageTimes } from '../base/types';

/** Adds up wall-clock time by stage and remembers which stage was entered last, so that an error can be given a place. */
export class StageClock {
  private readonly times: Record<string, number> = {};
  private readonly started = performance.now();
  private last = 'open';

  /** The stage that ran last, or runs now. */
  get stage(): string {
    return this.last;
  }

  /** Runs a stage and counts its time. */
  async run<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await this.part(stage, work);
    } finally {
      this.addAll({ [stage]: performance.now() - start });
    }
  }

  /** Runs a stage that reports the times of its own parts (`addAll`). */
  async part<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
    this.last = stage;
    return await work();
  }

  addAll(timesMs: StageTimes): void {
    for (const [stage, time] of Object.entries(timesMs)) this.times[stage] = (this.times[stage] ?? 0) + time;
  }

  /** All stages, and `total`: milliseconds since the clock was made. */
  stop(): StageTimes {
    return { ...this.times, total: performance.now() - this.started };
  }
}
