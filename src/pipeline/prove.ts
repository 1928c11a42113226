import type { Box } from '../base/geometry';
import type { PhiHit } from '../base/types';
import { openDicom } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import { type Region, redactFile } from '../redact/redact';
import { verifyFile } from '../verify/verify';
import type { StageClock } from './clock';
import { regionsToPaint } from './grow';
import { mergeHits, regionsOf } from './hits';
import { type Pipeline, redactOptions } from './open';
import type { FileOutcome } from './outcome';
import type { Subject } from './subject';

/** Reading, painting, reading again: after so many passes with something left the file is refused. */
const PASSES = 3;
/** From this score on a value that only the proof found is reported as one, and not only painted. */
const SURE = 0.75;

type Proof = Pick<FileOutcome, 'status' | 'bytes' | 'hits' | 'painted' | 'carriers' | 'verification' | 'sessionMs'>;

/** What painting stops at. */
const sparedOf = ({ labels, technique }: Subject): readonly Box[] => [...labels, ...technique];

interface Attempt {
  readonly bytes: Uint8Array;
  readonly painted: ReadonlyMap<number, readonly Box[]>;
  readonly carriers: readonly string[];
}

/**
 * Paints, then reads the output with every verifier of the pipeline. What is left is painted too (grown), from the original again, and
 * the output is read anew: only a reading that finds nothing releases the file. What is still left after the last pass sends it to
 * quarantine.
 */
export async function redactAndProve(pipeline: Pipeline, subject: Subject, clock: StageClock): Promise<Proof> {
  let regions: readonly Region[] = [...regionsOf(subject.hits), ...subject.doubts];
  let { hits } = subject;
  let sessionMs = 0;
  for (let passes = 1; ; passes += 1) {
    const pass = await onePass(pipeline, { ...subject, hits }, regions, clock);
    sessionMs += pass.sessionMs;
    const { findings, views, painted, proven } = pass;
    const verification = { engine: pipeline.verifiers.map(({ id }) => id).join(', '), passes, views, findings };
    if (proven !== undefined) {
      const status = proven.bytes === subject.file.bytes ? ('clean' as const) : ('done' as const);
      return { status, hits, ...proven, verification, sessionMs };
    }
    if (passes === PASSES) {
      // Not proven: the copy for the reviewer must not say that it was.
      const unproven = await clock.run('redact', () => paint(pipeline, subject, regions, false));
      return { status: 'quarantined', hits, ...unproven, verification, sessionMs };
    }
    hits = [...hits, ...pass.values];
    const more = await clock.run('grow', () => regionsToPaint(subject.file, findings, painted, sparedOf(subject)));
    regions = [...regions, ...more];
  }
}

/** Paints and reads again. Only a proven attempt is handed back with its bytes: the next pass needs the memory for its own. */
async function onePass(pipeline: Pipeline, subject: Subject, regions: readonly Region[], clock: StageClock) {
  const attempt = await clock.run('redact', () => paint(pipeline, subject, regions, true));
  const read = await clock.run('verify', () => readAgain(pipeline, subject, attempt));
  return { ...read, painted: attempt.painted, proven: read.findings.length === 0 ? attempt : undefined };
}

/** What any of the verifiers still finds; they read side by side, one in a thread of its own. */
async function readAgain(
  pipeline: Pipeline,
  { file: before, context, hits, labels, technique }: Subject,
  { bytes, painted }: Attempt,
) {
  const file = openDicom(bytes);
  // The reader has read this very picture already.
  const isRead = (engine: OcrEngine) =>
    bytes === before.bytes && engine === pipeline.reader && pipeline.verifiers.length > 1;
  const engines = pipeline.verifiers.filter((engine) => !isRead(engine));
  const shared = { context, removed: hits, views: pipeline.spec.views, labels, technique, painted };
  const results = await allOrFirstError(engines.map((engine) => verifyFile(file, { ...shared, engine })));
  let values: readonly PhiHit[] = [];
  for (const [index, { values: whole }] of results.entries()) {
    const sure = whole.filter(({ score }) => score >= SURE);
    values = engines[index] === pipeline.reader ? mergeHits(values, sure) : mergeHits(sure, values);
  }
  return {
    findings: results.flatMap(({ findings }) => findings),
    values,
    views: results.reduce((sum, { reading }) => sum + reading.views, 0),
    sessionMs: results.reduce((sum, { reading }) => sum + reading.sessionMs, 0),
  };
}

/** Waits for all even where one fails: an engine that is still at work must not be closed, nor given the next file. */
async function allOrFirstError<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

async function paint(
  pipeline: Pipeline,
  subject: Subject,
  regions: readonly Region[],
  verified: boolean,
): Promise<Attempt> {
  // Without boxes and with the header kept the very bytes of the file come back: a clean file.
  const redacted = await redactFile(subject.file, regions, {
    ...redactOptions(pipeline),
    spared: sparedOf(subject),
    verified,
  });
  return { bytes: redacted.bytes, painted: redacted.boxes, carriers: redacted.carriers };
}
