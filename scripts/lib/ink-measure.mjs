// What `npm run ink` counts: how much of each text's ink the network marks, what it marks where nothing is written, and beside it what the
// two text detectors touch on the same pictures.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inRoot, readJson } from './common.mjs';
import { estimatedInk } from './ink-estimate.mjs';

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));

/** Of a text's ink at least this share must lie within a pixel of what is marked. */
const FOUND = 0.9;
/** A detector touches a text when one of its regions covers this share of its box. */
const TOUCHED = 0.5;

/** The network and both detectors, and how to ask them. */
export async function openAll() {
  const { openInk } = load('ink/network');
  const { openSession } = load('models/session');
  const { verifyModel, isInstalled } = load('models/verify');
  const { DETECTOR, DETECTOR_V6 } = load('models/manifest');
  const { detectRegions, DETECTOR_OPTIONS, DETECTOR_V6_OPTIONS } = load('ocr/detector');
  const ink = await openInk({ device: 'cpu' });
  const detectors = [];
  for (const [id, entry, options] of [
    ['v4', DETECTOR, { ...DETECTOR_OPTIONS, flatten: false, glyphs: false, scale: () => 1 }],
    ['v6', DETECTOR_V6, DETECTOR_V6_OPTIONS],
  ]) {
    if (!isInstalled(entry)) continue;
    const session = await openSession(await verifyModel(entry), 'cpu');
    const find = ({ width, height, gray }) => detectRegions({ width, height, data: gray }, entry, session, options);
    detectors.push({ id, find, close: () => session.close() });
  }
  return { ink, detectors };
}

/** The first view of a file's frame, as a viewer shows it. */
export async function viewOf(bytes, frame) {
  const file = load('dicom/open').openDicom(bytes);
  return load('dicom/views').frameViews(file, await load('dicom/frames').readFrame(file, frame), 'default')[0];
}

/** Frames with what is written in them: made by `prepare`, or the real files' truth. */
export function* labelledFrames(folder) {
  const truths = existsSync(join(folder, 'truth')) ? join(folder, 'truth') : join(folder, 'dicom_files');
  const files = existsSync(join(folder, 'truth')) ? join(folder, 'files') : truths;
  for (const name of readdirSync(truths)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const truth = readJson(join(truths, name));
    const bytes = () => readFileSync(join(files, name.replace(/json$/, 'dcm')));
    if (truth.items) {
      const items = truth.items.filter(({ plane, bbox }) => plane === undefined && bbox !== undefined);
      yield {
        name,
        frame: 0,
        bytes,
        items: items
          .filter(({ frames }) => frames === 'all' || frames.includes(0))
          .map((item) => ({ box: item.bbox, keep: item.class === 'keep', text: item.text ?? '' })),
      };
      continue;
    }
    const items = [...truth.annotation, ...(truth.labels ?? [])].filter(({ carrier }) => carrier === undefined);
    for (const frame of new Set(items.map(({ frame = 0 }) => frame))) {
      yield {
        name,
        frame,
        bytes,
        items: items
          .filter((item) => (item.frame ?? 0) === frame)
          .map(({ value, phiClass, ink }) => ({ box: value.bbox, keep: phiClass === 'keep', ink, text: value.text })),
      };
    }
  }
}

/** The view with what was written on it faded to a share of its contrast; the text-free twin is what it fades to. */
async function faded(view, folder, name, frame, share) {
  const clean = await viewOf(readFileSync(join(folder, 'clean_files', name.replace(/json$/, 'dcm'))), frame);
  const mix = (data, twin) => data.map((value, at) => Math.round(twin[at] + share * (value - twin[at])));
  return { ...view, gray: mix(view.gray, clean.gray), ...(view.rgb ? { rgb: mix(view.rgb, clean.rgb) } : {}) };
}

/** One record an item: its height, its contrast, the share of its ink that is marked, and which detectors touch it. */
export async function measureItems(folder, { ink, detectors }, thresholds, { onFrame, fade } = {}) {
  const { inkMask } = load('ink/map');
  const { inkLines } = load('ink/lines');
  const { visibleInk, inkOf } = load('evaluate/ink-of');
  const { cropPicture } = load('evaluate/patch');
  const { unpackInk } = load('prepare/ink');
  const found = [];
  for (const { name, frame, bytes, items } of labelledFrames(folder)) {
    const shown = await viewOf(bytes(), frame);
    const view = fade === undefined ? shown : await faded(shown, folder, name, frame, fade);
    const [map] = await ink.read([view]);
    const masks = thresholds.map((threshold) => grown(inkMask(map, threshold), view));
    const regions = [['ink', inkLines(map).map(({ box }) => box)]];
    for (const { id, find } of detectors) regions.push([id, (await find(view)).map(({ box }) => box)]);
    const picture = {
      width: view.width,
      height: view.height,
      ...(view.rgb ? { channels: 3, data: view.rgb } : { channels: 1, data: view.gray }),
    };
    for (const { box, ink: packed, keep, text } of items) {
      const crop = cropPicture(picture, box);
      if (crop.width < 1 || crop.height < 1) continue;
      const whole = crop.width === box[2] && crop.height === box[3];
      const { bits, contrast, count } =
        packed && whole
          ? visibleInk(crop, unpackInk(box, packed).bits)
          : whole
            ? estimatedInk(picture, box)
            : inkOf(crop);
      if (count === 0) continue;
      const left = Math.max(0, box[0]);
      const top = Math.max(0, box[1]);
      const shares = masks.map(
        (mask) =>
          bits.reduce(
            (sum, bit, at) =>
              sum + (bit & mask[(top + Math.floor(at / crop.width)) * view.width + left + (at % crop.width)]),
            0,
          ) / count,
      );
      const touched = Object.fromEntries(
        regions.map(([id, boxes]) => [id, boxes.some((region) => coveredBy(region, box))]),
      );
      found.push({ name, text, keep, height: Math.min(box[2], box[3]), contrast, shares, touched });
    }
    onFrame?.({ name, frame, view, map, items });
  }
  return found;
}

/** One record a text-free frame: share of its pixels marked at each threshold, lines, and regions of the detectors. */
export async function measureEmpty(views, { ink, detectors }, thresholds, onFrame) {
  const { inkMask } = load('ink/map');
  const { inkLines } = load('ink/lines');
  const found = [];
  for await (const { name, view } of views) {
    const [map] = await ink.read([view]);
    const marked = thresholds.map(
      (threshold) => inkMask(map, threshold).reduce((sum, bit) => sum + bit, 0) / map.ink.length,
    );
    const lines = thresholds.map((threshold) => inkLines(map, { threshold }).length);
    const regions = {};
    for (const { id, find } of detectors) regions[id] = (await find(view)).length;
    found.push({ name, marked, lines, regions });
    onFrame?.({ name, view, map });
  }
  return found;
}

/** Every frame of the text-free twins that `prepare` writes beside its files. */
export async function* emptyViews(folder) {
  const files = join(folder, 'clean_files');
  for (const name of readdirSync(files)
    .filter((name) => name.endsWith('.dcm'))
    .sort()) {
    yield { name, view: await viewOf(readFileSync(join(files, name)), 0) };
  }
}

/** A mask and its neighbours. */
function grown(mask, { width, height }) {
  const out = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at += 1) {
    if (mask[at] === 0) continue;
    const x = at % width;
    for (
      let y = Math.max(0, Math.floor(at / width) - 1);
      y <= Math.min(height - 1, Math.floor(at / width) + 1);
      y += 1
    ) {
      out.fill(1, y * width + Math.max(0, x - 1), y * width + Math.min(width - 1, x + 1) + 1);
    }
  }
  return out;
}

function coveredBy(region, [x, y, w, h]) {
  const across = Math.min(region.right, x + w) - Math.max(region.left, x);
  const down = Math.min(region.bottom, y + h) - Math.max(region.top, y);
  return across > 0 && down > 0 && across * down >= TOUCHED * w * h;
}

/** How many of the items are found at each threshold, and touched by each detector. */
export function countItems(items, thresholds) {
  const of = (test) => items.filter(test).length;
  return {
    items: items.length,
    found: thresholds.map((_, k) => of(({ shares }) => shares[k] >= FOUND)),
    half: thresholds.map((_, k) => of(({ shares }) => shares[k] >= 0.5)),
    touched: Object.fromEntries(
      Object.keys(items[0]?.touched ?? {}).map((id) => [id, of(({ touched }) => touched[id])]),
    ),
  };
}

/** Share of pixels marked, frames without any line, at each threshold; false regions of the detectors and frames without any. */
export function countEmpty(frames, thresholds) {
  const mean = (of) => frames.reduce((sum, frame) => sum + of(frame), 0) / frames.length;
  return {
    frames: frames.length,
    marked: thresholds.map((_, k) => mean(({ marked }) => marked[k])),
    without: thresholds.map((_, k) => frames.filter(({ lines }) => lines[k] === 0).length),
    detectors: Object.fromEntries(
      Object.keys(frames[0]?.regions ?? {}).map((id) => [
        id,
        {
          regions: frames.reduce((sum, { regions }) => sum + regions[id], 0),
          without: frames.filter(({ regions }) => regions[id] === 0).length,
        },
      ]),
    ),
  };
}
