import { timeLeft } from '../base/eta';
import { escapeHtml } from '../report/html';
import type { OnProgress, Progress } from '../run/summary';

/** At most one update in so many milliseconds: a notebook's output is a queue that can overflow. */
const PAUSE_MS = 400;

/** A progress bar as HTML. */
export function progressHtml(
  { task, done, total }: Pick<Progress, 'task' | 'done' | 'total'>,
  left: string = '',
): string {
  const said = left === '' ? '' : ` ${escapeHtml(left)}`;
  return `<label>${escapeHtml(task)}: ${done} of ${total} <progress value="${done}" max="${total}"></progress>${said}</label>`;
}

/**
 * An `onProgress` that shows a bar in a notebook's one display: `notebookProgress((html) => shown.html(html))` with
 * `const shown = newDisplay()`. The last state is always shown.
 */
export function notebookProgress(show: (html: string) => void, now: () => number = Date.now): OnProgress {
  let shown = Number.NEGATIVE_INFINITY;
  const start = now();
  return (progress) => {
    if (progress.done < progress.total && now() - shown < PAUSE_MS) return;
    shown = now();
    show(progressHtml(progress, timeLeft(shown - start, progress.done, progress.total)));
  };
}
