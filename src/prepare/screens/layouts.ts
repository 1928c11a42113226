import type { Phantom } from '../phantom/types';
import type { Rng } from '../random';
import { isHeldOut, screensFamily } from './families';
import type { Layout } from './layout';
import { ANGIOGRAPHY_LAYOUTS } from './layouts/angiography';
import { BONE_LAYOUTS } from './layouts/bone';
import { CORNER_LAYOUTS } from './layouts/corners';
import { DOSE_LAYOUTS } from './layouts/dose';
import { ENDOSCOPY_LAYOUTS } from './layouts/endoscopy';
import { EYE_LAYOUTS } from './layouts/eye';
import { FORM_LAYOUTS } from './layouts/forms';
import { MAMMOGRAPHY_LAYOUTS } from './layouts/mammography';
import { NUCLEAR_LAYOUTS } from './layouts/nuclear';
import { RADIOGRAPHY_LAYOUTS } from './layouts/radiography';
import { ULTRASOUND_LAYOUTS } from './layouts/ultrasound';

/** All layouts of the family; one line here adds a group. */
export const LAYOUTS: readonly Layout[] = [
  ...ULTRASOUND_LAYOUTS,
  ...CORNER_LAYOUTS,
  ...RADIOGRAPHY_LAYOUTS,
  ...ANGIOGRAPHY_LAYOUTS,
  ...MAMMOGRAPHY_LAYOUTS,
  ...ENDOSCOPY_LAYOUTS,
  ...NUCLEAR_LAYOUTS,
  ...EYE_LAYOUTS,
  ...BONE_LAYOUTS,
  ...DOSE_LAYOUTS,
  ...FORM_LAYOUTS,
];

/** Half of a held-out seed's files show held-out layouts; other seeds never do. */
export function pickLayout(rng: Rng, seed: number, ground: Phantom | undefined): Layout {
  const family = screensFamily();
  const held = (layout: Layout) => family.heldOutLayouts!.includes(layout.id);
  const wanted = isHeldOut(family, seed) && rng.chance(0.5);
  const open = LAYOUTS.filter((layout) => held(layout) === wanted);
  return rng.pick(fitting(open, ground));
}

/** A given ground gets layouts of its modality, or overlays where there is none. */
function fitting(layouts: readonly Layout[], ground: Phantom | undefined): readonly Layout[] {
  if (ground === undefined) return layouts;
  const same = layouts.filter(
    ({ modality, kind }) => modality === ground.modality && (kind === 'overlay' || modality !== 'OT'),
  );
  return same.length > 0 ? same : layouts.filter(({ kind }) => kind === 'overlay');
}
