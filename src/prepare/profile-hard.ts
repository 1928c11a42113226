import type { InkStyle } from './burn';
import {
  burnBlock,
  CORNERS,
  cornerPlace,
  openStage,
  type Place,
  randomCorner,
  readablePlace,
  type Stage,
} from './compose';
import { toMonochrome1, toPalette, toYbr } from './convert';
import { FONTS, type FontId } from './fonts';
import { hardLines, hardTable, wordNamed } from './hard-text';
import { headerVariant } from './header-variants';
import { type BlockStyle, layoutLines, rotateBlock, trimBlock } from './layout';
import { type FileContext, type Finished, finishFile, type MadeFile } from './made-file';
import { overlayText } from './overlay';
import { groundUnder, paintPanel } from './panel';
import { inventStudy, type Locale, type Study } from './person';
import { PHANTOMS, type PhantomId } from './phantom/phantoms';
import type { Phantom } from './phantom/types';
import type { Block } from './piece';
import { fileName } from './profile-clinical';
import type { Rng } from './random';
import { burnTable } from './screen-burn';
import { drawTraits, notableTraits, type Traits } from './traits';

const LOCALES: readonly Locale[] = ['de', 'fr', 'es', 'pl', 'sv', 'cs_CZ', 'pt_BR'];

const GROUNDS: Readonly<Partial<Record<Traits['carrier'], readonly PhantomId[]>>> = {
  'one-window': ['ct'],
  monochrome1: ['xray', 'ct', 'mr', 'mammo'],
  palette: ['ct', 'mr', 'mip'],
  ybr: ['ultrasound'],
  'overlay-plane': ['ct', 'mr', 'xray'],
  'one-frame': ['xa'],
};
const ALL_GROUNDS = Object.keys(PHANTOMS) as PhantomId[];

/** Each file is an examination of its own, with difficulties drawn from `TRAITS`. */
export async function hardFile(context: FileContext): Promise<MadeFile> {
  const { rng, index } = context;
  const traits = compatible(
    drawTraits(() => rng.next()),
    context.ground,
  );
  const phantom = hardGround(rng.fork('phantom'), traits, context.ground);
  const stage = openStage(phantom.raster);
  const shown = context.facts ?? (await hardStudy(rng.fork('person'), traits));
  const header = await headerVariant(rng.fork('header'), shown, traits.header);
  const extra = await writeText(rng.fork('text'), stage, phantom, shown, traits);
  const own = { ...context, study: rng.fork('study') };
  return finishFile(own, {
    name: fileName('hard', index),
    profile: 'hard',
    phantom,
    stage,
    header,
    traits: notableTraits(traits),
    extra,
  });
}

/** Some difficulties rule each other out: text that shows in one window only has no other look, a table is not turned. */
function compatible(drawn: Traits, ground: Phantom | undefined): Traits {
  const traits = {
    ...drawn,
    carrier: ground === undefined || carries(ground.raster, drawn.carrier) ? drawn.carrier : 'pixels',
  } as const;
  const plainCarrier = traits.carrier === 'one-window' || traits.carrier === 'overlay-plane';
  const turned = traits.place.startsWith('rotated');
  return {
    ...traits,
    look: plainCarrier ? 'plain' : traits.look,
    place: traits.carrier === 'one-window' || traits.content === 'table' ? 'corner' : traits.place,
    content:
      plainCarrier && traits.content === 'table'
        ? 'usual'
        : turned && traits.content === 'table'
          ? 'usual'
          : traits.content,
  };
}

/** Whether a given ground can carry text in that way. */
function carries(raster: Stage['raster'], carrier: Traits['carrier']): boolean {
  if (carrier === 'ybr') return raster.photometricInterpretation === 'RGB';
  if (carrier === 'one-frame') return raster.frames > 1;
  if (carrier === 'one-window') return false;
  return carrier === 'pixels' || (raster.samplesPerPixel === 1 && raster.frames === 1);
}

async function hardStudy(rng: Rng, traits: Traits): Promise<Study> {
  if (traits.content !== 'accents') {
    const study = await inventStudy(rng);
    return traits.content === 'word-names' ? wordNamed(rng, study) : study;
  }
  let study = await inventStudy(rng, { locale: rng.pick(LOCALES) });
  for (let i = 0; i < 20 && !/[^ -~]/.test(study.patient.family + study.patient.given); i++) {
    study = await inventStudy(rng.fork(`again/${i}`), { locale: rng.pick(LOCALES) });
  }
  return study;
}

function hardGround(rng: Rng, traits: Traits, given: Phantom | undefined): Phantom {
  const kind = rng.pick(GROUNDS[traits.carrier] ?? ALL_GROUNDS);
  const size = kind === 'mr' || kind === 'ct' ? { rows: 512, columns: 512 } : undefined;
  const phantom = given ?? PHANTOMS[kind]({ rng: rng.fork('draw'), study: rng.fork('study'), size });
  if (traits.carrier === 'monochrome1') return toMonochrome1(phantom);
  if (traits.carrier === 'palette') return toPalette(phantom, rng.range(0.75, 0.95));
  if (traits.carrier === 'ybr') return toYbr(phantom);
  if (traits.carrier !== 'one-window') return phantom;
  const [soft, wide] = [SOFT, WIDE].map((w) => ({
    ...w,
    low: w.low - (phantom.raster.rescale?.intercept ?? 0),
    high: w.high - (phantom.raster.rescale?.intercept ?? 0),
  }));
  return { ...phantom, raster: { ...phantom.raster, windows: [soft, wide] } };
}

const SOFT = { low: -160, high: 240, name: 'SOFT TISSUE' };
const WIDE = { low: -1350, high: 150, name: 'LUNG' };

async function writeText(
  rng: Rng,
  stage: Stage,
  phantom: Phantom,
  study: Study,
  traits: Traits,
): Promise<Finished['extra']> {
  const style = hardStyle(rng, phantom, traits);
  const { raster } = stage;
  const all = Array.from({ length: raster.frames }, (_, frame) => frame);
  const frames = traits.carrier === 'one-frame' ? [rng.int(1, raster.frames - 1)] : all;
  if (traits.content === 'table') {
    const small = { ...style, size: Math.min(style.size, 18), pitch: Math.min(style.pitch, 26) };
    const table = { columns: [0.04, 0.2, 0.6, 0.72], rows: hardTable(rng, study) };
    await burnTable(stage, frames, table, Math.round(raster.rows * rng.range(0.03, 0.6)), small);
    return undefined;
  }
  const loose = await fittingBlock(hardLines(rng, study, traits.content), style, raster, rotationOf(traits));
  const block = traits.place === 'border' ? trimBlock(loose) : loose;
  if (traits.carrier === 'overlay-plane') return overlayText(raster, block, randomCorner(rng, raster, block));
  const { place, ink } = hardPlace(rng, stage, block, traits);
  burnBlock(stage, frames, block, place, ink);
  return undefined;
}

function hardStyle(rng: Rng, { raster }: Phantom, traits: Traits): BlockStyle {
  const font = rng.pick(Object.keys(FONTS) as FontId[]);
  const usual = Math.round(Math.max(raster.rows, raster.columns) / rng.range(30, 52));
  const size =
    traits.look === 'small' ? rng.int(8, 9) : traits.look === 'large' ? rng.int(30, 60) : Math.max(10, usual);
  const readable = font === 'vt323' ? size + Math.round(size / 3) : size;
  return {
    font,
    size: readable,
    pitch: Math.round(readable * rng.range(1.15, 1.5)),
    gap: Math.max(3, Math.round(readable * 0.35)),
  };
}

const rotationOf = ({ place }: Traits): 0 | 90 | 180 | 270 =>
  place.startsWith('rotated-') ? (Number(place.slice(8)) as 90 | 180 | 270) : 0;

/** Made smaller until it fits the picture, but never below 8 pixels. */
async function fittingBlock(
  lines: Parameters<typeof layoutLines>[0],
  style: BlockStyle,
  raster: Stage['raster'],
  rotation: 0 | 90 | 180 | 270,
): Promise<Block> {
  let [block, size] = [rotateBlock(await layoutLines(lines, style), rotation), style.size];
  while ((block.width > raster.columns - 8 || block.height > raster.rows - 8) && size > 8) {
    size = Math.max(8, Math.floor(size * 0.85));
    const pitch = Math.round((style.pitch * size) / style.size);
    block = rotateBlock(
      await layoutLines(lines, { ...style, size, pitch, gap: Math.max(3, Math.round(size * 0.35)) }),
      rotation,
    );
  }
  return block;
}

function hardPlace(rng: Rng, stage: Stage, block: Block, traits: Traits): { place: Place; ink: InkStyle } {
  const { raster } = stage;
  const propose = (): Place => {
    if (traits.place === 'border') return cornerPlace(raster, block, rng.pick(CORNERS), [0, 0]);
    if (traits.place !== 'over-anatomy') return randomCorner(rng, raster, block);
    const middle = (side: number, length: number) => {
      const wished = Math.round((side - length) / 2 + side * rng.range(-0.12, 0.12));
      return Math.max(0, Math.min(side - length, wished));
    };
    return { left: middle(raster.columns, block.width), top: middle(raster.rows, block.height) };
  };
  if (traits.carrier === 'one-window') {
    return {
      place: cornerPlace(raster, block, rng.pick(CORNERS), [4, 4]),
      ink: { level: rng.range(0.55, 0.72), window: raster.windows[1] },
    };
  }
  if (traits.look === 'boxed' || traits.look === 'grey-on-grey') return onPanel(rng, stage, block, propose(), traits);
  if (traits.look === 'low-contrast') return faint(rng, raster, block, propose);
  const tries = traits.place === 'over-anatomy' ? 1 : 12;
  const { place, ink, hidden } = readablePlace(raster, block, propose, tries);
  return { place, ink: dressed(rng, raster, ink, hidden, traits.look) };
}

function onPanel(rng: Rng, stage: Stage, block: Block, place: Place, traits: Traits): { place: Place; ink: InkStyle } {
  const level = traits.look === 'boxed' ? rng.pick([0, 1]) : rng.range(0.35, 0.65);
  paintPanel(stage, place, block, level);
  if (traits.look === 'boxed') return { place, ink: { level: 1 - level } };
  return { place, ink: { level: level + rng.pick([-1, 1]) * rng.range(0.18, 0.26) } };
}

/**
 * Little contrast is only fair where the ground is even: of 16 places the evenest, and a step above its noise, so that an eye can still
 * read what the truth says.
 */
function faint(rng: Rng, raster: Stage['raster'], block: Block, propose: () => Place): { place: Place; ink: InkStyle } {
  const places = Array.from({ length: 16 }, () => {
    const place = propose();
    return { place, ground: groundUnder(raster, place, block) };
  });
  const { place, ground } = places.reduce((a, b) => (b.ground.deviation < a.ground.deviation ? b : a));
  const step = Math.min(0.6, rng.range(0.13, 0.2) + 2.5 * ground.deviation);
  return { place, ink: { level: ground.mean > 0.5 ? ground.mean - step : ground.mean + step } };
}

/** Outline where the ground is mixed, or as the look wants it. */
function dressed(rng: Rng, raster: Stage['raster'], ink: InkStyle, hidden: number, look: Traits['look']): InkStyle {
  if (look === 'shadow') return { ...ink, shadow: 1 - ink.level };
  if (look === 'outline' || hidden > 0.06) return { ...ink, outline: 1 - ink.level };
  const coloured = raster.samplesPerPixel === 3 && ink.level === 1 && rng.chance(0.5);
  return coloured ? { ...ink, rgb: rng.pick(COLOURS) } : ink;
}

const COLOURS = [
  [255, 255, 90],
  [90, 255, 255],
  [120, 255, 120],
  [255, 190, 60],
] as const;
