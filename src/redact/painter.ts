import type { Box } from '../base/geometry';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import type { PaintedFrame } from '../dicom/painted';
import { sampleValues } from '../dicom/samples';
import { type Fill, fillSamples } from './fill';
import { countPainted, paintFrame } from './paint';

/** Paints the frames of one file as the writer asks for them: one is in memory at a time, however many there are. */
export class FramePainter {
  private readonly counts = new Map<number, number>();

  /** `clearsHighBits`: bits outside BitsStored, where retired overlays hide, become zero (or the sign) in every frame. */
  constructor(
    private readonly file: DicomFile,
    private readonly boxes: ReadonlyMap<number, readonly Box[]>,
    private readonly fill: Fill,
    private readonly clearsHighBits: boolean,
  ) {}

  /** Pixels under boxes, over all frames that were asked for; one under two boxes counts once. */
  get paintedPixels(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** For `WriteEdits.frames`. */
  readonly frame = async (frameIndex: number): Promise<PaintedFrame | undefined> => {
    const boxes = this.boxes.get(frameIndex) ?? [];
    if (boxes.length === 0 && !this.clearsHighBits) return undefined;
    const stored = await readFrame(this.file, frameIndex);
    const fill = boxes.length === 0 ? [] : fillSamples(this.file, stored, this.fill);
    const painted = paintFrame(stored, boxes, fill);
    this.counts.set(frameIndex, countPainted(painted));
    return this.clearsHighBits ? this.withoutHighBits(painted) : painted;
  };

  private withoutHighBits(frame: PaintedFrame): PaintedFrame {
    const image = this.file.image!;
    const values = sampleValues(image, frame.samples);
    const shift = image.highBit - image.bitsStored + 1;
    const samples = values.map((value) => value << shift) as typeof values;
    const painted = frame.painted.slice();
    for (let i = 0; i < painted.length; i += 1) if (samples[i] !== frame.samples[i]) painted[i] = 1;
    return { ...frame, samples, painted };
  }
}
