/**
 * What can be difficult about a file. One of each group is drawn; the first of a group is the ordinary case, and `weights` are shares.
 * The names of all that are not ordinary stand in the truth JSON, so that scores can be told apart by difficulty.
 */
export const TRAITS = {
  look: {
    plain: 3,
    small: 2,
    large: 1.5,
    'low-contrast': 2,
    'grey-on-grey': 1.5,
    shadow: 1,
    outline: 1,
    boxed: 1,
  },
  place: {
    corner: 4,
    border: 1.5,
    'over-anatomy': 2,
    'rotated-90': 0.8,
    'rotated-180': 0.6,
    'rotated-270': 0.8,
  },
  content: {
    usual: 3,
    table: 1,
    accents: 1.5,
    'word-names': 1.5,
    'sex-beside-plane': 1,
    'id-beside-series': 1,
  },
  header: {
    right: 5,
    'header-scrubbed': 2,
    'header-wrong': 1,
    'header-other-patient': 1,
  },
  carrier: {
    pixels: 6,
    'one-window': 1,
    monochrome1: 1,
    palette: 0.7,
    ybr: 0.7,
    'overlay-plane': 0.8,
    'one-frame': 0.8,
  },
} as const;

export type TraitGroup = keyof typeof TRAITS;
export type Traits = { readonly [G in TraitGroup]: keyof (typeof TRAITS)[G] & string };

/** Draws one trait of each group by its share. */
export function drawTraits(next: () => number): Traits {
  const draw = (group: TraitGroup): string => {
    const entries = Object.entries(TRAITS[group]);
    let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return entries[0][0];
  };
  return {
    look: draw('look'),
    place: draw('place'),
    content: draw('content'),
    header: draw('header'),
    carrier: draw('carrier'),
  } as Traits;
}

/** The traits that are not the ordinary case of their group. */
export const notableTraits = (traits: Traits): string[] =>
  (Object.keys(TRAITS) as TraitGroup[])
    .map((group) => traits[group])
    .filter((name, i) => name !== Object.keys(Object.values(TRAITS)[i])[0]);
