import type { Frame, Page, PhiHit } from '../base/types';
import { readFrame, type StoredFrame } from '../dicom/frames';
import { voiMappings } from '../dicom/grey';
import type { ImageInfo } from '../dicom/image';
import type { DicomFile } from '../dicom/open';
import { sampleValues } from '../dicom/samples';
import type { OcrEngine } from '../ocr/engine';
import type { FindContext } from '../phi/find';
import { analysePresidio } from '../phi/presidio/words';
import { addPadding, presidioColourFill, presidioFill, presidioRescale, removePadding } from '../redact/presidio-image';
import type { RedactOptions } from '../redact/redact';
import { type PageReading, readPages } from '../verify/pages';

/**
 * Reads as Presidio does: stored grey values, through the window where the header has one, scaled over their range and inverted; a
 * border of 25 pixels around the picture. Colour pictures are read as displayed.
 */
export async function readPresidioPages(file: DicomFile, engine: OcrEngine): Promise<PageReading> {
  return readPages(file, padded(engine), {
    views: 'default',
    prepare: (frame, stored) => rescaled(file, frame, stored),
  });
}

function rescaled(file: DicomFile, frame: Frame, stored: StoredFrame): Frame {
  if (file.image === undefined || !isGrey(file.image)) return frame;
  // pydicom's `apply_voi_lut`, which Presidio calls where the header has a window, prefers a table.
  const vois = voiMappings(file, file.image, frame.frameIndex);
  const hasWindow = vois.some(({ name }) => name.startsWith('window'));
  const voi = hasWindow ? (vois.find(({ name }) => name.startsWith('voi-lut')) ?? vois[0]) : undefined;
  return { ...frame, gray: presidioRescale(sampleValues(file.image, stored.samples), voi?.level) };
}

const isGrey = (image: ImageInfo): boolean =>
  image.samplesPerPixel === 1 && image.photometricInterpretation.startsWith('MONOCHROME');

/** The engine on padded pictures; its lines are in the frame's own pixels. */
function padded(engine: OcrEngine): OcrEngine {
  return {
    ...engine,
    async read(frames) {
      const reading = await engine.read(frames.map((frame) => addPadding(frame)));
      return { ...reading, lines: reading.lines.map((lines) => removePadding(lines)) };
    },
  };
}

export const findPresidioHits = (pages: readonly Page[], context: FindContext): readonly PhiHit[] =>
  pages.flatMap((page) => analysePresidio(page, { header: context.header, allowList: context.rules?.allow }));

/** Boxes as Presidio paints them: the words' own, in a value that stands out from the corners, or the middle, of the (first) frame. */
export async function presidioRedaction(file: DicomFile): Promise<Pick<RedactOptions, 'fill' | 'grow'>> {
  if (file.image === undefined) return { grow: 0 };
  const { rows, columns, samplesPerPixel, bitsStored } = file.image;
  if (samplesPerPixel === 3) {
    const { samples } = await readFrame(file, 0);
    return { grow: 0, fill: presidioColourFill(samples, rows, columns, 2 ** bitsStored - 1) };
  }
  if (!isGrey(file.image)) return { grow: 0 };
  const values = sampleValues(file.image, (await readFrame(file, 0)).samples);
  // Where the commonest value is negative, its distance from the greatest may be none that the file can store.
  let greatest = 0;
  for (const value of values) greatest = Math.max(greatest, value);
  return { grow: 0, fill: Math.min(greatest, presidioFill(values, rows, columns)) };
}
