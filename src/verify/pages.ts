import type { Frame, Page, TextLine } from '../base/types';
import { readFrame, type StoredFrame } from '../dicom/frames';
import { withoutGrain } from '../dicom/grain';
import type { DicomFile } from '../dicom/open';
import { frameViews, type ViewChoice, viewsDigest } from '../dicom/views';
import { allFrames } from '../ink/read-pictures';
import type { OcrEngine } from '../ocr/engine';
import { layoutPage } from '../ocr/layout';

/** So many views go to an engine at a time: enough for its batches, little enough that memory does not grow with the frames. */
const VIEWS_AT_A_TIME = 8;

export interface PageReading {
  /** One page for each distinct frame; identical frames share one (`frameIndices`). */
  readonly pages: readonly Page[];
  /** Milliseconds: `read` (decoding and views), then the engine's own stages. */
  readonly timesMs: Readonly<Record<string, number>>;
  /** Milliseconds inside the models. */
  readonly sessionMs: number;
}

export interface PageOptions {
  readonly views: ViewChoice;
  /** Only these frames (indices from 0). Default all. */
  readonly frames?: readonly number[];
  /** What is done to each view before the engine sees it; geometry must stay. */
  readonly prepare?: (frame: Frame, stored: StoredFrame) => Frame;
}

/**
 * Reads the text of a file's frames, a few at a time. Frames that look the same in every view are read once. Throws the `DeidError` of
 * decoding or reading: a frame that cannot be read is never a frame without text.
 */
export async function readPages(file: DicomFile, engine: OcrEngine, options: PageOptions): Promise<PageReading> {
  const groups = new FrameGroups();
  const lines = new Map<number, readonly TextLine[]>();
  const timesMs: Record<string, number> = {};
  let queue: Frame[] = [];
  let sessionMs = 0;

  const { prepare } = options;

  const flush = async () => {
    if (queue.length === 0) return;
    const reading = await engine.read(queue);
    reading.frameIndices.forEach((frameIndex, position) => {
      lines.set(frameIndex, reading.lines[position]);
    });
    for (const [stage, time] of Object.entries(reading.timesMs)) timesMs[stage] = (timesMs[stage] ?? 0) + time;
    sessionMs += reading.sessionMs;
    queue = [];
  };

  for (const frameIndex of options.frames ?? allFrames(file)) {
    const start = performance.now();
    const stored = await readFrame(file, frameIndex);
    const views = frameViews(file, stored, options.views);
    const frames = engine.losesInNoise ? withoutGrain(views) : views;
    if (groups.add(frames)) {
      queue.push(...(prepare === undefined ? frames : frames.map((frame) => prepare(frame, stored))));
    }
    timesMs.read = (timesMs.read ?? 0) + performance.now() - start;
    if (queue.length >= VIEWS_AT_A_TIME) await flush();
  }
  await flush();
  return { pages: groups.pages(lines), timesMs, sessionMs };
}

/** Which frames look the same: by their views and not by their samples, because an overlay may differ from frame to frame. */
class FrameGroups {
  private readonly byDigest = new Map<string, number[]>();
  private size = { width: 0, height: 0 };

  /** True for the first frame of its kind. */
  add(views: readonly Frame[]): boolean {
    const [{ frameIndex, width, height }] = views;
    this.size = { width, height };
    const digest = viewsDigest(views);
    const group = this.byDigest.get(digest);
    if (group === undefined) this.byDigest.set(digest, [frameIndex]);
    else group.push(frameIndex);
    return group === undefined;
  }

  pages(lines: ReadonlyMap<number, readonly TextLine[]>): readonly Page[] {
    return [...this.byDigest.values()].map((frameIndices) =>
      layoutPage(lines.get(frameIndices[0]) ?? [], this.size, frameIndices),
    );
  }
}
