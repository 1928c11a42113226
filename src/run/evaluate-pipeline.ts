import { createHash } from 'node:crypto';
import { mkdir, rm } from "node:fs/promises";
import path from 'node:path';
import { errorCode } from '../base/errors';
import type { FileResult, RunInfo } from '../base/results';
import type { Frame } from '../base/types';
import { openPipeline, type Pipeline } from '../pipeline/open';
import type { FileOutcome } from '../pipeline/outcome';
import type { PipelineId } from '../pipeline/pipelines';
import { failedOutcome, processFile } from '../pipeline/process';
import type { DatasetItem } from '../prepare/dataset';
import type { EvaluateOptions } from './evaluate';
import { insideFolder, replaceFolder, writeWhole } from './files';
import type { LeakJudge } from './judge';
import { picturePng } from './picture';
import { resultOf } from './result';
import { imageFolder } from './stored';

interface Task extends Omit<EvaluateOptions, 'pipelines'> {
  readonly pipeline: PipelineId;
  readonly items: readonly DatasetItem[];
  readonly judge: LeakJudge;
}

export interface EvaluatedRun {
  readonly info: RunInfo;
  readonly files: readonly FileResult[];
}

/** One pipeline over all files, one after the other, so that times can be compared. */
export async function evaluatePipeline(task: Task): Promise<EvaluatedRun> {
  const { pipeline: id, items, onProgress } = task;
  const pipeline = await openPipeline({ ...task, pipeline: id });
  try {
    const warmupMs = await warmUp(pipeline);
    const folder = imageFolder(task.out, id);
    const unfinished = path.join(path.dirname(folder), `.${id}.part`);
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const files: FileResult[] = [];
    let sessionMs = 0;
    for (const item of items) {
      const { result, outcome } = await evaluateItem(pipeline, item, unfinished, task.judge);
      files.push(result);
      sessionMs += outcome.sessionMs;
      onProgress?.({ task: id, done: files.length, total: items.length, file: item.name, status: result.status });
    }
    await replaceFolder(unfinished, folder);
    const { device, models, loadMs } = pipeline.use;
    const info = { pipeline: id, header: pipeline.options.header, device, models, loadMs, warmupMs, sessionMs };
    return { info, files };
  } finally {
    await pipeline.close();
  }
}

/** The first run of a model plans and allocates; that is not the time of a file. */
async function warmUp(pipeline: Pipeline): Promise<number> {
  const start = performance.now();
  const blank: Frame = { frameIndex: 0, view: 'default', width: 512, height: 512, gray: new Uint8Array(512 * 512) };
  for (const engine of [pipeline.reader, pipeline.second, pipeline.verifier]) await engine?.read([blank]);
  return performance.now() - start;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function evaluateItem(pipeline: Pipeline, item: DatasetItem, folder: string, judge: LeakJudge) {
  let inputSha256 = '';
  let outcome: FileOutcome;
  try {
    const bytes = await item.bytes();
    inputSha256 = sha256(bytes);
    outcome = await writeOutcome(await processFile(pipeline, bytes), folder, item.name);
  } catch (error) {
    outcome = failedOutcome('load', errorCode(error));
  }
  const truth = await item.truth();
  const outputSha256 = outcome.bytes === undefined ? null : sha256(outcome.bytes);
  const judged = { name: item.name, outcome, truth, inputSha256, outputSha256 };
  try {
    return { outcome, result: await resultOf(judged, judge) };
  } catch (error) {
    // The judge could not open or read the output: such an output must not count as proven.
    const failed = { ...failedOutcome('judge', errorCode(error)), timeMs: outcome.timeMs };
    await rm(insideFolder(folder, item.name), { force: true });
    return { outcome: failed, result: await resultOf({ ...judged, outcome: failed, outputSha256: null }, judge) };
  }
}

/** Writes what may be released under its own name, what was refused under `quarantine/`; the time for it is the stage `write`. */
async function writeOutcome(outcome: FileOutcome, folder: string, name: string): Promise<FileOutcome> {
  if (outcome.bytes === undefined) return outcome;
  const start = performance.now();
  const place = outcome.status === 'quarantined' ? path.join(folder, 'quarantine') : folder;
  const target = insideFolder(place, name);
  await writeWhole(target, outcome.bytes);
  const write = performance.now() - start;
  const shown = Math.min(...outcome.hits.flatMap((hit) => hit.frameIndices), outcome.frames - 1);
  await writeWhole(target.replace(/(\.dcm)?$/i, '.png'), await picturePng(outcome.bytes, Math.max(0, shown)));
  return { ...outcome, timeMs: { ...outcome.timeMs, write, total: (outcome.timeMs.total ?? 0) + write } };
}
