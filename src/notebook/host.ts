/** Where a notebook shows things. */
export interface Screen {
  html(html: string): void;
}

/**
 * What a notebook hands in: the module tslab (`import * as tslab from 'tslab'`). The library itself never loads tslab, and with another host (a test, a
 * script) the same functions work.
 */
export interface NotebookHost {
  readonly display: Screen;
  /** A place that later calls write over: for progress. */
  newDisplay(): Screen;
}
