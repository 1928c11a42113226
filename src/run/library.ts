import type { BoxTuple } from '../base/results';
import type { Page, PhiHit, PhiSpan } from '../base/types';
import { headerValues } from '../dicom/header';
import { type DicomFile, openDicom } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import { spansToHits } from '../phi/hits';
import { findHits } from '../pipeline/find';
import type { HeaderMode, Policy } from '../pipeline/options';
import { readPages } from '../verify/pages';
import { verifyFile as verifyByEngine } from '../verify/verify';
import { frameRanges } from './audit';
import { tupleOf } from './coverage';

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
  readonly policy?: Policy;
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

/** A place where patient data can still be read; no text. */
export interface LegiblePlace {
  readonly engine: string;
  readonly phiClass: PhiHit['phiClass'];
  /** Frame indices from 0 as ranges: `0-499,502`. */
  readonly frames: string;
  /** `[x, y, width, height]` in stored-frame pixels. */
  readonly box: BoxTuple;
  readonly characters: number;
}

/**
 * Reads a file in memory with each engine, in all views and frames, and tells where patient data can still be read. An empty list is no
 * guarantee: it says that these engines found nothing.
 */
export async function verifyFile(
  bytes: Uint8Array,
  engines: readonly OcrEngine[],
  { header = 'on' }: Pick<FindOptions, 'header'> = {},
): Promise<readonly LegiblePlace[]> {
  const file = openDicom(bytes);
  if (file.image === undefined) return [];
  const { modality, manufacturer } = file;
  const context = { header: header === 'on' ? headerValues(file) : [], policy: 'phi', modality, manufacturer } as const;
  const places: LegiblePlace[] = [];
  for (const engine of engines) {
    const { findings } = await verifyByEngine(file, { engine, context, removed: [], views: 'all' });
    places.push(
      ...findings.map(({ phiClass, frames, box, characters }) => ({
        engine: engine.id,
        phiClass,
        frames: frameRanges(frames),
        box: tupleOf(box),
        characters,
      })),
    );
  }
  return places;
}
