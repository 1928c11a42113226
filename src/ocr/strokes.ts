import { connectedPieces } from '../base/connected';
import {
  type Box,
  boxArea,
  boxHeight,
  boxWidth,
  growBox,
  intersectBoxes,
  shiftBox,
  unionBoxes,
} from '../base/geometry';
import type { HuggedLine } from './hug';
import type { InkLevels } from './ink';
import { cropRaster, type Raster } from './raster';

/** From this probability of ink on, of 255, a pixel is a stroke's. */
const STROKE = 96;
/** Ink whose middle lies so many region heights beside the region is its last letter, cut off. */
const BESIDE = 0.3;
/** Strokes of which one end lies so many region heights inside it may not be all. */
const UNSEEN = 0.4;
/** Bodies of letters fill so much of a region's height: less are specks. */
const FILLED = 0.3;
/** Rows with this share of the ink of the fullest one belong to its band. */
const ROW = 0.15;
/** Strokes lower than this share of the band are points, dashes and accents, which count close by, or specks of noise. */
const LEAST = 0.5;
/** Accents and descenders reach so many bands over theirs. */
const OVER = 0.35;
/** Signs and points begin so many bands beside their letters. */
const MARK = 0.5;
/** Around the strokes for faint edges, in their heights. */
const EDGE = { x: 0.15, y: 0.08 } as const;
/** On uneven ground rims of letters may go unseen: what is claimed for the line reaches so many of their heights further. */
const RIM = 0.15;

/** Rows of pixels, the last exclusive. */
interface Band {
  readonly top: number;
  readonly bottom: number;
}

/**
 * The line that a detector's region means, as a network saw its strokes, where it stands on noise, anatomy or moire: there grey levels
 * (`hugLine`) say little. `undefined` on even ground, where they say more, and where no strokes were seen.
 *
 * @param image an upright picture
 * @param strokes probability of ink of each of its pixels, 0 to 255
 * @param region not empty, in pixels of `image`
 * @param hugged the line's box as grey levels say
 */
export function strokesLine(image: Raster, strokes: Raster, region: Box, hugged: Box): HuggedLine | undefined {
  const height = boxHeight(region);
  const beside = Math.ceil(height * BESIDE);
  const area = growBox(region, 2 * beside, beside, image.width, image.height);
  const crop = cropRaster(strokes, area);
  const inner = shiftBox(region, -area.left, -area.top);
  const band = fullestBand(rowCounts(crop, inner));
  if (band === undefined || band.bottom - band.top < FILLED * height) return undefined;
  const body = { ...growBox(inner, beside, 0, crop.width, crop.height), ...shifted(band, inner.top) };
  const size = boxHeight(body);
  const over = Math.ceil(OVER * size);
  const pieces = connectedPieces(maskOf(crop), crop.width, crop.height).map(({ box }) => ownPart(box, body, over));
  const letters = pieces.filter((box) => isMiddleIn(box, body) && boxHeight(box) >= LEAST * size);
  if (letters.length === 0) return undefined;
  const line = unionBoxes(letters);
  const near = growBox(line, Math.ceil(MARK * size), over, crop.width, crop.height);
  const marks = pieces.filter(
    (box) =>
      boxHeight(box) <= boxHeight(line) &&
      isMiddleIn({ ...near, top: box.top, bottom: box.bottom }, near) &&
      boxArea(intersectBoxes(box, near)) > 0,
  );
  const ink = shiftBox(unionBoxes([line, ...marks]), area.left, area.top);
  const [x, y] = [EDGE.x, EDGE.y].map((edge) => Math.max(1, Math.round(boxHeight(ink) * edge)));
  const seen = growBox(withUnseen(ink, region, hugged), x, y, image.width, image.height);
  const rows = shifted(body, area.top);
  // Of rows that touch grey levels tell the one from the other, as far as its letters' bodies.
  const box = {
    ...seen,
    top: Math.min(rows.top, Math.max(seen.top, hugged.top)),
    bottom: Math.max(rows.bottom, Math.min(seen.bottom, hugged.bottom)),
  };
  const levels = unevenLevels(cropRaster(image, box), cropRaster(strokes, box));
  return levels && { box, levels, edge: Math.max(1, Math.round(boxHeight(ink) * RIM)) };
}

/** Of 220 lines of real and hard pictures each text had at least 10 % of its box as ink. */
const TEXT = 0.08;

/** Whether a region holds less ink than any text. `strokes` and `region` as above. */
export function isTexture(strokes: Raster, region: Box): boolean {
  const inked = rowCounts(strokes, region).reduce((sum, count) => sum + count, 0);
  return inked < TEXT * boxArea(region);
}

/** Where strokes begin well inside the region not all of them may have been seen: there grey levels count, too, as far as the region. */
function withUnseen(ink: Box, region: Box, hugged: Box): Box {
  const most = UNSEEN * boxHeight(region);
  const { left, right } = ink;
  return {
    ...ink,
    left: left - region.left > most ? Math.max(region.left, Math.min(left, hugged.left)) : left,
    right: region.right - right > most ? Math.min(region.right, Math.max(right, hugged.right)) : right,
  };
}

/** A region so many times as wide as high lies; rows of one that stands are its letters. */
const LYING = 1.5;
/** Rows of text are so many pixels high, and at least this share of the highest. */
const BODY = { pixels: 5, share: 0.6 } as const;

/** The rows of text in a region that a detector took for one line, from top to bottom; the region itself where there are no others. */
export function textRows(strokes: Raster, region: Box): readonly Box[] {
  if (boxWidth(region) < LYING * boxHeight(region)) return [region];
  const bands = bandsOf(rowCounts(strokes, region)).filter(({ top, bottom }) => bottom - top >= BODY.pixels);
  const highest = Math.max(...bands.map(({ top, bottom }) => bottom - top));
  // What is much lower is a rule, or a row that is another region's and only reaches into this one.
  const whole = bands.filter(({ top, bottom }) => bottom - top >= BODY.share * highest);
  if (bands.length < 2) return [region];
  return whole.map((band) => {
    const over = Math.ceil(OVER * (band.bottom - band.top));
    const { top, bottom } = shifted(band, region.top);
    return { ...region, top: Math.max(region.top, top - over), bottom: Math.min(region.bottom, bottom + over) };
  });
}

/** Of strokes that go on beyond all descenders and accents (a row that touches, anatomy) what belongs to the row. */
const ownPart = (box: Box, { top, bottom }: Band, over: number): Box =>
  box.bottom <= top || box.top >= bottom
    ? box
    : {
        ...box,
        top: box.top < top - over ? top - 1 : box.top,
        bottom: box.bottom > bottom + over ? bottom + 1 : box.bottom,
      };

const shifted = ({ top, bottom }: Band, by: number): Band => ({ top: top + by, bottom: bottom + by });

const maskOf = ({ data }: Raster): Uint8Array => Uint8Array.from(data, (level) => (level >= STROKE ? 1 : 0));

/** Pixels of strokes in each row of a region. */
function rowCounts({ data, width }: Raster, { left, right, top, bottom }: Box): readonly number[] {
  return Array.from({ length: bottom - top }, (_, row) => {
    let count = 0;
    for (let at = (top + row) * width + left; at < (top + row) * width + right; at++) if (data[at] >= STROKE) count++;
    return count;
  });
}

/** Runs of rows with letters' bodies. */
function bandsOf(rows: readonly number[]): readonly Band[] {
  const least = Math.max(1, ROW * Math.max(...rows));
  const bands: Band[] = [];
  for (let top = 0; top < rows.length; top++) {
    if (rows[top] < least) continue;
    let bottom = top + 1;
    while (bottom < rows.length && rows[bottom] >= least) bottom++;
    bands.push({ top, bottom });
    top = bottom;
  }
  return bands;
}

/** The band around the fullest row of the middle half. */
function fullestBand(rows: readonly number[]): Band | undefined {
  const edge = Math.floor(rows.length / 4);
  const middle = rows.slice(edge, rows.length - edge);
  const fullest = edge + middle.indexOf(Math.max(...middle));
  return bandsOf(rows).find(({ top, bottom }) => top <= fullest && fullest < bottom);
}

function isMiddleIn(box: Box, { left, top, right, bottom }: Box): boolean {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return x >= left && x < right && y >= top && y < bottom;
}

/** Contrasts below this many grey levels are noise, not text. */
const MIN_CONTRAST = 12;
/** Below this probability of ink, of 255, a pixel is ground and no edge of a stroke. */
const GROUND = 24;
/** Ground whose levels spread by more than this share of the contrast is uneven. */
const UNEVEN = 0.15;

/** Mean grey levels of the strokes and of what they stand on; `undefined` where that is even. */
function unevenLevels(image: Raster, strokes: Raster): InkLevels | undefined {
  const text = levelsAt(image, strokes, (level) => level >= STROKE);
  const ground = levelsAt(image, strokes, (level) => level < GROUND);
  const contrast = Math.max(MIN_CONTRAST, Math.abs(text.mean - ground.mean));
  if (ground.spread <= UNEVEN * contrast) return undefined;
  return { ground: ground.mean, bright: text.mean >= ground.mean, contrast };
}

/** Mean and standard deviation of the pixels that count; 0 where there are none. */
function levelsAt(image: Raster, strokes: Raster, counts: (level: number) => boolean) {
  let [sum, squares, count] = [0, 0, 0];
  strokes.data.forEach((level, at) => {
    if (!counts(level)) return;
    sum += image.data[at];
    squares += image.data[at] ** 2;
    count++;
  });
  const mean = sum / Math.max(1, count);
  return { mean, spread: Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)) };
}
