import type { Page } from '../base/types';

/** Files whose pages a notebook remembers; of larger sets the rest is read again where it is shown. */
const MOST_FILES = 1000;

/** What pipelines read in this notebook, so that what is shown of it is what was read, and nothing is read twice. */
export class Readings {
  private readonly pages = new Map<string, readonly Page[]>();

  keep(pipeline: string, file: string, pages: readonly Page[]): void {
    const key = `${pipeline}\n${file}`;
    if (this.pages.has(key) || this.pages.size < MOST_FILES) this.pages.set(key, pages);
  }

  /** `undefined` where the pipeline did not read the file in this notebook, or reads in a way that leaves no pages (`proof`). */
  of(pipeline: string, file: string): readonly Page[] | undefined {
    return this.pages.get(`${pipeline}\n${file}`);
  }
}
