import { type Box, boxArea, clipBox, intersectBoxes, unionBoxes } from '../base/geometry';
import type { DetectorEntry } from '../models/manifest';
import type { ModelSession } from '../models/session';
import { type DbOptions, dbRegions } from './db';
import { glyphRegions } from './glyphs';
import { flattenGround } from './ground';
import { histogramOf, levelRange } from './ink';
import { cropRaster, type Raster, resizeRaster } from './raster';
import { isSlanted, type Slant } from './slant';

/** A region in frame pixels. */
export interface Region {
  readonly box: Box;
  readonly score: number;
  /** Found by its shape alone (`glyphs.ts`): believed only when a letter is read there with certainty. */
  readonly glyph?: boolean;
  /** Of a line that is neither upright nor turned by a right angle: its own direction. */
  readonly slant?: Slant;
}

export interface DetectorOptions {
  readonly db: DbOptions;
  /** By how much a tile is enlarged, from its longer side in pixels. */
  readonly scale: (side: number) => number;
  /** Whether the detector sees the tile with its anatomy taken down (`ground.ts`). */
  readonly flatten: boolean;
  /** Whether what looks like single letters is added (`glyphs.ts`): a detector that sees them itself needs no help. */
  readonly glyphs: boolean;
  /** Whether lines at any angle are told apart from upright ones. */
  readonly slanted: boolean;
}

export const DETECTOR_OPTIONS: DetectorOptions = {
  db: { threshold: 0.3, boxThreshold: 0.4, unclip: 1.6, minSide: 3 },
  scale: (side) => (side <= 680 ? 1.25 : 1),
  flatten: true,
  glyphs: true,
  slanted: false,
};

/** PP-OCRv6 at native scale: it needs neither enlargement nor help with anatomy and single letters. */
export const DETECTOR_V6_OPTIONS: DetectorOptions = {
  db: { threshold: 0.2, boxThreshold: 0.4, unclip: 1.6, minSide: 2 },
  scale: () => 1,
  flatten: false,
  glyphs: false,
  slanted: true,
};

/** Source pixels of a tile's side, and by how much neighbours overlap so that no line is only seen cut in two. */
const TILE = 960;
const OVERLAP = 160;
/** Ground added around the picture: text that touches the frame's edge needs something to stand on. */
const MARGIN = 16;
/** A tile whose grey levels all lie this close together has no text. */
const FLAT = 6;

/**
 * Finds text in one view, tile by tile; small pictures are enlarged because the detector misses letters under about 10 pixels.
 *
 * @param areas only there: parts of the view that do not overlap; default all of it
 */
export async function detectRegions(
  image: Raster,
  entry: DetectorEntry,
  session: ModelSession,
  options: DetectorOptions = DETECTOR_OPTIONS,
  areas: readonly Box[] = [{ left: 0, top: 0, right: image.width, bottom: image.height }],
): Promise<Region[]> {
  const found: Region[] = [];
  for (const tile of areas.flatMap(tiles)) {
    const part = cropRaster(image, tile);
    if (isFlat(part)) continue;
    const scale = options.scale(Math.max(part.width, part.height));
    const seen = options.flatten ? withoutAnatomy(part) : part;
    const regions = await detectTile(seen, scale, options, entry, session);
    const known = regions.map(({ box }) => box);
    const glyphs = options.glyphs ? glyphRegions(part, known) : [];
    for (const region of [...regions, ...glyphs.map((box) => ({ box, score: 0.5, glyph: true }))]) {
      const box = clipBox(
        {
          left: region.box.left + tile.left,
          top: region.box.top + tile.top,
          right: region.box.right + tile.left,
          bottom: region.box.bottom + tile.top,
        },
        image.width,
        image.height,
      );
      const slant = 'slant' in region && region.slant ? { slant: shiftSlant(region.slant, tile) } : {};
      if (boxArea(box) > 0) found.push({ ...region, box, ...slant });
    }
  }
  return mergeRegions(found);
}

function tiles({ left, top, right, bottom }: Box): Box[] {
  return starts(top, bottom).flatMap((y) =>
    starts(left, right).map((x) => ({
      left: x,
      top: y,
      right: Math.min(right, x + TILE + OVERLAP),
      bottom: Math.min(bottom, y + TILE + OVERLAP),
    })),
  );
}

function starts(from: number, to: number): number[] {
  const result = [from];
  for (let at = from; at + TILE + OVERLAP < to; result.push(at)) at += TILE;
  return result;
}

/** Ground around letters is averaged over this many pixels; what is left of its brightness. */
const FLATTEN = { radius: 6, keep: 0.5 };
/** Share of a tile's pixels of full brightness that a line of bright letters has at least. */
const MIN_BRIGHT = 0.0004;
/** With more light pixels than this the tile is a form or a sheet, whose letters are dark. */
const MAX_LIGHT = 0.6;

/** The tile with its anatomy taken down, where there is bright text that could stand over it. */
function withoutAnatomy(tile: Raster): Raster {
  const counts = histogramOf(tile.data);
  const [, full] = levelRange(counts);
  const atLeast = (level: number) => counts.subarray(Math.ceil(level)).reduce((sum, count) => sum + count, 0);
  const [bright, light] = [atLeast(full * 0.97), atLeast(full * 0.85)];
  const few = bright < MIN_BRIGHT * tile.data.length;
  return few || light > MAX_LIGHT * tile.data.length ? tile : flattenGround(tile, { ...FLATTEN, full });
}

function isFlat(image: Raster): boolean {
  const [low, high] = levelRange(histogramOf(image.data));
  return high - low < FLAT;
}

async function detectTile(
  tile: Raster,
  scale: number,
  { db, slanted }: DetectorOptions,
  entry: DetectorEntry,
  session: ModelSession,
): Promise<Region[]> {
  const padded = framed(tile, MARGIN);
  const fit = (size: number) => Math.max(entry.multiple, Math.round((size * scale) / entry.multiple) * entry.multiple);
  const scaled = resizeRaster(padded, fit(padded.width), fit(padded.height));
  const output = await session.run({ data: normalise(scaled, entry), dims: [1, 3, scaled.height, scaled.width] });
  const scaleX = padded.width / scaled.width;
  const scaleY = padded.height / scaled.height;
  return dbRegions(output.data, scaled.width, scaled.height, db).map(({ box, score, slant }) => ({
    score,
    ...(slanted && isSlanted(slant) ? { slant: unscaled(slant, scaleX, scaleY) } : {}),
    box: {
      left: Math.floor(box.left * scaleX) - MARGIN,
      top: Math.floor(box.top * scaleY) - MARGIN,
      right: Math.ceil(box.right * scaleX) - MARGIN,
      bottom: Math.ceil(box.bottom * scaleY) - MARGIN,
    },
  }));
}

/** A direction in the padded and scaled tile, in the tile. Both scales are nearly the same: sides are rounded to the model's multiple. */
const unscaled = ({ x, y, along, across, angle }: Slant, scaleX: number, scaleY: number): Slant => ({
  x: x * scaleX - MARGIN,
  y: y * scaleY - MARGIN,
  along: along * scaleX,
  across: across * scaleY,
  angle,
});

const shiftSlant = (slant: Slant, { left, top }: Box): Slant => ({ ...slant, x: slant.x + left, y: slant.y + top });

/** The tile with ground around it, in the grey level that most of its edge has: strokes that touch the edge must not go on over it. */
function framed({ width, height, data }: Raster, margin: number): Raster {
  const edge: number[] = [];
  for (let x = 0; x < width; x++) edge.push(data[x], data[(height - 1) * width + x]);
  for (let y = 0; y < height; y++) edge.push(data[y * width], data[y * width + width - 1]);
  const ground = edge.sort((a, b) => a - b)[edge.length >> 1];
  const wide = width + 2 * margin;
  const framed = new Uint8Array(wide * (height + 2 * margin)).fill(ground);
  for (let y = 0; y < height; y++) framed.set(data.subarray(y * width, (y + 1) * width), (y + margin) * wide + margin);
  return { width: wide, height: height + 2 * margin, data: framed };
}

/** Three planes, each with its own mean and deviation. */
function normalise(image: Raster, { mean, std }: DetectorEntry): Float32Array {
  const levels = image.data;
  const plane = levels.length;
  const data = new Float32Array(3 * plane);
  const [red, green, blue] = [0, 1, 2].map((channel) =>
    Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean[channel]) / std[channel]),
  );
  for (let index = 0; index < plane; index++) {
    const level = levels[index];
    data[index] = red[level];
    data[plane + index] = green[level];
    data[2 * plane + index] = blue[level];
  }
  return data;
}

/** Regions of two tiles or scales that cover each other become one: the same line seen twice, or the two halves of a cut one. */
export function mergeRegions(regions: readonly Region[]): Region[] {
  const merged: Region[] = [];
  for (const region of [...regions].sort((a, b) => boxArea(b.box) - boxArea(a.box))) {
    const twin = merged.findIndex((other) => sameLine(other.box, region.box));
    if (twin < 0) {
      merged.push(region);
      continue;
    }
    const other = merged[twin] as Region;
    // What the detector itself saw needs no letters as its box is: a speck beside it must not widen it.
    if (region.glyph && !other.glyph) continue;
    // Two sightings of a slanted line have no common upright box: the larger one stays.
    if (region.slant || other.slant) continue;
    merged[twin] = {
      box: other.glyph && !region.glyph ? region.box : unionBoxes([other.box, region.box]),
      score: Math.max(other.score, region.score),
      ...(other.glyph && region.glyph ? { glyph: true } : {}),
    };
  }
  return merged;
}

/** Regions whose heights differ more are not one line. */
const MAX_TALLER = 2.2;

function sameLine(a: Box, b: Box): boolean {
  const common = boxArea(intersectBoxes(a, b));
  if (common === 0) return false;
  const vertical = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const heights = [a.bottom - a.top, b.bottom - b.top] as const;
  const [taller, lower] = [Math.max(...heights), Math.min(...heights)];
  // A line inside a region several lines tall (the rim of a skull) is not a part of it.
  return vertical > 0.7 * taller || (taller < MAX_TALLER * lower && common > 0.6 * Math.min(boxArea(a), boxArea(b)));
}
