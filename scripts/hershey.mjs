// node scripts/hershey.mjs: writes data/families/hershey.json, three faces of Dr. A. V. Hershey's stroke fonts (U.S. National Bureau of
// Standards, 1967), taken from the glyph table in the npm package hfmath. The family `screens` draws them as strokes.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve('hfmath'), 'utf8');
const glyphs = new Map(
  [...source.matchAll(/^ {2}(\d+): "((?:[^"\\]|\\.)*)"/gm)].map(([, id, text]) => [
    Number(id),
    JSON.parse(`"${text}"`),
  ]),
);

/** `699 700-709`: numbers and spans of them. */
const numbers = (text) =>
  text.split(/\s+/).flatMap((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });

/** Glyph numbers for the characters from space to `~`: the tables of the Hershey fonts' usual renderers. */
const FACES = {
  Simplex: numbers(
    '699 714 717 733 719 697 734 716 721 722 728 725 711 724 710 720 700-709 712 713 691 726 692 715 690 501-526 693 584 694 2247 586 2249 601-626 695 723 696 2246',
  ),
  Duplex: numbers(
    '2699 2714 2728 2732 2719 2733 2718 2727 2721-2723 2725 2711 2724 2710 2720 2700-2709 2712 2713 2730 2726 2731 2715 2734 2501-2526 2223 2804 2224 2262 999 2252 2601-2626 2225 2229 2226 2246',
  ),
  Complex: numbers(
    '2199 2214 2217 2275 2274 2271 2272 2216 2221 2222 2219 2232 2211 2231 2210 2220 2200-2209 2212 2213 2241 2238 2242 2215 2273 2001-2026 2223 2804 2224 2262 999 2252 2101-2126 2225 2229 2226 2246',
  ),
};

const spare = (i) => glyphs.get(FACES.Complex[i]) ?? '  1JZ';
const faces = Object.fromEntries(
  Object.entries(FACES).map(([name, ids]) => [name, ids.map((id, i) => (glyphs.get(id) ?? spare(i)).slice(3))]),
);
const out = fileURLToPath(new URL('../data/families/hershey.json', import.meta.url));
const about =
  'Hershey stroke fonts: for each character from space to ~ two letters for the left and right edge, then pairs of letters for x and y from R; " R" lifts the pen. Written by scripts/hershey.mjs.';
writeFileSync(out, `${JSON.stringify({ about, faces }, null, 1)}\n`);
for (const [name, ids] of Object.entries(FACES))
  console.log(
    name,
    ids.length,
    'missing',
    ids.flatMap((id, i) => (glyphs.has(id) ? [] : [String.fromCharCode(32 + i)])).join(''),
  );
