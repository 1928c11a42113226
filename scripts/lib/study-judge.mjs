// Runs a pipeline over files with ground truth of any origin (`study-truth.mjs`) and judges each output against its input.

/** Frames of an item: those named, "all" is the first, the middle and the last. */
const framesOf = (frames, count) => (frames === 'all' ? [...new Set([0, count >> 1, count - 1])] : frames);

/** The worst of several frames stands for the text. */
function worst(verdicts, mustGo) {
  const rank = ({ leakedBy, inkCovered }) => (mustGo ? (leakedBy === null ? 2 : 0) + inkCovered : -inkCovered);
  return verdicts.reduce((a, b) => (rank(b) < rank(a) ? b : a));
}

/** Annotations of which more than this share of the ink is gone are lost: with an ink mask, and where the ink had to be looked for. */
export const LOST = { mask: 0.1, found: 0.3 };

/**
 * What an output shows of the texts of its input: `items` with `leakedBy`, `grade`, `left`, or `lost`; `over` is the share of a frame
 * that was changed outside all texts.
 */
export async function judgeOutput(load, file, input, output, reader) {
  const { judgeFile } = load('run/judge');
  const { openDicom } = load('dicom/open');
  const { gradeOf } = load('evaluate/grades');
  const count = openDicom(input).image.numberOfFrames;
  const texts = file.items.flatMap((item, index) =>
    framesOf(item.frames, count).map((frame) => ({ ...item, index, frame, mustGo: item.phiClass !== 'keep' })),
  );
  const judged = texts.filter(({ phiClass }) => phiClass !== 'neutral').sort((a, b) => a.frame - b.frame);
  const others = texts.filter(({ phiClass }) => phiClass === 'neutral');
  const { texts: verdicts, overRedaction } = await judgeFile(input, output, judged, reader, others);
  const items = file.items.map((item, index) => {
    const { text, shownClass, phiClass, hard, ink } = item;
    const base = { text, class: shownClass, phiClass, hard };
    const own = verdicts.filter((_, i) => judged[i].index === index);
    if (own.length === 0) return { ...base, judged: false };
    const mustGo = phiClass !== 'keep';
    const { leakedBy, inkCovered, left, residualCharacters } = worst(own, mustGo);
    const lost = !mustGo && inkCovered > (ink === undefined ? LOST.found : LOST.mask);
    const seen = Math.max(left.replace(/\s/g, '').length, residualCharacters);
    const grade = leakedBy === null ? undefined : gradeOf(phiClass, text, seen);
    return { ...base, judged: true, leakedBy, grade, left, covered: inkCovered, lost };
  });
  return { items, over: overRedaction };
}

/** Files without a text that must go. */
export const isClean = ({ items }) => items.every(({ phiClass }) => phiClass === 'keep' || phiClass === 'neutral');

/** One file through a pipeline and the judge. */
export async function runFile(load, pipeline, file, reader) {
  const { processFile } = load('pipeline/process');
  const bytes = await file.bytes();
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const outcome = await processFile(pipeline, bytes);
  const { user, system } = process.cpuUsage(cpu);
  const times = { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
  const base = { name: file.name, status: outcome.status, frames: Math.max(1, outcome.frames), ...times };
  const released = outcome.status === 'done' || outcome.status === 'clean';
  if (!released) return { ...base, error: outcome.error, identical: false, items: [], over: undefined, outcome };
  const identical = Buffer.from(bytes).equals(Buffer.from(outcome.bytes));
  return { ...base, identical, ...(await judgeOutput(load, file, bytes, outcome.bytes, reader)), outcome };
}

/** Pipeline and the reader that judges it; `use(pipeline, reader)` does the work. */
export async function withPipeline(load, options, use) {
  const { openPipeline } = load('pipeline/open');
  const { openLineJudge } = load('run/judge-reader');
  const pipeline = await openPipeline({ headerProfile: 'keep', ...options });
  try {
    const reader = await openLineJudge(pipeline.use.models, pipeline.reader.models);
    try {
      return await use(pipeline, reader);
    } finally {
      await reader.close();
    }
  } finally {
    await pipeline.close();
  }
}
