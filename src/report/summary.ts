import type { Metrics, RunMetrics } from '../evaluate/metrics';
import { duration, percent, plural, score3, scoreInterval } from './format';
import { escapeHtml } from './html';
import { runLabels } from './labels';

/** One answer of the summary. */
export interface Verdict {
  readonly question: string;
  /** `plain`: a figure, not a judgement. */
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  /** A few words. */
  readonly answer: string;
  readonly reasons: readonly string[];
}

function safety({ leak, failed }: RunMetrics): Verdict {
  const reasons = [
    leak.images > 0
      ? `${leak.leaked} of ${plural(leak.images, 'released image')} leaked; a true rate from ${percent(leak.wilson95[0])} to ${percent(leak.wilson95[1])} fits that (95 %)`
      : '',
    leak.leaked > 0 ? `${plural(leak.legibleCharacters, 'character')} of patient data still legible` : '',
    leak.worstCoverage === null ? '' : `the least covered text is ${percent(leak.worstCoverage)} painted`,
    leak.quarantined > 0
      ? `${plural(leak.quarantined, 'file')} quarantined: the proof failed, nothing was released`
      : '',
    failed.length > 0
      ? `${plural(failed.length, 'file')} failed and ${failed.length === 1 ? 'was' : 'were'} not written`
      : '',
  ].filter((reason) => reason !== '');
  const question = 'Is it safe?';
  if (leak.images === 0)
    return { question, tone: 'warn', answer: 'Not known: no released image has known patient data', reasons };
  if (leak.leaked > 0) return { question, tone: 'bad', answer: `No: ${plural(leak.leaked, 'image')} leaked`, reasons };
  // Zero of few proves little: the upper bound belongs into the answer itself.
  return { question, tone: 'good', answer: `No leak seen in ${plural(leak.images, 'image')}`, reasons };
}

function quality({ scores, overRedaction: over }: RunMetrics): Verdict {
  const { macro, micro } = scores.exact;
  return {
    question: 'How good is it?',
    tone: 'plain',
    answer: `F1 ${score3(macro.f1)}`,
    reasons: [
      `precision ${score3(macro.precision)}, recall ${score3(macro.recall)} (exact rule, macro)`,
      macro.interval95
        ? `F1 95 % interval ${scoreInterval(macro.interval95.f1)}; micro ${score3(micro.f1)}`
        : `micro F1 ${score3(micro.f1)}`,
      ...(over.cleanImages > 0
        ? [`${over.cleanImagesUntouched} of ${plural(over.cleanImages, 'clean image')} untouched`]
        : []),
      ...(over.keepItems > 0 ? [`${over.kept} of ${plural(over.keepItems, 'technique text')} kept`] : []),
    ],
  };
}

function speed({ time, device }: RunMetrics): Verdict {
  return {
    question: 'How fast is it?',
    tone: 'plain',
    answer: `${duration(time.meanMs)} per file`,
    reasons: [
      `on ${time.device} (${device}); median ${duration(time.p50Ms)}, 95th percentile ${duration(time.p95Ms)}`,
      `${duration(time.perMegapixelMs)} per megapixel`,
      `loading ${duration(time.loadMs)} and warm-up ${duration(time.warmupMs)} once a run, not counted`,
      ...(time.costPer1000 === undefined ? [] : [`cost of 1,000 images: ${time.costPer1000.toFixed(2)}`]),
    ],
  };
}

/** The three questions, answered for one run. */
export const verdicts = (run: RunMetrics): readonly Verdict[] => [safety(run), quality(run), speed(run)];

const MARKS = { good: '✓ ', warn: '! ', bad: '✗ ', plain: '' } as const;

export function summaryHtml(metrics: Metrics, main: number): string {
  const cards = verdicts(metrics.runs[main]).map(
    ({ question, tone, answer, reasons }) =>
      `<article class="card ${tone}"><h3>${escapeHtml(question)}</h3><p class="answer"><span class="mark" aria-hidden="true">${MARKS[tone]}</span>${escapeHtml(answer)}</p><ul>${reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join('')}</ul></article>`,
  );
  return `<p class="about">For <strong>${escapeHtml(runLabels(metrics.runs)[main])}</strong> on ${escapeHtml(metrics.dataset.name)}, ${plural(metrics.dataset.files, 'file')}. All runs stand side by side below.</p><div class="cards">${cards.join('')}</div>`;
}
