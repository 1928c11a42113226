import { buildMetrics, type Metrics, type RunInput } from '../evaluate/metrics';
import { fileResult, runInfo, truthItem } from '../evaluate/testing';

/** Text that tries to break out of every place where a report shows text. */
export const HOSTILE = `</script><script>window.pwned=1</script><img src=x onerror="window.pwned=2">'"\`\${1}&lt;<a href="https://example.invalid/">x</a>\u2028\u202egnp`;

const PIPELINES = ['presidio', 'tesseract', 'detector-lstm', 'detector-base', 'detector-large', 'proof'] as const;

/** Runs over eight made-up files; later pipelines find more. The second file carries hostile text, the last has nothing to find. */
export function exampleRuns(): readonly RunInput[] {
  return PIPELINES.map((pipeline, strength) => ({
    info: runInfo(pipeline, {
      header: pipeline === 'proof' ? 'on' : 'off',
      device: pipeline === 'detector-large' ? 'cuda' : 'cpu',
    }),
    files: Array.from({ length: 8 }, (_, index) => exampleFile(index, strength)),
  }));
}

function exampleFile(index: number, strength: number) {
  const name = index === 1 ? `hostile ${HOSTILE}.dcm` : `file-${index}.dcm`;
  const scale = 100 * (strength + 1) * (1 + index / 4);
  const timeMs = {
    read: scale * 0.1,
    detect: scale * 0.5,
    recognise: scale * 0.3,
    find: scale * 0.02,
    write: scale * 0.08,
    total: scale,
  };
  if (index === 7) {
    return fileResult(
      name,
      [truthItem('120 kV', { phiClass: 'keep', inkCovered: 0, boxCovered: 0, box: [20, 70, 60, 14] })],
      { timeMs },
    );
  }
  const misses = index % 6 > strength;
  const truth = [
    truthItem(index === 1 ? HOSTILE : 'DOE^JANE', { box: [10, 10, 90, 16] }),
    truthItem('1970-01-31', {
      phiClass: 'birth-date',
      box: [110, 60, 80, 14],
      inkCovered: misses ? 0.3 : 1,
      boxCovered: misses ? 0.3 : 1,
      residualCharacters: misses ? 6 : 0,
    }),
  ];
  const found = misses ? truth.slice(0, 1) : truth;
  if (index === 5 && strength === 2) {
    return fileResult(name, truth, {
      status: 'failed',
      error: { stage: 'read', code: 'TRUNCATED' },
      detected: [],
      outputSha256: null,
      timeMs,
    });
  }
  return fileResult(name, truth, {
    'Predicted PHI': found.map((item) => item.text.toLowerCase()),
    detected: fileResult(name, found).detected,
    leak: { leaked: misses, residualCharacters: misses ? 6 : 0 },
    timeMs,
  });
}

export function exampleMetrics(runs = exampleRuns()): Metrics {
  const environment = {
    node: 'v20.19.0',
    platform: 'linux x64',
    cpu: 'Example CPU <b>',
    cores: 8,
    memoryGiB: 32,
    gpu: null,
    packages: { 'onnxruntime-node': '1.30.0' },
    git: null,
  };
  return buildMetrics({ name: 'example', files: 8, frames: 8, sha256: 'c'.repeat(64) }, environment, runs, {
    pricePerHour: 0.5,
  });
}
