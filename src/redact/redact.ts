import { DeidError } from '../base/errors';
import type { Box } from '../base/geometry';
import { dropIcons, dropSignatures, recordMethods, setDerived, setNothingBurnedIn } from '../dicom/deid-attributes';
import { AttributeEdits } from '../dicom/edits';
import { readFrame } from '../dicom/frames';
import { type DicomFile, openDicom } from '../dicom/open';
import type { PaintedFrame } from '../dicom/painted';
import { followInstances, rewriteHeader } from '../dicom/references';
import { createUidMap, type UidMap } from '../dicom/uids';
import { writeDicom } from '../dicom/write';
import { type Fill, fillSamples } from './fill';
import { cleanOverlays } from './overlays';
import { countPainted, paintBox, paintFrame } from './paint';

/** Boxes in stored-frame pixels and the frames (from 0) that they belong to. */
export interface Region {
  readonly frameIndices: readonly number[];
  readonly boxes: readonly Box[];
}

export interface RedactOptions {
  /** What text is painted over with, default `darkest`. See `fillSamples`. */
  readonly fill?: Fill;
  /** Pixels by which boxes grow on each side; by default by their height. See `paintBox`. */
  readonly grow?: number;
  /** `keep` (default) leaves the header alone but for what the new pixels ask for. */
  readonly headerProfile?: 'keep' | 'basic';
  /** True when the painted pixels were read again and nothing was found: only then BurnedInAnnotation becomes NO. */
  readonly verified?: boolean;
  /** New UIDs, shared by a batch so that references between its files stay right. By default one for this file alone. */
  readonly uidMap?: UidMap;
}

export interface RedactedFile {
  readonly bytes: Uint8Array;
  readonly transferSyntax: string;
  /** Over all frames; a pixel under two boxes counts once. */
  readonly paintedPixels: number;
  /** The boxes as painted, after growth, by frame index. */
  readonly boxes: ReadonlyMap<number, readonly Box[]>;
  /** What was cleaned: `frames`, `overlay:6000` ..., `icon`. */
  readonly carriers: readonly string[];
}

const METHOD = 'Text burnt into pixels painted over by dicom-deid-bench';

/**
 * Paints boxes on the stored pixels and writes the file again: pixels outside the boxes, and all elements that need not change, stay
 * bit for bit as they are. Overlay planes lose their bits under the boxes; icon images and digital signatures are dropped.
 *
 * Without boxes and with the header profile `keep` the very bytes of the file come back.
 *
 * @throws DeidError `NO_PIXEL_DATA` for boxes in a file without pixels, `ENCODE_FAILED`, and what decoding throws
 * @throws RangeError for a frame that is not there or a fill value that does not fit
 *
 * @example const { bytes } = await redactFile(openDicom(input), [{ frameIndices: [0], boxes: [{ left: 8, top: 8, right: 200, bottom: 30 }] }]);
 */
export async function redactFile(
  file: DicomFile,
  regions: readonly Region[],
  options: RedactOptions = {},
): Promise<RedactedFile> {
  const boxes = boxesByFrame(file, regions, options.grow);
  if (boxes.size === 0) {
    return { bytes: file.bytes, transferSyntax: file.transferSyntax, paintedPixels: 0, boxes, carriers: [] };
  }
  const attributes = new AttributeEdits();
  const meta = new AttributeEdits();
  const carriers = ['frames', ...cleanOverlays(file, attributes, boxes)];
  if (dropIcons(file, attributes)) carriers.push('icon');
  describe(file, attributes, meta, options);
  const counts = new Map<number, number>();
  const frames = async (frameIndex: number): Promise<PaintedFrame | undefined> => {
    const list = boxes.get(frameIndex);
    if (list === undefined) return undefined;
    const stored = await readFrame(file, frameIndex);
    const painted = paintFrame(stored, list, fillSamples(file, stored, options.fill ?? 'darkest'));
    counts.set(frameIndex, countPainted(painted));
    return painted;
  };
  const written = await writeDicom(file, { frames, attributes, meta });
  const paintedPixels = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { ...written, paintedPixels, boxes, carriers };
}

/** The same redacted file with BurnedInAnnotation NO, for after its pixels were read again and found clean. Nothing else changes. */
export async function markVerified(bytes: Uint8Array): Promise<Uint8Array> {
  const file = openDicom(bytes);
  const attributes = new AttributeEdits();
  setNothingBurnedIn(file, attributes);
  return rewriteHeader(file, attributes, new AttributeEdits());
}

/** Attributes that follow from painted pixels (PS3.3 C.7.6.1, C.12.1; PS3.15 E). */
function describe(file: DicomFile, attributes: AttributeEdits, meta: AttributeEdits, options: RedactOptions): void {
  const uidMap = options.uidMap ?? createUidMap();
  setDerived(file, attributes);
  dropSignatures(file, attributes);
  recordMethods(file, attributes, ['cleanPixelData'], METHOD);
  if (options.verified === true) setNothingBurnedIn(file, attributes);
  if (file.sopInstanceUID !== '') uidMap.addInstance(file.sopInstanceUID);
  followInstances(file, attributes, meta, uidMap);
}

function boxesByFrame(
  file: DicomFile,
  regions: readonly Region[],
  grow: number | undefined,
): ReadonlyMap<number, readonly Box[]> {
  const boxes = new Map<number, Box[]>();
  for (const region of regions) {
    const { image } = file;
    if (image === undefined) throw new DeidError('NO_PIXEL_DATA', 'the file has no pixel data to paint');
    const list = region.boxes.map((box) => paintBox(box, image, grow)).filter((box) => !isEmpty(box));
    for (const index of list.length === 0 ? [] : region.frameIndices) {
      if (!Number.isInteger(index) || index < 0 || index >= image.numberOfFrames) {
        throw new RangeError(`redactFile: frame ${index} of ${image.numberOfFrames}`);
      }
      boxes.set(index, [...(boxes.get(index) ?? []), ...list]);
    }
  }
  return boxes;
}

const isEmpty = (box: Box): boolean => box.left >= box.right || box.top >= box.bottom;
