import type { FileResult } from '../base/results';
import { GRADES } from '../evaluate/grades';
import { type LeakScore, legibleIn } from '../evaluate/leak';
import type { Metrics, RunInput } from '../evaluate/metrics';
import { comparePaired } from '../evaluate/paired';
import { asPublished, type Published } from '../evaluate/published';
import type { SparkTime } from '../evaluate/spark-times';
import { GRADE_MEANINGS } from './definitions';
import { count, duration, percent, percentInterval, score3, scoreInterval } from './format';
import { pipelineName, runLabels } from './labels';
import { type Cell, emptyCell, intervalCell, numberCell, type Table, textCell } from './tables';

const text = (label: string, hint?: string) => ({ label, numeric: false, ...(hint ? { hint } : {}) });
const num = (label: string, hint?: string) => ({ label, numeric: true, ...(hint ? { hint } : {}) });

/** One row a pipeline: the few figures that a choice between them hangs on. */
export function summaryTable(metrics: Metrics): Table {
  const labels = runLabels(metrics.runs);
  const kept = metrics.runs.some(({ overRedaction }) => overRedaction.keepItems > 0);
  return {
    id: 'summary-table',
    caption: 'All pipelines at a glance',
    columns: [
      text('Pipeline'),
      num('Leaked images'),
      num('Leak rate at most', 'Upper bound of the 95 % interval (Wilson)'),
      num('Not released', 'Quarantined or failed'),
      ...(kept ? [num('Annotations kept', 'Acquisition annotations that are still there')] : []),
      num('F1', 'Exact rule, macro'),
      num('Time per file', 'Mean, excluding model loading'),
    ],
    rows: metrics.runs.map(({ leak, overRedaction: over, scores, time }, i) => [
      textCell(labels[i]),
      leakedCell(leak),
      numberCell(leak.wilson95[1], percent(leak.wilson95[1])),
      numberCell(leak.quarantined + leak.failed, String(leak.quarantined + leak.failed)),
      ...(kept ? [numberCell(over.kept, `${over.kept} of ${over.keepItems}`)] : []),
      textScoreCell(scores.exact, scores.exact.macro.f1),
      numberCell(time.meanMs, duration(time.meanMs)),
    ]),
  };
}

/** Without a text to find there is no score: a set of clean images has no F1. */
const textScoreCell = ({ files }: { readonly files: number }, value: number): Cell =>
  files === 0 ? emptyCell() : numberCell(value, score3(value));

/** Without a released image that has patient data nothing could leak. */
const leakedCell = ({ leaked, images }: LeakScore): Cell =>
  images === 0 ? emptyCell() : numberCell(leaked, `${leaked} of ${images}`, leaked > 0 ? 'bad' : 'good');

const GRADE_NAMES = { identifying: 'Identifying', 'with-others': 'With others', fragment: 'Fragment' } as const;

/** Safety of each run: what leaked, what was refused. */
export function safetyTable(metrics: Metrics): Table {
  const labels = runLabels(metrics.runs);
  // Columns of which the dataset has nothing are not there.
  const graded = metrics.runs.every(({ leak }) => leak.grades !== undefined);
  const clean = metrics.runs.some(({ overRedaction }) => overRedaction.cleanImages > 0);
  const keep = metrics.runs.some(({ overRedaction }) => overRedaction.keepItems > 0);
  return {
    id: 'safety',
    caption: 'Safety: patient data still legible in released files',
    columns: [
      text('Pipeline'),
      num('Leaked images', 'Released files in which patient data is still legible to an engine or a person'),
      num('Leak rate'),
      num('95 % CI', 'Wilson; sorted by its upper end'),
      ...(graded ? GRADES : []).map((grade) =>
        num(GRADE_NAMES[grade], `${GRADE_MEANINGS[grade]}; images by their worst text, 95 % CI`),
      ),
      num('Characters legible', 'Read by an engine, or with their ink left unpainted'),
      num('Worst text painted', 'Smallest share of one text’s ink that was painted'),
      num('Quarantined', 'Not proven clean, so not released'),
      num('Failed'),
      ...(clean ? [num('Clean images untouched')] : []),
      ...(keep ? [num('Annotations kept', 'Acquisition annotations: text that must stay')] : []),
      num('Over-redacted', 'Share of all pixels painted away from patient data'),
    ],
    rows: metrics.runs.map(({ leak, overRedaction: over }, i) => [
      textCell(labels[i]),
      leakedCell(leak),
      leak.rate === null ? emptyCell() : numberCell(leak.rate, percent(leak.rate)),
      intervalCell(leak.wilson95[1], percentInterval(leak.wilson95)),
      ...(graded ? (leak.grades ?? []) : []).map(({ images, wilson95 }) =>
        intervalCell(wilson95[1], `${images} (${percentInterval(wilson95)})`),
      ),
      numberCell(leak.legibleCharacters, count(leak.legibleCharacters)),
      leak.worstCoverage === null ? emptyCell() : numberCell(leak.worstCoverage, percent(leak.worstCoverage)),
      numberCell(leak.quarantined, String(leak.quarantined)),
      numberCell(leak.failed, String(leak.failed), leak.failed > 0 ? 'bad' : undefined),
      ...(clean ? [numberCell(over.cleanImagesUntouched, `${over.cleanImagesUntouched} of ${over.cleanImages}`)] : []),
      ...(keep ? [numberCell(over.kept, `${over.kept} of ${over.keepItems}`)] : []),
      numberCell(over.share, percent(over.share, 2)),
    ]),
  };
}

/** Quality of each run by all match rules, and the published row beside it. */
export function metricsTable(metrics: Metrics, published?: Published): Table {
  const labels = runLabels(metrics.runs);
  return {
    id: 'quality-table',
    caption: 'Quality: texts of patient data found, macro averages over files unless said otherwise',
    columns: [
      text('Pipeline'),
      num('Precision'),
      num('Recall'),
      num('F1', 'Exact rule: equal strings'),
      num('F1, 95 % CI', 'Bootstrap over files'),
      num('F1 micro'),
      num('F1 words'),
      num('Box recall', 'Mean share of a text’s box that detected boxes cover'),
      num('Box precision'),
      num('IoU'),
      num('F1 Presidio rule', 'Boxes within 50 pixels'),
      num('Published F1', 'Of the comparable published system, as its README gives it: other files, other hardware'),
    ],
    rows: metrics.runs.map(({ pipeline, scores: { exact, word, box, presidio } }, i) => {
      const system = published?.systems.find((candidate) => candidate.pipeline === pipeline);
      const interval = exact.macro.interval95?.f1;
      return [
        textCell(labels[i]),
        ...[exact.macro.precision, exact.macro.recall, exact.macro.f1].map((value) => textScoreCell(exact, value)),
        interval ? intervalCell(interval[0], scoreInterval(interval)) : emptyCell(),
        ...[exact.micro.f1, word.macro.f1, box.recall, box.precision, box.iou, presidio.f1].map((value) =>
          textScoreCell(exact, value),
        ),
        system
          ? { ...numberCell(asPublished(system).f1, score3(asPublished(system).f1)), tone: 'muted' as const }
          : emptyCell(),
      ];
    }),
  };
}

/**
 * Time of each run as measured here. CPU and GPU rows stand apart by the second column.
 *
 * @param spark runs on Spark, measured apart from these and on other files: rows at the end, marked by their cluster; CPU times, of the
 * workers (mean) and of Spark's own processes (load)
 */
export function timingTable(metrics: Metrics, spark: readonly SparkTime[] = []): Table {
  const labels = runLabels(metrics.runs);
  const rows = metrics.runs.map(({ time, device }, i) => ({ time, device, label: labels[i] }));
  rows.sort((a, b) => a.time.device.localeCompare(b.time.device));
  const priced = rows.some(({ time }) => time.costPer1000 !== undefined);
  const ms = (value: number) => numberCell(value, duration(value));
  return {
    id: 'timing',
    caption: `Time per file measured on ${metrics.environment.cpu}, ${metrics.environment.cores} cores${metrics.environment.gpu ? `, ${metrics.environment.gpu}` : ''}`,
    columns: [
      text('Pipeline'),
      text('Ran on'),
      num('Mean', 'Total time / number of files'),
      num('Median'),
      num('95th percentile'),
      num('Per megapixel'),
      num('Load', 'Once a run, not in the mean'),
      num('Warm-up', 'Once a run, not in the mean'),
      num('In models', 'Time inside inference sessions, whole run; of sessions side by side the sum'),
      ...(priced ? [num('Cost of 1,000')] : []),
    ],
    rows: [
      ...rows.map(({ time, device, label }) => [
        textCell(label),
        textCell(`${time.device} (${device})`),
        ...[time.meanMs, time.p50Ms, time.p95Ms, time.perMegapixelMs, time.loadMs, time.warmupMs, time.sessionMs].map(
          ms,
        ),
        ...(time.costPer1000 === undefined ? [] : [numberCell(time.costPer1000, time.costPer1000.toFixed(2))]),
      ]),
      ...spark.map(({ pipeline, executors, cluster, meanMs, sparkMs }) => [
        textCell(`Spark, ${executors} executor${executors === 1 ? '' : 's'}: ${pipelineName(pipeline)}`),
        textCell(`CPU (${cluster})`),
        ms(meanMs),
        ...[emptyCell(), emptyCell(), emptyCell()],
        ms(sparkMs),
        ...[emptyCell(), emptyCell()],
        ...(priced ? [emptyCell()] : []),
      ]),
    ],
  };
}

/** One run by class of patient data. */
export function classTable(metrics: Metrics, index: number): Table {
  return {
    id: 'classes-table',
    caption: `${runLabels(metrics.runs)[index]}, by class of patient data (released files)`,
    columns: [text('Class'), num('Texts'), num('Still legible'), num('Worst text painted'), num('Mean painted')],
    rows: metrics.runs[index].leak.byClass.map((entry) => [
      textCell(entry.phiClass),
      numberCell(entry.items, String(entry.items)),
      numberCell(entry.legible, String(entry.legible), entry.legible > 0 ? 'bad' : 'good'),
      numberCell(entry.worstCoverage, percent(entry.worstCoverage)),
      numberCell(entry.meanCoverage, percent(entry.meanCoverage)),
    ]),
  };
}

/** The main run against each other one, on the files that both have. */
export function pairedTable(metrics: Metrics, runs: readonly RunInput[], main: number): Table {
  const labels = runLabels(metrics.runs);
  const signed = (value: number, shown: string) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${shown}`;
  return {
    id: 'paired',
    caption: `${labels[main]} against the others, file by file`,
    columns: [
      text('Against'),
      num('Files'),
      num('F1 difference', 'Positive: the main run is better'),
      num('95 % CI', 'Paired bootstrap'),
      num('Only the other unsafe', 'Files that only the other run leaked or did not deliver'),
      num('Only this unsafe'),
      num('McNemar p', 'Exact, two-sided'),
      num('Time difference', 'Mean per file, positive: the main run is slower; not comparable where one ran on a GPU'),
    ],
    rows: metrics.runs.flatMap((other, i) => {
      if (i === main) return [];
      const { files, f1, safe, timeMs } = comparePaired(runs[i].files, runs[main].files);
      const sameDevice = other.time.device === metrics.runs[main].time.device;
      return [
        [
          textCell(labels[i]),
          numberCell(files, String(files)),
          numberCell(f1.difference, signed(f1.difference, score3(Math.abs(f1.difference)))),
          f1.interval95 ? numberCell(f1.interval95[0], f1.interval95.map(score3).join(' to ')) : emptyCell(),
          numberCell(safe.onlyFirstUnsafe, String(safe.onlyFirstUnsafe)),
          numberCell(
            safe.onlySecondUnsafe,
            String(safe.onlySecondUnsafe),
            safe.onlySecondUnsafe > 0 ? 'bad' : undefined,
          ),
          numberCell(safe.p, safe.p < 0.001 ? '< 0.001' : safe.p.toFixed(3)),
          sameDevice
            ? numberCell(timeMs.difference, signed(timeMs.difference, duration(Math.abs(timeMs.difference))))
            : emptyCell('other device'),
        ],
      ];
    }),
  };
}

/** Every file of one run. */
export function fileTable(label: string, files: readonly FileResult[]): Table {
  return {
    id: 'files',
    caption: `${label}, file by file`,
    columns: [
      text('File'),
      text('Modality'),
      num('Pixels'),
      text('Outcome'),
      num('Legible characters'),
      num('Texts'),
      num('Precision'),
      num('Recall'),
      num('Time'),
    ],
    rows: files.map((file) => [
      textCell(file.Filename),
      textCell(file.modality),
      numberCell(
        file.rows * file.columns * file.frames,
        `${file.columns} × ${file.rows}${file.frames > 1 ? ` × ${file.frames}` : ''}`,
      ),
      {
        ...textCell(file.leak.leaked ? 'leaked' : file.status),
        ...(file.leak.leaked || file.status === 'failed' ? { tone: 'bad' as const } : {}),
      },
      numberCell(legibleIn(file), String(legibleIn(file))),
      numberCell(file['Ground Truth'].length, String(file['Ground Truth'].length)),
      numberCell(file.Precision, score3(file.Precision)),
      numberCell(file.Recall, score3(file.Recall)),
      numberCell(file.timeMs.total ?? 0, duration(file.timeMs.total ?? 0)),
    ]),
  };
}
