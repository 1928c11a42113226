import type { Fragment } from '../dicom/elements';
import { type DicomFile, openDicom } from '../dicom/open';
import { joinFragments } from '../dicom/pixel-data';
import { streamNotes } from '../dicom/stream-notes';

export interface WithoutNotes {
  readonly file: DicomFile;
  /** Whether something was cleared. */
  readonly cleared: boolean;
}

/**
 * The file with what its compressed frames hold beside the picture set to zeros: thumbnails, EXIF, XMP, bytes behind the end, and with
 * `comments` the encoder's texts. Lengths stay, and so do offset tables. A file without any comes back as it is.
 */
export function withoutStreamNotes(file: DicomFile, comments: boolean): WithoutNotes {
  const { image, pixelData, syntax } = file;
  if (image === undefined || pixelData?.kind !== 'encapsulated') return { file, cleared: false };
  let bytes: Uint8Array | undefined;
  for (const fragments of pixelData.frames) {
    const notes = streamNotes(joinFragments(file.data, fragments), syntax.codec, image);
    for (const { kind, start, end } of notes) {
      if (kind === 'comment' && !comments) continue;
      bytes ??= file.bytes.slice();
      for (const [from, to] of rangesIn(fragments, start, end)) bytes.fill(0, from, to);
    }
  }
  return bytes === undefined ? { file, cleared: false } : { file: openDicom(bytes), cleared: true };
}

/** Where a range of a frame lies in the file. */
function rangesIn(fragments: readonly Fragment[], start: number, end: number): readonly (readonly [number, number])[] {
  let before = 0;
  return fragments.flatMap(({ valueStart, length }): readonly (readonly [number, number])[] => {
    const from = Math.max(0, start - before);
    const to = Math.min(length, end - before);
    before += length;
    return from < to ? [[valueStart + from, valueStart + to]] : [];
  });
}
