import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../base/errors';
import { smallest } from '../base/numbers';
import type { FileResult, RunInfo } from '../base/results';
import type { TruthFile } from '../base/truth';
import type { Frame, Page } from '../base/types';
import { openPipeline, type Pipeline } from '../pipeline/open';
import type { PipelineOptions } from '../pipeline/options';
import type { FileOutcome } from '../pipeline/outcome';
import { failedOutcome, processFile } from '../pipeline/process';
import type { DatasetItem } from '../prepare/dataset';
import { sha256 } from './audit';
import { replaceFolder, writeWhole } from './files';
import { type LineJudge, openLineJudge } from './judge-reader';
import { picturePng } from './picture';
import { insideFolder } from './places';
import { resultOf } from './result';
import { imageFolder } from './stored';
import type { OnProgress } from './summary';

export type OnPages = (pipeline: string, file: string, pages: readonly Page[]) => void;

interface Task extends PipelineOptions {
  readonly out: string;
  readonly onProgress?: OnProgress;
  readonly onPages?: OnPages;
  readonly signal?: AbortSignal;
  readonly items: readonly DatasetItem[];
}

export interface EvaluatedRun {
  readonly info: RunInfo;
  readonly files: readonly FileResult[];
}

/** One pipeline over all files, one after the other, so that times can be compared. */
export async function evaluatePipeline(task: Task): Promise<EvaluatedRun> {
  const { pipeline: id, items, onProgress } = task;
  // Pixels are measured: the header stays, so that a clean image comes back byte for byte.
  const pipeline = await openPipeline({ ...task, headerProfile: 'keep' });
  let judge: LineJudge | undefined;
  try {
    judge = await openLineJudge(pipeline.use.models, pipeline.reader.models);
    const warmupMs = await warmUp(pipeline);
    const folder = imageFolder(task.out, id);
    const unfinished = path.join(path.dirname(folder), `.${id}.part`);
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const files: FileResult[] = [];
    let sessionMs = 0;
    for (const item of items) {
      task.signal?.throwIfAborted();
      const { result, outcome } = await evaluateItem(pipeline, item, unfinished, judge);
      files.push(result);
      sessionMs += outcome.sessionMs;
      if (outcome.pages) task.onPages?.(id, item.name, outcome.pages);
      onProgress?.({ task: id, done: files.length, total: items.length, file: item.name, status: result.status });
    }
    await replaceFolder(unfinished, folder);
    const { device, models, loadMs } = pipeline.use;
    const { name: reader, independent } = judge;
    const info = {
      pipeline: id,
      header: pipeline.options.header,
      device,
      models,
      loadMs,
      warmupMs,
      sessionMs,
      judge: { reader, independent },
    };
    return { info, files };
  } finally {
    await judge?.close();
    await pipeline.close();
  }
}

/** The first run of a model plans and allocates; that is not the time of a file. */
async function warmUp(pipeline: Pipeline): Promise<number> {
  const start = performance.now();
  const blank: Frame = { frameIndex: 0, view: 'default', width: 512, height: 512, gray: new Uint8Array(512 * 512) };
  await pipeline.reader.read([blank]);
  await pipeline.prover?.ink.read([blank]);
  return performance.now() - start;
}

/** What is known of a file so far, and where it is. */
interface Progress {
  stage: 'load' | 'truth' | 'write' | 'judge';
  truth: TruthFile | undefined;
  inputSha256: string;
  outcome: FileOutcome;
  cpuMs: number;
}

/**
 * One file from its bytes to its score. An output that the judge cannot open or read, and ground truth that cannot be read, fail the
 * file: neither may pass for proven.
 *
 * @param folder where output and picture go; without one nothing is written
 */
export async function evaluateItem(
  pipeline: Pipeline,
  item: DatasetItem,
  folder: string | undefined,
  judge: LineJudge,
) {
  const progress: Progress = {
    stage: 'load',
    truth: undefined,
    inputSha256: '',
    outcome: failedOutcome('load', ''),
    cpuMs: 0,
  };
  const { name, bytes: input } = item;
  try {
    await processItem(pipeline, item, progress);
    progress.stage = 'write';
    const outcome = folder === undefined ? progress.outcome : await writeOutcome(progress.outcome, folder, name);
    progress.stage = 'judge';
    const outputSha256 = outcome.bytes === undefined ? null : sha256(outcome.bytes);
    const { truth, inputSha256 } = progress;
    const result = await resultOf({ name, input, outcome, truth, inputSha256, outputSha256 }, judge);
    return { outcome, result: { ...result, cpuMs: progress.cpuMs } };
  } catch (error) {
    if (folder !== undefined) await removeOutcome(folder, name);
    const { stage, inputSha256 } = progress;
    const outcome = { ...failedOutcome(stage, errorCode(error)), timeMs: progress.outcome.timeMs };
    const judged = { name, input, outcome, truth: withoutInk(progress.truth), inputSha256, outputSha256: null };
    return { outcome, result: await resultOf(judged, judge) };
  }
}

async function removeOutcome(folder: string, name: string): Promise<void> {
  const target = insideFolder(folder, name);
  for (const written of [target, pictureName(target)]) await rm(written, { force: true });
}

/** Apart from what follows, so that the input is out of memory when the output is judged: each may be hundreds of megabytes. */
async function processItem(pipeline: Pipeline, item: DatasetItem, progress: Progress): Promise<void> {
  const bytes = await item.bytes();
  progress.inputSha256 = sha256(bytes);
  progress.stage = 'truth';
  progress.truth = await item.truth();
  const before = process.cpuUsage();
  progress.outcome = await processFile(pipeline, bytes);
  const { user, system } = process.cpuUsage(before);
  progress.cpuMs = (user + system) / 1000;
}

const pictureName = (target: string): string => target.replace(/(\.dcm)?$/i, '.png');

/** A damaged ink mask may be what failed the file. */
const withoutInk = (truth: TruthFile | undefined): TruthFile | undefined =>
  truth && { ...truth, annotation: truth.annotation.map(({ ink: _, ...item }) => item) };

/** Writes what may be released under its own name, what was refused under `quarantine/`; the time for it is the stage `write`. */
async function writeOutcome(outcome: FileOutcome, folder: string, name: string): Promise<FileOutcome> {
  if (outcome.bytes === undefined) return outcome;
  const start = performance.now();
  const place = outcome.status === 'quarantined' ? path.join(folder, 'quarantine') : folder;
  const target = insideFolder(place, name);
  await writeWhole(target, outcome.bytes);
  const write = performance.now() - start;
  const shown = Math.min(smallest(outcome.hits.flatMap((hit) => hit.frameIndices)), outcome.frames - 1);
  await writeWhole(pictureName(target), await picturePng(outcome.bytes, Math.max(0, shown)));
  return { ...outcome, timeMs: { ...outcome.timeMs, write, total: (outcome.timeMs.total ?? 0) + write } };
}
