import type { InkStyle } from '../burn';
import { hiddenShare } from '../burn';
import { openStage, type Stage } from '../compose';
import type { EncodingId } from '../encoding';
import { type FileContext, finishFile, type MadeFile } from '../made-file';
import { PHANTOMS } from '../phantom/phantoms';
import { type Phantom, type PhantomOptions, SOP_CLASS } from '../phantom/types';
import type { Rng } from '../random';
import type { Raster } from '../raster';
import { paletteInk, type StoreId, storeAs } from './colours';
import { inventScreenStudy, type ScreenStudy } from './facts';
import { screensHeader } from './header';
import type { Layout, ScreenLayout } from './layout';
import { pickLayout } from './layouts';
import { inFace, pickLook } from './look';
import { burnRuns, type PlacedRun, placeRuns, plainInk } from './placing';
import { type Look, Sheet } from './sheet';
import { blankScreen, fillRectangle, luminance, placeImage } from './surface';
import { term } from './terms';
import { voiceOf } from './voice';

/** Screens, films and forms of devices that the first family does not know. */
export const screensFile = (context: FileContext): Promise<MadeFile> => makeScreen(context, false);

/** The same without patient data. */
export const screensCleanFile = (context: FileContext): Promise<MadeFile> => makeScreen(context, true);

async function makeScreen(context: FileContext, clean: boolean): Promise<MadeFile> {
  const { rng, seed, index } = context;
  const layout = pickLayout(rng.fork('layout'), seed, context.ground);
  const study = await screenStudy(context);
  const base = screenPhantom(rng.fork('phantom'), layout, context.ground);
  const store = pickStore(rng.fork('store'), layout, base);
  const folded = rng.fork('fold').chance(0.2);
  const longer = Math.max(base.raster.rows, base.raster.columns);
  const look = pickLook(rng.fork('look'), layout, study, longer, folded);
  const sheet = new Sheet(base.raster, store === 'palette' ? { ...look, aliased: true } : look, clean);
  const voice = voiceOf(rng.fork('voice'), study, folded);
  drawLayout(rng.fork('draw'), layout, sheet, voice, base);
  const runs = await placeRuns(sheet);
  paintBoxes(sheet.raster, runs);
  const phantom = storeAs({ ...base, raster: sheet.raster }, store);
  const stage = openStage(phantom.raster);
  burnRuns(stage, runs, (look, run) => inkOn(stage, look, run));
  const header = await screensHeader(rng.fork('header'), study);
  const profile = clean ? 'screens-clean' : 'screens';
  return finishFile(
    { ...context, study: rng.fork('study') },
    {
      name: `${profile}-${String(index + 1).padStart(6, '0')}.dcm`,
      profile,
      phantom,
      stage,
      header: header.study,
      traits: [`layout-${layout.id}`, `language-${study.language}`, `header-${header.kind}`],
      encoding: pickEncoding(rng.fork('encoding')),
    },
  );
}

/** An invented examination; what a user's header says replaces the invented facts. */
async function screenStudy({ rng, facts }: FileContext): Promise<ScreenStudy> {
  const study = await inventScreenStudy(rng.fork('person'));
  return facts === undefined ? study : { ...study, ...facts };
}

/** The picture before its text: the ground itself, or an empty screen with the facts of the device. */
function screenPhantom(rng: Rng, layout: Layout, given: Phantom | undefined): Phantom & { readonly ground: Raster } {
  const size = layout.kind === 'overlay' ? layout.size?.(rng) : undefined;
  const ground = given ?? generated(rng, layout, size);
  const device = { manufacturer: layout.manufacturer, model: rng.pick(layout.models) };
  if (layout.kind === 'overlay') return { ...ground, ...device, ground: ground.raster };
  const [width, height] = rng.pick(layout.sizes);
  const frames = layout.still ? 1 : Math.min(MOST_FRAMES, ground.raster.frames);
  const { pixelSpacing: _, ...facts } = ground;
  return {
    ...facts,
    ...device,
    raster: blankScreen(width, height, frames, layout.background),
    modality: layout.modality,
    sopClassUID: screenClass(layout, frames),
    imageType: ['DERIVED', 'SECONDARY'],
    technique: frames > 1 ? { frameTime: 40 } : {},
    ground: ground.raster,
  };
}

function generated(rng: Rng, layout: Layout, size: PhantomOptions['size']): Phantom {
  const draw = rng.fork('draw');
  if (typeof layout.phantom !== 'function')
    return PHANTOMS[layout.phantom]({ rng: draw, study: rng.fork('study'), size });
  return {
    raster: layout.phantom(draw),
    modality: layout.modality,
    sopClassUID: SOP_CLASS.capture,
    manufacturer: layout.manufacturer,
    model: layout.models[0],
    studyDescription: '',
    seriesDescription: '',
    bodyPart: '',
    imageType: ['DERIVED', 'SECONDARY'],
    technique: {},
  };
}

const MOST_FRAMES = 5;

function screenClass({ modality }: ScreenLayout, frames: number): string {
  if (modality === 'US') return frames > 1 ? SOP_CLASS.usMultiFrame : SOP_CLASS.us;
  return frames > 1 ? SOP_CLASS.captureMultiFrame : SOP_CLASS.capture;
}

/** The ways to store a picture that its kind allows. */
function pickStore(
  rng: Rng,
  layout: Layout,
  { raster, ground }: { readonly raster: Raster; readonly ground: Raster },
): StoreId {
  if (layout.kind === 'overlay') {
    if (raster.samplesPerPixel === 3) return rng.pick(['as-is', 'ybr']);
    if (raster.photometricInterpretation !== 'MONOCHROME2' || raster.windows.length === 0) return 'as-is';
    return rng.pick(['as-is', 'as-is', 'as-is', 'monochrome1', 'monochrome1', 'grey8']);
  }
  if (layout.tinted) return rng.pick(['as-is', 'as-is', 'ybr']);
  const grey: StoreId[] = raster.frames === 1 ? ['grey'] : [];
  if (layout.page) return rng.pick<StoreId>(['as-is', 'ybr', ...grey, ...grey, ...grey]);
  const palette: StoreId[] = ground.samplesPerPixel === 1 || raster.frames === 1 ? ['palette'] : [];
  return rng.pick<StoreId>(['as-is', 'as-is', 'as-is', 'ybr', 'ybr', ...palette, ...grey]);
}

/** How the pixels are stored: three of five files native. */
export const pickEncoding = (rng: Rng): EncodingId => rng.pick(['native', 'native', 'native', 'rle', 'jpeg-lossless']);

function drawLayout(
  rng: Rng,
  layout: Layout,
  sheet: Sheet,
  voice: ReturnType<typeof voiceOf>,
  base: { readonly ground: Raster },
): void {
  layout.draw({
    rng,
    sheet,
    voice,
    ground: base.ground,
    image: (x, y, width, height, tint) =>
      placeImage(sheet.raster, base.ground, [x, y, Math.round(width), Math.round(height)], tint),
    term: (topic, longest) => term(rng, topic, longest),
  });
  for (let i = 0; i < sheet.runs.length; i++) {
    const run = sheet.runs[i];
    const pieces = run.pieces.map((piece) => {
      const text = inFace(run.look.face, piece.text);
      return text === piece.text ? piece : { ...piece, text, value: piece.value ?? piece.text };
    });
    sheet.runs[i] = { ...run, pieces };
  }
}

function paintBoxes(raster: Raster, runs: readonly PlacedRun[]): void {
  for (const { run, box } of runs) {
    const { box: colour, size } = run.look;
    const pad = Math.round(size * 0.25);
    if (colour !== undefined)
      fillRectangle(raster, box[0] - pad, box[1] - pad, box[2] + 2 * pad, box[3] + 2 * pad, colour);
  }
}

/** Text on a ground of its own brightness gets a rim, as viewers draw it. */
function inkOn({ raster }: Stage, look: Look, run: PlacedRun): InkStyle {
  if (raster.photometricInterpretation === 'PALETTE COLOR') return paletteInk(look);
  const level = luminance(look.colour);
  const hidden = Math.max(
    ...run.placed.map(({ x, y, mask }) => hiddenShare(raster, 0, { left: x, top: y, mask }, level)),
  );
  return plainInk(hidden > HIDDEN ? { ...look, effect: 'outline' } : look);
}

const HIDDEN = 0.06;
