import type { Page, PhiHit, PhiSpan } from '../base/types';
import { headerValues } from '../dicom/header';
import type { DicomFile } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import { spansToHits } from '../phi/hits';
import { findHits } from '../pipeline/find';
import type { HeaderMode } from '../pipeline/options';
import { readPages } from '../verify/pages';

export interface ReadOptions {
  /** Frame indices from 0; default all. */
  readonly frames?: readonly number[];
  /** `default`: what a viewer shows first (default). `all`: every window, polarity, channel and overlay that can show text. */
  readonly views?: 'default' | 'all';
}

/**
 * The text of a file's frames in reading order, with boxes in stored-frame pixels. Frames that look the same share a page. Any `OcrEngine`
 * will do, one's own too. Throws what decoding and the engine throw: a frame that cannot be read is never a frame without text.
 *
 * @example const pages = await readText(openDicom(bytes), engine);
 */
export async function readText(
  file: DicomFile,
  engine: OcrEngine,
  options: ReadOptions = {},
): Promise<readonly Page[]> {
  const { frames, views = 'default' } = options;
  return (await readPages(file, engine, { views, ...(frames === undefined ? {} : { frames }) })).pages;
}

/** A finder of one's own: where patient data stands in a page's text. */
export interface OwnFinder {
  readonly id: string;
  find(page: Page): readonly Omit<PhiSpan, 'finder'>[];
}

export interface FindOptions {
  /** `off`: the file's own header values do not help. Default `on`. */
  readonly header?: HeaderMode;
  /** `all-text`: every text. Default `phi`. */
  readonly policy?: 'phi' | 'all-text';
  /** Run beside the library's finders. */
  readonly finders?: readonly OwnFinder[];
}

/** Patient data on pages that were read from `file`, with its boxes: what `redactFile` takes. */
export async function findPhi(
  pages: readonly Page[],
  file: DicomFile,
  { header = 'on', policy = 'phi', finders = [] }: FindOptions = {},
): Promise<readonly PhiHit[]> {
  const { modality, manufacturer } = file;
  const context = { header: header === 'on' ? headerValues(file) : [], policy, modality, manufacturer };
  const own = pages.flatMap((page) =>
    finders.flatMap(({ id, find }) =>
      spansToHits(
        page,
        find(page).map((span) => ({ ...span, finder: id })),
      ),
    ),
  );
  return [...(await findHits(pages, context)), ...own];
}
