import type { BoxTuple, FileResult, RunInfo, TruthResult } from '../base/results';

/** Small results built in code, for tests of this layer and of the reports. */
export function truthItem(text: string, change: Partial<TruthResult> = {}): TruthResult {
  return {
    text,
    phiClass: 'name',
    frame: 0,
    box: [10, 10, 100, 20],
    inkCovered: 1,
    boxCovered: 1,
    leakedBy: (change.residualCharacters ?? 0) >= 3 ? 'reader' : null,
    residualCharacters: 0,
    ...change,
  };
}

/** A file of 200 x 100 pixels, one frame; every text found and painted unless changed. */
export function fileResult(name: string, truth: readonly TruthResult[], change: Partial<FileResult> = {}): FileResult {
  const phi = truth.filter((item) => item.phiClass !== 'keep');
  return {
    Filename: name,
    'Ground Truth': phi.map((item) => item.text.toLowerCase()),
    'Predicted PHI': phi.map((item) => item.text.toLowerCase()),
    Precision: 1,
    Recall: 1,
    status: phi.length === 0 ? 'clean' : 'done',
    modality: 'CT',
    rows: 100,
    columns: 200,
    frames: 1,
    truth,
    detected: phi.map((item) => ({
      text: item.text,
      phiClass: item.phiClass === 'keep' ? 'other' : item.phiClass,
      finder: 'labels',
      score: 0.9,
      frames: [item.frame],
      boxes: [item.box],
    })),
    redaction: { painted: phi.length * 2000, excess: 0, total: 20000 },
    leak: { leaked: false, residualCharacters: 0 },
    inputSha256: '0'.repeat(64),
    outputSha256: '1'.repeat(64),
    timeMs: { read: 10, detect: 50, recognise: 30, find: 5, redact: 5, total: 100 },
    ...change,
  };
}

export function runInfo(pipeline: string, change: Partial<RunInfo> = {}): RunInfo {
  return {
    pipeline,
    header: 'on',
    device: 'cpu',
    models: [{ file: 'detector.onnx', sha256: '2'.repeat(64) }],
    loadMs: 500,
    warmupMs: 100,
    sessionMs: 60,
    ...change,
  };
}

export const boxTuple = (left: number, top: number, width: number, height: number): BoxTuple => [
  left,
  top,
  width,
  height,
];
