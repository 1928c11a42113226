import { openStage, type Stage } from './compose';
import type { FontId } from './fonts';
import type { BlockStyle } from './layout';
import { type FileContext, finishFile, type MadeFile } from './made-file';
import { inventStudy, type Study } from './person';
import { PHANTOMS, type PhantomId } from './phantom/phantoms';
import type { Phantom } from './phantom/types';
import type { Rng } from './random';
import { reportPage } from './report-page';
import { burnScreen, burnTable } from './screen-burn';
import { clinicalScreen, type ScreenPart } from './screens';

/** What a department produces: mostly CT and MR, then ultrasound and radiographs. */
const KINDS: readonly PhantomId[] = [
  'ct',
  'ct',
  'ct',
  'mr',
  'mr',
  'ultrasound',
  'ultrasound',
  'xray',
  'xray',
  'scout',
  'mip',
  'mammo',
  'xa',
  'capture',
];

const FONTS: readonly FontId[] = ['arimo', 'arimo', 'arimo-bold', 'dejavu', 'dejavu-condensed', 'dejavu-mono', 'vt323'];

/** Screens of vendors, with technique text that must stay. */
export async function clinicalFile(context: FileContext): Promise<MadeFile> {
  const { rng, study, index } = context;
  const facts = context.facts ?? (await inventStudy(study.fork('person')));
  const phantom = clinicalGround(context);
  const stage = openStage(phantom.raster);
  const style = screenStyle(study.fork('style'), phantom);
  if (isPage(context, phantom)) await burnPage(rng.fork('layout'), stage, facts, phantom, style, false);
  else await burnScreen(stage, allFrames(stage), screenOf(context, facts, phantom), style);
  return finishFile(context, { name: fileName('clinical', index), profile: 'clinical', phantom, stage, header: facts });
}

/** The same grounds without any patient data in the picture: technique text on most, nothing on the others. */
export async function cleanFile(context: FileContext): Promise<MadeFile> {
  const { rng, study, index } = context;
  const facts = context.facts ?? (await inventStudy(study.fork('person')));
  const phantom = clinicalGround(context);
  const stage = openStage(phantom.raster);
  const style = screenStyle(study.fork('style'), phantom);
  if (rng.fork('bare').chance(0.75)) {
    if (isPage(context, phantom)) await burnPage(rng.fork('layout'), stage, facts, phantom, style, true);
    else await burnScreen(stage, allFrames(stage), screenOf(context, facts, phantom).flatMap(techniqueOnly), style);
  }
  return finishFile(context, { name: fileName('clean', index), profile: 'clean', phantom, stage, header: facts });
}

export const fileName = (profile: string, index: number): string =>
  `${profile}-${String(index + 1).padStart(6, '0')}.dcm`;

/** Generated secondary captures are empty pages; a user's own are full already and get a screen's corners. */
const isPage = ({ ground }: FileContext, phantom: Phantom): boolean =>
  ground === undefined && phantom.modality === 'OT';

const allFrames = ({ raster }: Stage): number[] => Array.from({ length: raster.frames }, (_, frame) => frame);

function clinicalGround({ rng, study, ground }: FileContext): Phantom {
  if (ground !== undefined) return ground;
  const kind = study.fork('kind').pick(KINDS);
  const size = kind === 'mr' ? { rows: 512, columns: 512 } : undefined;
  return PHANTOMS[kind]({ rng: rng.fork('phantom'), study: study.fork('phantom'), size });
}

/** Font and size of a vendor's screen. */
export function screenStyle(rng: Rng, { raster }: Phantom): BlockStyle {
  const font = rng.pick(FONTS);
  const size = Math.max(
    9,
    Math.round(Math.max(raster.rows, raster.columns) / rng.range(40, 56)) + (font === 'vt323' ? 4 : 0),
  );
  return { font, size, pitch: Math.round(size * rng.range(1.2, 1.4)), gap: Math.max(3, Math.round(size * 0.35)) };
}

/** The vendor's way of writing is the same for the whole examination. */
function screenOf({ rng, study, index }: FileContext, facts: Study, phantom: Phantom): ScreenPart[] {
  const place = { series: (index % 3) + 1, image: rng.fork('image').int(1, 240) };
  return clinicalScreen(study.fork('screen'), facts, phantom, place);
}

function techniqueOnly({ at, lines }: ScreenPart): ScreenPart[] {
  const kept = lines.filter((line) => line.every(({ field }) => field === 'keep'));
  return kept.length === 0 ? [] : [{ at, lines: kept }];
}

/** A captured page: title, table of the patient, table of results. */
export async function burnPage(
  rng: Rng,
  stage: Stage,
  study: Study,
  phantom: Phantom,
  style: BlockStyle,
  resultsOnly: boolean,
): Promise<void> {
  const page = reportPage(rng, study, phantom);
  const { rows } = stage.raster;
  await burnTable(stage, [0], { columns: [0.03], rows: [[page.title]] }, Math.round(rows * 0.02), style);
  let top = Math.round(rows * 0.12);
  if (!resultsOnly) top = await burnTable(stage, [0], page.patient, top, style);
  await burnTable(stage, [0], page.results, Math.max(top + style.pitch, Math.round(rows * 0.55)), style);
}
