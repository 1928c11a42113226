import { DeidError } from '../base/errors';
import { FONTS, type FontId, useOwnFonts } from './fonts';
import type { TextMask } from './mask';

/** Fainter coverage than this is not drawn: such pixels carry nothing that an eye could read, yet would widen every box. */
const FAINTEST = 20;

const CACHE_LIMIT = 4000;
const cache = new Map<string, Promise<TextMask>>();

/**
 * The coverage of one line of text, cropped to its ink, drawn by Pango (in sharp) with a packaged font.
 * Blank text gives an empty mask. Equal calls share one mask. Throws `DeidError` `fonts-unavailable`.
 *
 * @param size font size in pixels, 4 to 400
 */
export const renderText = (text: string, font: FontId, size: number): Promise<TextMask> =>
  renderFamily(text, FONTS[font], size);

/**
 * The same with any packaged font.
 *
 * @param family as Pango describes it, with its style: `PT Sans, Bold` (the comma ends a name that holds words for styles)
 */
export function renderFamily(text: string, family: string, size: number): Promise<TextMask> {
  const key = `${family}\u0000${size}\u0000${text}`;
  let mask = cache.get(key);
  if (mask === undefined) {
    mask = draw(text, family, size);
    cache.set(key, mask);
    // A map keeps the order of insertion: the first key is the oldest.
    if (cache.size > CACHE_LIMIT) cache.delete(cache.keys().next().value as string);
  }
  return mask;
}

/**
 * Pango's picture is cropped to the ink, so the baseline is lost. A bar is drawn first on the line: it has the same height in each
 * picture, the row where it starts tells how far the text was moved, and then its columns are cut off.
 */
async function draw(text: string, family: string, size: number): Promise<TextMask> {
  if (text.trim() === '') return { width: 0, height: 0, alpha: new Uint8Array(0), baseline: 0 };
  engineChecked ??= checkEngine();
  await engineChecked;
  const [line, standard] = await Promise.all([pango(`|  ${text.trim()}`, family, size), barMetrics(family, size)]);
  const barTop = firstInkRow(line, standard.barWidth);
  const cut = crop(line, standard.barWidth);
  return { ...cut.mask, baseline: barTop + standard.baseline - cut.top };
}

let engineChecked: Promise<void> | undefined;

/**
 * Fontconfig reads its settings once in a process. Where something else drew text before, they are the machine's: then a capital of
 * 10 pixels is not 7 rows high, or a packaged font is missing, and what would be made here is not what is made elsewhere.
 */
async function checkEngine(): Promise<void> {
  const [capital, narrow, wide] = await Promise.all([
    pango('H', FONTS['dejavu-bold'], 10),
    pango('iiii', FONTS.vt323, 32),
    pango('MMMM', FONTS.vt323, 32),
  ]);
  if (capital.height === 7 && Math.abs(narrow.width - wide.width) < 16) return;
  throw new DeidError(
    'fonts-unavailable',
    'this process has already drawn text with the fonts of the machine; start another one',
  );
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

interface BarMetrics {
  /** Columns of the bar. */
  readonly barWidth: number;
  /** Rows from the bar's top to the baseline. */
  readonly baseline: number;
}

const metrics = new Map<string, Promise<BarMetrics>>();

function barMetrics(family: string, size: number): Promise<BarMetrics> {
  const key = `${family}/${size}`;
  let found = metrics.get(key);
  if (found === undefined) {
    found = measureBar(family, size);
    metrics.set(key, found);
  }
  return found;
}

async function measureBar(family: string, size: number): Promise<BarMetrics> {
  const [bar, pair] = await Promise.all([pango('|', family, size), pango('|  H', family, size)]);
  const barWidth = bar.width + 1;
  const letter = crop(pair, barWidth);
  return { barWidth, baseline: letter.top + letter.mask.height - firstInkRow(pair, barWidth) };
}

async function pango(text: string, family: string, size: number): Promise<Picture> {
  useOwnFonts();
  const { default: sharp } = await import('sharp');
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const markup = `<span font_features="kern=0,liga=0,clig=0">${escaped}</span>`;
  const { data, info } = await sharp({ text: { text: markup, font: `${family} ${size}`, dpi: 72 } })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function firstInkRow(picture: Picture, columns: number): number {
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < Math.min(columns, picture.width); x++) {
      if (picture.data[y * picture.width + x] >= FAINTEST) return y;
    }
  }
  return 0;
}

/** What stands right of column `from`, cropped to its ink. */
function crop(picture: Picture, from: number): { readonly mask: Omit<TextMask, 'baseline'>; readonly top: number } {
  let [left, right, top, bottom] = [picture.width, from, picture.height, 0];
  for (let y = 0; y < picture.height; y++) {
    for (let x = from; x < picture.width; x++) {
      if (picture.data[y * picture.width + x] < FAINTEST) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  const width = Math.max(0, right - left);
  const height = Math.max(0, bottom - top);
  const alpha = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = picture.data[(top + y) * picture.width + left + x];
      alpha[y * width + x] = value < FAINTEST ? 0 : value;
    }
  }
  return { mask: { width, height, alpha }, top };
}
