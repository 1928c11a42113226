import type { Box } from '../base/geometry';
import {
  type DeidCode,
  dropSignatures,
  recordMethods,
  setIdentityRemoved,
  setNothingBurnedIn,
} from '../dicom/deid-attributes';
import { setDerived } from '../dicom/derived';
import { AttributeEdits } from '../dicom/edits';
import type { DicomFile } from '../dicom/open';
import { overlayPlanes } from '../dicom/overlays';
import { applyBasicProfile, type ProfileOptions, type RetainOption } from '../dicom/profile';
import { followInstances } from '../dicom/references';
import { TAG, tagHex } from '../dicom/tags';
import { createUidMap, type UidMap } from '../dicom/uids';
import { writeDicom } from '../dicom/write';
import { isOrdinaryWord } from '../phi/technique';
import { boxesByFrame, type Region } from './boxes';
import { clearCarriers, hasPreamble, hasTail } from './carriers';
import { hasEmbeddedOverlay, hasUnreadBits, overlayName } from './display';
import type { Fill } from './fill';
import { cleanOverlays } from './overlays';
import type { Growth } from './paint';
import { FramePainter } from './painter';
import { withoutStreamNotes } from './stream-notes';

export type { Region } from './boxes';

/** Boxes grow on each side (`grow`, in pixels; by default by their height), and stop at text that stays (`spared`, on any frame). */
export interface RedactOptions extends Growth {
  /** What text is painted over with, default `darkest`. See `fillSamples`. */
  readonly fill?: Fill;
  /** Default `basic`; `keep` leaves the header alone but for what the new pixels ask for. */
  readonly headerProfile?: 'keep' | 'basic';
  /** What the header profile `basic` leaves in place; without effect under `keep`. */
  readonly retain?: readonly RetainOption[];
  /**
   * True when the result is only used once its pixels were read again and nothing was found: then BurnedInAnnotation becomes NO. Who
   * finds something after all must not release these bytes.
   */
  readonly verified?: boolean;
  /** New UIDs, shared by a batch so that references between its files stay right. By default one for this file alone. */
  readonly uidMap?: UidMap;
  /** Under `basic`: dates and times stay, moved by one number of days for each patient. */
  readonly shiftDates?: boolean;
  /** Cleaned text values of structured content; see `ProfileOptions`. */
  readonly content?: ProfileOptions['content'];
  /** Content stays as it is, and the file does not say that it holds no identity; see `ProfileOptions`. */
  readonly keepContent?: boolean;
}

export interface RedactedFile {
  readonly bytes: Uint8Array;
  readonly transferSyntax: string;
  /** Over all frames; a pixel under two boxes counts once. */
  readonly paintedPixels: number;
  /** The boxes as painted, after growth, by frame index. */
  readonly boxes: ReadonlyMap<number, readonly Box[]>;
  /**
   * What was cleaned: `frames`, `overlay:6000` (under `basic` overlays are removed) ..., `preamble`, `tail` (behind a deflated data set), `stream-notes` (EXIF and such in
   * compressed frames; under `basic` comments, too), and what `clearCarriers` names; also `unread:TTTTTTTT` for what stays unread.
   */
  readonly carriers: readonly string[];
}

const METHODS = {
  header: 'PS3.15 Basic Application Level Confidentiality Profile',
  pixels: 'dicom-deid-bench: text in pixels painted over',
  carriers: 'dicom-deid-bench: pictures beside the frames cleared',
} as const;

/**
 * Paints boxes on the stored pixels and writes the file again: pixels outside the boxes, and all elements that need not change, stay
 * bit for bit as they are. Overlay planes lose their bits under the boxes and outside the picture; whatever else could show text unread
 * is cleared (`clearCarriers`), digital signatures are dropped.
 *
 * Without boxes, with the header profile `keep` and with nothing to clear the very bytes of the file come back.
 *
 * @throws DeidError `NO_PIXEL_DATA` for boxes in a file without pixels, `ENCODE_FAILED`, and what decoding throws
 * @throws RangeError for a frame that is not there or a fill value that does not fit
 *
 * @example const { bytes } = await redactFile(openDicom(input), [{ frameIndices: [0], boxes: [{ left: 8, top: 8, right: 200, bottom: 30 }] }]);
 */
export async function redactFile(
  input: DicomFile,
  regions: readonly Region[],
  options: RedactOptions = {},
): Promise<RedactedFile> {
  const boxes = boxesByFrame(input, regions, options);
  const basic = options.headerProfile !== 'keep';
  const { file, cleared } = withoutStreamNotes(input, basic);
  const attributes = new AttributeEdits();
  const meta = new AttributeEdits();
  const overlays = cleanOverlays(file, attributes, boxes);
  // What stands outside the data set, so that writing is enough.
  const around = [...(hasPreamble(file) ? ['preamble'] : []), ...(hasTail(file) ? ['tail'] : [])];
  const found = [...overlays, ...clearCarriers(file, attributes), ...around];
  if (cleared) found.push('stream-notes');
  // Private values go with the profile.
  const carriers = basic ? found.filter((name) => !name.startsWith('unread:')) : [...found];
  const unread = hasUnreadBits(file);
  if (unread && !basic) carriers.push(`unread:${tagHex(TAG.pixelData)}`);
  if (boxes.size > 0) carriers.unshift('frames');
  const isEdited = boxes.size > 0 || basic || attributes.elements.size > 0;
  if (!isEdited && around.length === 0) {
    return { bytes: file.bytes, transferSyntax: file.transferSyntax, paintedPixels: 0, boxes, carriers };
  }
  const removed = basic ? overlayPlanes(file).map(({ group }) => overlayName(group)) : [];
  carriers.push(...removed.filter((name) => !carriers.includes(name)));
  if (isEdited) editHeader(file, attributes, meta, new Set(boxes.keys()), options);
  const clearsHighBits = basic && (hasEmbeddedOverlay(file) || unread);
  const painter = new FramePainter(file, boxes, options.fill ?? 'darkest', clearsHighBits);
  const frames = boxes.size > 0 || clearsHighBits ? painter.frame : undefined;
  const written = await writeDicom(file, { frames, attributes, meta });
  return { ...written, paintedPixels: painter.paintedPixels, boxes, carriers };
}

/** Attributes that follow from painted pixels (PS3.3 C.7.6.1, C.12.1) and from the header profile (PS3.15 E). */
function editHeader(
  file: DicomFile,
  attributes: AttributeEdits,
  meta: AttributeEdits,
  frames: ReadonlySet<number>,
  options: RedactOptions,
): void {
  const uidMap = options.uidMap ?? createUidMap();
  const painted = frames.size > 0;
  const retain = options.retain ?? [];
  const codes: DeidCode[] = painted || options.verified === true ? ['cleanPixelData'] : [];
  const basic = options.headerProfile !== 'keep';
  if (painted) setDerived(file, attributes, frames);
  dropSignatures(file, attributes);
  if (file.sopInstanceUID !== '' && !(basic && retain.includes('uids'))) uidMap.addInstance(file.sopInstanceUID);
  followInstances(file, attributes, meta, uidMap);
  if (basic) {
    const profile = {
      retain,
      uidMap,
      isOrdinary: isOrdinaryWord,
      content: options.content,
      shiftDates: options.shiftDates,
      keepContent: options.keepContent,
    };
    codes.unshift(...applyBasicProfile(file, attributes, meta, profile));
    setIdentityRemoved(file, attributes, options.keepContent !== true);
  }
  if (options.keepContent === true) return;
  const cleared = !basic && !painted ? METHODS.carriers : '';
  const methods = [basic ? METHODS.header : '', painted ? METHODS.pixels : '', cleared].filter(
    (method) => method !== '',
  );
  recordMethods(file, attributes, codes, methods);
  if (options.verified === true) setNothingBurnedIn(file, attributes);
}
