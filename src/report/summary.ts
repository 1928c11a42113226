import type { GradeLeak } from '../evaluate/leak';
import type { Metrics, RunMetrics } from '../evaluate/metrics';
import { BEST_RULE } from './best-run';
import { datasetCaution, datasetInWords, LEAK_DEFINITION } from './definitions';
import { duration, percent, plural, score3, scoreInterval } from './format';
import { escapeHtml } from './html';
import { runLabels } from './labels';
import { summaryTable } from './metric-tables';
import { tableHtml } from './tables';

/** One answer of the summary. */
export interface Verdict {
  readonly question: string;
  /** `plain`: a figure, not a judgement. */
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  /** A few words. */
  readonly answer: string;
  readonly reasons: readonly string[];
}

const GRADE_WORDS = {
  identifying: 'identifying',
  'with-others': 'identifying with others',
  fragment: 'fragments',
} as const;

const gradeInWords = ({ grade, images }: GradeLeak): string => `${images} ${GRADE_WORDS[grade]}`;

function safety({ leak, failed }: RunMetrics): Verdict {
  const reasons = [
    leak.images > 0
      ? `${leak.leaked} of ${plural(leak.images, 'released image')} leaked: consistent with a leak rate of ${percent(leak.wilson95[0])} to ${percent(leak.wilson95[1])} (95 % CI)`
      : '',
    leak.leaked > 0 && leak.grades ? `by their worst text: ${leak.grades.map(gradeInWords).join(', ')}` : '',
    leak.leaked > 0 ? `${plural(leak.legibleCharacters, 'character')} of patient data still legible` : '',
    leak.worstCoverage === null
      ? ''
      : leak.worstCoverage === 1
        ? 'every known text is fully covered'
        : `of one known text only ${percent(leak.worstCoverage)} of the ink is covered`,
    leak.quarantined > 0 ? `${plural(leak.quarantined, 'file')} quarantined: not proven clean, so not released` : '',
    failed.length > 0
      ? `${plural(failed.length, 'file')} failed and ${failed.length === 1 ? 'was' : 'were'} not written`
      : '',
  ].filter((reason) => reason !== '');
  const question = 'Is it safe?';
  if (leak.images === 0)
    return { question, tone: 'warn', answer: 'Not known: no released image has known patient data', reasons };
  // Zero of few proves little: the upper bound belongs into the answer itself.
  const upTo = `rate up to ${percent(leak.wilson95[1])}`;
  if (leak.leaked > 0)
    return { question, tone: 'bad', answer: `No: ${plural(leak.leaked, 'image')} leaked, ${upTo}`, reasons };
  return { question, tone: 'good', answer: `No leak seen in ${plural(leak.images, 'image')}, ${upTo}`, reasons };
}

function quality({ scores, overRedaction: over }: RunMetrics): Verdict {
  const { macro, micro, files } = scores.exact;
  const f1Reasons = [
    `precision ${score3(macro.precision)}, recall ${score3(macro.recall)} (exact rule, macro)`,
    macro.interval95
      ? `F1 95 % CI ${scoreInterval(macro.interval95.f1)}; micro ${score3(micro.f1)}`
      : `micro F1 ${score3(micro.f1)}`,
  ];
  return {
    question: 'How good is it?',
    tone: 'plain',
    answer: files === 0 ? 'No text of patient data to find' : `F1 ${score3(macro.f1)}`,
    reasons: [
      ...(files === 0 ? [] : f1Reasons),
      ...(over.cleanImages > 0
        ? [`${over.cleanImagesUntouched} of ${plural(over.cleanImages, 'clean image')} untouched`]
        : []),
      ...(over.keepItems > 0 ? [`${over.kept} of ${plural(over.keepItems, 'acquisition annotation')} kept`] : []),
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
      `excluding model loading (${duration(time.loadMs)}) and warm-up (${duration(time.warmupMs)}), once a run`,
      ...(time.costPer1000 === undefined ? [] : [`cost of 1,000 images: ${time.costPer1000.toFixed(2)}`]),
    ],
  };
}

/** The three questions, answered for one run. */
export const verdicts = (run: RunMetrics): readonly Verdict[] => [safety(run), quality(run), speed(run)];

const MARKS = { good: '✓ ', warn: '! ', bad: '✗ ', plain: '' } as const;

function card({ question, tone, answer, reasons }: Verdict): string {
  const list = reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join('');
  return `<article class="card ${tone}"><h3>${escapeHtml(question)}</h3><p class="answer"><span class="mark" aria-hidden="true">${MARKS[tone]}</span>${escapeHtml(answer)}</p><ul>${list}</ul></article>`;
}

/** What was measured on what, every pipeline in a row, and the three questions for run number `main`; `named`: it was asked for. */
export function summaryHtml(metrics: Metrics, main: number, named = false): string {
  const { dataset, runs } = metrics;
  const name = escapeHtml(runLabels(runs)[main]);
  const why = named ? 'the pipeline that was asked for' : `the best here by this rule: ${BEST_RULE}`;
  const best =
    runs.length > 1 ? `<p><strong>${name}</strong> is ${escapeHtml(why)}.</p>` : `<p>For <strong>${name}</strong>:</p>`;
  return [
    `<p class="about">Measured on <strong>${escapeHtml(datasetInWords(dataset))}</strong>. ${escapeHtml(datasetCaution(dataset))}</p>`,
    best,
    `<div class="cards">${verdicts(runs[main]).map(card).join('')}</div>`,
    runs.length > 1 ? tableHtml(summaryTable(metrics)) : '',
    `<p class="note">${escapeHtml(LEAK_DEFINITION)}</p>`,
  ].join('\n');
}
