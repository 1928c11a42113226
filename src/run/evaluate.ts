import { rm } from 'node:fs/promises';
import { DeidError } from '../base/errors';
import type { DatasetInfo } from '../base/results';
import { buildMetrics, type Metrics } from '../evaluate/metrics';
import type { DeviceId, HeaderMode } from '../pipeline/options';
import type { PipelineId } from '../pipeline/pipelines';
import { type DatasetItem, openDataset } from '../prepare/dataset';
import { limited } from '../prepare/limited';
import { datasetOrigin } from '../prepare/origin';
import { environmentInfo } from './environment';
import { evaluatePipeline, type OnPages } from './evaluate-pipeline';
import { writeJson } from './files';
import type { Shard } from './layout';
import { checkPlaces } from './places';
import { takes } from './shard';
import { datasetInfo, metricsPath, storedRuns, storeRun } from './stored';
import { type ListedFile, listedFiles, type OnProgress } from './summary';

export interface EvaluateOptions {
  /** Folder (or its `dicom_files`), single file or zip. */
  readonly data: string;
  /** Where results go; made when missing. Must lie outside `data`. */
  readonly out: string;
  readonly pipelines: readonly PipelineId[];
  /** Default `on`. */
  readonly header?: HeaderMode;
  /** Default `auto`. */
  readonly device?: DeviceId;
  /** Only N files: the first ones, or with `spread` every so many. */
  readonly limit?: number;
  readonly spread?: boolean;
  /** Aborting it ends the run before its next file; the pipeline that was at work leaves no results. */
  readonly signal?: AbortSignal;
  /** Only the files of one shard; `mergeEvaluations` makes one evaluation of all. */
  readonly shard?: Shard;
  /** Content of a rules file. */
  readonly rules?: unknown;
  readonly onProgress?: OnProgress;
  /** Receives what a pipeline read in a file; `proof` leaves no pages. */
  readonly onPages?: OnPages;
  /** Receives a sentence when `auto` has to fall back to the CPU. */
  readonly onNotice?: (message: string) => void;
}

export interface EvaluationSummary {
  readonly out: string;
  readonly metrics: Metrics;
  /** Files that failed or have no pixels, by pipeline. */
  readonly failed: readonly ListedFile[];
}

/**
 * Runs pipelines over a dataset and scores them: `OUT/detected_phi/<pipeline>.json`, `OUT/image_result/<pipeline>/NAME.dcm` and
 * `.png`, `OUT/runs/<pipeline>.json`, and `OUT/metrics.json` over all runs in OUT that used the same files. Results of a pipeline
 * appear when it is finished; `metrics.json` is written last.
 *
 * Throws `DeidError` for what concerns the whole run (dataset, models, device, places, `truth-missing` where no file has ground truth); a file's error is listed and the run goes on.
 *
 * @example await evaluateDataset({ data: 'data/default', out: 'results', pipelines: ['detector-base'], header: 'off' })
 */
export async function evaluateDataset(options: EvaluateOptions): Promise<EvaluationSummary> {
  await checkPlaces(options.data, options.out);
  const dataset = await openDataset(options.data);
  try {
    const origin = await datasetOrigin(options.data);
    const items = limited(
      dataset.items.filter(({ name }) => takes(options.shard, name)),
      options.limit,
      options.spread,
    );
    if (!(await hasTruth(dataset.items.slice(0, options.limit)))) {
      const wanted = 'NAME.json beside NAME.dcm, see the README; redact and verify work without';
      throw new DeidError(
        'truth-missing',
        `no file of ${dataset.name} has ground truth to measure against (${wanted})`,
      );
    }
    await rm(metricsPath(options.out), { force: true });
    const failed: ListedFile[] = [];
    let info: DatasetInfo = datasetInfo(dataset.name, [], origin);
    for (const pipeline of options.pipelines) {
      const run = await evaluatePipeline({ ...options, pipeline, items });
      info = datasetInfo(dataset.name, run.files, origin);
      await storeRun(options.out, { ...run.info, dataset: info }, run.files);
      failed.push(
        ...listedFiles(
          run.files.map((file) => ({ ...file, file: file.Filename })),
          pipeline,
        ),
      );
    }
    const metrics = buildMetrics(info, await environmentInfo(), await storedRuns(options.out, info.sha256));
    await writeJson(metricsPath(options.out), metrics);
    return { out: options.out, metrics, failed };
  } finally {
    await dataset.close();
  }
}

/** Ground truth that cannot be read is there: it fails its file, not the run. */
async function hasTruth(items: readonly DatasetItem[]): Promise<boolean> {
  for (const item of items) {
    const found = await item.truth().then(
      (truth) => truth !== undefined,
      () => true,
    );
    if (found) return true;
  }
  return false;
}
