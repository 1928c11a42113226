import sharp, { type Sharp } from 'sharp';
import type { FileResult } from '../base/results';
import { boxOf } from '../evaluate/boxes';
import { coverageOf, isCovered } from '../evaluate/leak';
import { escapeHtml } from './html';
import { BOX_STYLES, type BoxKind, FONT } from './theme';

/** 8-bit pixels, row by row, interleaved. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  /** Grey (1) or RGB (3). */
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** Raw pixels, or an encoded PNG or JPEG. */
export type Picture = RawPicture | Uint8Array;

/** The same frame before and after. `after` is absent where nothing was released. */
export interface PicturePair {
  readonly frame: number;
  readonly before: Picture;
  readonly after?: Picture;
}

/** A box to draw, in stored-frame pixels. */
export interface MarkedBox {
  readonly kind: BoxKind;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** What a person reads when pointing at it; the text itself only where wanted. */
  readonly label: string;
}

const open = (picture: Picture) =>
  picture instanceof Uint8Array
    ? sharp(picture)
    : sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: picture.channels } });

/** PNG bytes of a picture, quickly made. */
export const encodePng = async (picture: Picture): Promise<Uint8Array> =>
  open(picture).png({ compressionLevel: 1 }).toBuffer();

/** The picture within a square of `edge` pixels on black, as PNG bytes: a tile of a contact sheet. */
export const tilePng = async (picture: Picture, edge: number): Promise<Uint8Array> =>
  open(picture)
    .toColourspace('srgb')
    .resize({ width: edge, height: edge, fit: 'contain', background: '#000000' })
    .png({ compressionLevel: 1 })
    .toBuffer();

/** JPEG bytes, at most `edge` pixels on the longer side. Small text must stay readable: no chroma subsampling. */
export const encodeJpeg = async (picture: Picture, edge: number, quality: number): Promise<Uint8Array> =>
  open(picture)
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer();

/** Truth and detected boxes of one frame: hits, misses, extras (found where no patient data is) and acquisition annotations. */
export function markedBoxes(
  file: FileResult,
  frame: number,
  options: { readonly texts?: boolean } = {},
): readonly MarkedBox[] {
  const said = (text: string) => (options.texts === false ? '' : `: ${text}`);
  const truth = file.truth.filter((item) => item.frame === frame);
  const marks = truth.map((item): MarkedBox => {
    const [left, top, width, height] = item.box;
    const kind = item.phiClass === 'keep' ? 'keep' : isCovered(item) ? 'hit' : 'miss';
    const share = `${Math.round(coverageOf(item) * 100)} % painted`;
    return {
      kind,
      left,
      top,
      width,
      height,
      label: `${item.phiClass}, ${BOX_STYLES[kind].label}, ${share}${said(item.text)}`,
    };
  });
  const phi = truth.filter((item) => item.phiClass !== 'keep').map((item) => boxOf(item.box));
  const extras = file.detected
    .filter((hit) => hit.frames.includes(frame))
    .flatMap((hit) => hit.boxes.map((box) => ({ hit, box, area: boxOf(box) })))
    .filter(
      ({ area }) =>
        !phi.some((p) => p.left < area.right && area.left < p.right && p.top < area.bottom && area.top < p.bottom),
    )
    .map(
      ({ hit, box: [left, top, width, height] }): MarkedBox => ({
        kind: 'extra',
        left,
        top,
        width,
        height,
        label: `${hit.phiClass}, ${BOX_STYLES.extra.label}, by ${hit.finder}${said(hit.text)}`,
      }),
    );
  return [...marks, ...extras];
}

/** The boxes as an SVG that scales with the picture it lies on; each says what it is when pointed at. */
export function boxesSvg(boxes: readonly MarkedBox[], width: number, height: number): string {
  const shapes = boxes.map((box) => {
    const { colour, dash } = BOX_STYLES[box.kind];
    return `<rect class="box-${box.kind}" x="${box.left - 2}" y="${box.top - 2}" width="${box.width + 4}" height="${box.height + 4}" fill="transparent" stroke="${colour}" stroke-width="2"${dash ? ` stroke-dasharray="${dash}"` : ''} vector-effect="non-scaling-stroke"><title>${escapeHtml(box.label)}</title></rect>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT.replaceAll('"', "'")}">${shapes.join('')}</svg>`;
}

/** Height in pixels of a comparison. */
const COMPARED = 420;

/** What sharp puts into another picture without encoding it first. */
async function layer(picture: Sharp) {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

async function comparison(file: FileResult, pair: PicturePair, height: number): Promise<Sharp> {
  const overlay = Buffer.from(boxesSvg(markedBoxes(file, pair.frame, { texts: false }), file.columns, file.rows));
  const size = { height, kernel: file.rows < height ? ('nearest' as const) : ('lanczos3' as const) };
  const marked = await layer(
    open(pair.before)
      .toColourspace('srgb')
      .composite([{ input: overlay }]),
  );
  const left = await layer(sharp(marked.input, { raw: marked.raw }).resize(size));
  const right = pair.after ? await layer(open(pair.after).toColourspace('srgb').resize(size)) : undefined;
  const gap = 8;
  return sharp({ create: { width: left.raw.width * 2 + gap, height, channels: 3, background: '#ffffff' } }).composite([
    { ...left, left: 0, top: 0 },
    ...(right ? [{ ...right, left: left.raw.width + gap, top: 0 }] : []),
  ]);
}

/**
 * Before (with boxes) and after side by side, as PNG bytes. `height` of the result in pixels, default 420; small pictures are enlarged
 * without smoothing, so that their text stays as it is.
 */
export const comparisonPng = async (file: FileResult, pair: PicturePair, height = COMPARED): Promise<Uint8Array> =>
  (await comparison(file, pair, height)).png().toBuffer();

/** The same as JPEG bytes, for a notebook cell: medical pictures are noise to PNG. */
export const comparisonJpeg = async (file: FileResult, pair: PicturePair): Promise<Uint8Array> =>
  (await comparison(file, pair, COMPARED)).jpeg({ quality: 82, chromaSubsampling: '4:4:4' }).toBuffer();
