import type { Frame } from '../base/types';
import { type DicomElement, findElement } from './elements';
import type { StoredFrame } from './frames';
import type { DicomFile } from './open';
import { groupOf } from './tags';
import { integerString, short, shorts, valueBytes } from './values';

/** One overlay of group 60xx (PS3.3 C.9.2). */
export interface OverlayPlane {
  /** `0x6000` to `0x60fe`. */
  readonly group: number;
  readonly rows: number;
  readonly columns: number;
  /** Where the overlay's first pixel is in the image, from 0; may be negative. */
  readonly top: number;
  readonly left: number;
  /** OverlayData; without it the overlay is bit `bitPosition` of the stored pixels (retired, still met). */
  readonly data: DicomElement | undefined;
  readonly bitPosition: number;
  /** The overlay's own frames: overlay frame 0 belongs to image frame `firstFrame`. A still overlay belongs to all frames. */
  readonly frames: number | undefined;
  readonly firstFrame: number;
}

/** All overlay planes of a file's top level, also those without a usable size (0 rows): they can still carry data. */
export function overlayPlanes(file: DicomFile): readonly OverlayPlane[] {
  const groups = new Set(
    file.dataSet.elements.map(({ tag }) => groupOf(tag)).filter((group) => group >>> 8 === 0x60 && (group & 1) === 0),
  );
  return [...groups].map((group) => readPlane(file, group));
}

function readPlane(file: DicomFile, group: number): OverlayPlane {
  const { data, dataSet } = file;
  const tag = (element: number): number => group * 0x10000 + element;
  const signed = (value: number | undefined): number => (((value ?? 1) << 16) >> 16) - 1;
  const origin = shorts(data, dataSet, tag(0x0050));
  return {
    group,
    rows: short(data, dataSet, tag(0x0010)) ?? 0,
    columns: short(data, dataSet, tag(0x0011)) ?? 0,
    top: signed(origin[0]),
    left: signed(origin[1]),
    data: findElement(dataSet, tag(0x3000)),
    bitPosition: short(data, dataSet, tag(0x0102)) ?? 0,
    frames: integerString(data, dataSet, tag(0x0015)),
    firstFrame: (short(data, dataSet, tag(0x0051)) ?? 1) - 1,
  };
}

/** White where an overlay is set, one view a plane that has something in this frame, clipped to the image. */
export function overlayViews(file: DicomFile, stored: StoredFrame): readonly Frame[] {
  const views: Frame[] = [];
  for (const plane of overlayPlanes(file)) {
    const gray = plane.data === undefined ? undefined : drawPlane(file, plane, plane.data, stored);
    if (gray?.some((level) => level !== 0)) views.push(view(stored, `overlay:${plane.group.toString(16)}`, gray));
  }
  return [...views, ...highBitViews(file, stored)];
}

function drawPlane(file: DicomFile, plane: OverlayPlane, element: DicomElement, stored: StoredFrame): Uint8Array {
  const gray = new Uint8Array(stored.rows * stored.columns);
  const bytes = valueBytes(file.data, element);
  const swap = !file.syntax.littleEndian && element.vr === 'OW';
  const frame = plane.frames === undefined ? 0 : stored.frameIndex - plane.firstFrame;
  if (frame < 0 || frame >= (plane.frames ?? 1)) return gray;
  const first = frame * plane.rows * plane.columns;
  for (let row = Math.max(0, -plane.top); row < plane.rows && row + plane.top < stored.rows; row += 1) {
    for (let column = Math.max(0, -plane.left); column < plane.columns; column += 1) {
      if (column + plane.left >= stored.columns) break;
      const bit = first + row * plane.columns + column;
      const byte = bytes[swap ? (bit >>> 3) ^ 1 : bit >>> 3] ?? 0;
      if ((byte >>> (bit & 7)) & 1) gray[(row + plane.top) * stored.columns + column + plane.left] = 255;
    }
  }
  return gray;
}

/** Bits outside the pixel value hold embedded overlays, or whatever somebody hid there; each bit that differs between pixels is a view. */
function highBitViews(file: DicomFile, stored: StoredFrame): readonly Frame[] {
  const { image } = file;
  if (image === undefined || image.samplesPerPixel !== 1 || image.bitsAllocated > 16) return [];
  if (image.bitsStored === image.bitsAllocated) return [];
  const lowest = image.highBit - image.bitsStored + 1;
  let ones = 0;
  let zeros = 0;
  const { samples } = stored;
  for (let i = 0; i < samples.length; i += 1) {
    ones |= samples[i];
    zeros |= ~samples[i];
  }
  const embedded = new Map(
    overlayPlanes(file)
      .filter(({ data }) => data === undefined)
      .map(({ bitPosition, group }) => [bitPosition, group.toString(16)]),
  );
  const views: Frame[] = [];
  for (let bit = 0; bit < image.bitsAllocated; bit += 1) {
    const outside = bit > image.highBit || bit < lowest;
    if (!outside || (((ones & zeros) >>> bit) & 1) === 0) continue;
    const gray = Uint8Array.from(samples, (sample) => ((sample >>> bit) & 1) * 255);
    const group = embedded.get(bit);
    views.push(view(stored, group === undefined ? `bit:${bit}` : `overlay:${group}`, gray));
  }
  return views;
}

function view(stored: StoredFrame, name: string, gray: Uint8Array): Frame {
  return { frameIndex: stored.frameIndex, view: name, width: stored.columns, height: stored.rows, gray };
}
