// The tables of docs/ink.md, out of results/reference/ink.json.
import { markdownTable } from './markdown.mjs';

const percent = (part, whole, digits = 1) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(digits)} %`);
const SETS = {
  screens: 'screens',
  faint: 'screens, faded',
  real: 'real files',
  'screens-clean': 'screens-clean',
  clean: 'phantoms',
};
const DETECTORS = { v4: 'PP-OCRv4', v6: 'PP-OCRv6' };

/** At the threshold that the product uses; the others are in the results. */
function itemTable({ items, threshold, thresholds }, wilson95) {
  const at = thresholds.indexOf(threshold);
  const rows = Object.entries(items).flatMap(([set, groups]) =>
    Object.entries(groups)
      .filter(([, { items: count }]) => count > 0)
      .map(([group, { items: count, found, half, touched }]) => {
        const [low, high] = wilson95(found[at], count);
        return [
          SETS[set],
          group,
          String(count),
          `${percent(found[at], count)} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`,
          percent(half[at], count),
          ...['ink', ...Object.keys(DETECTORS)].map((id) =>
            touched[id] === undefined ? '-' : percent(touched[id], count),
          ),
        ];
      }),
  );
  const heads = [
    'Set',
    'Texts',
    'n',
    'Found: 90 % of the ink',
    'Half of the ink',
    'Its lines touch',
    'v4 touches',
    'v6 touches',
  ];
  return markdownTable(heads, rows, ['---', '---', ...Array(6).fill('--:')]);
}

function emptyTable({ empty, threshold, thresholds }) {
  const at = thresholds.indexOf(threshold);
  const rows = Object.entries(empty).map(([set, { frames, marked, without, detectors }]) => [
    SETS[set],
    String(frames),
    `${(100 * marked[at]).toFixed(4)} %`,
    percent(without[at], frames),
    ...Object.keys(DETECTORS).flatMap((id) =>
      detectors[id] ? [String(detectors[id].regions), percent(detectors[id].without, frames)] : ['-', '-'],
    ),
  ]);
  const heads = [
    'Set',
    'Frames',
    'False ink, share of pixels',
    'Frames without a line',
    'v4 regions',
    'v4 without',
    'v6 regions',
    'v6 without',
  ];
  return markdownTable(heads, rows, ['---', ...Array(7).fill('--:')]);
}

function gateTable({ gate }, wilson95) {
  const sets = { screens: 'cut-outs of screens', drawn: 'drawn frames' };
  const rows = Object.entries(gate).flatMap(([set, { withText, empty, gates }]) =>
    gates.map(({ threshold, minPixels, minScore, missed, passed }) => {
      const [low, high] = wilson95(missed, withText);
      return [
        sets[set],
        `${threshold} of 255, ${minPixels} pixels, mean ${minScore}`,
        `${missed} of ${withText}: ${percent(missed, withText, 2)} (${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)})`,
        `${passed} of ${empty}: ${percent(passed, empty)}`,
      ];
    }),
  );
  const heads = ['Set', 'A line has from', 'With text, let through', 'Without text, let through'];
  return markdownTable(heads, rows, ['---', '---', '--:', '--:']);
}

function timeTable({ time }) {
  const names = { ink: 'ink network', ...DETECTORS };
  const ids = Object.keys(names).filter((id) => time[`${id}-512`] !== undefined);
  const rows = ids.map((id) => [
    names[id],
    `${time[`${id}-512`].toFixed(0)} ms`,
    `${(time[`${id}-2048`] / (2048 * 2048 * 1e-6)).toFixed(0)} ms`,
    (time[`${id}-512`] / time['ink-512']).toFixed(1),
  ]);
  return markdownTable(['Model', '512 x 512', 'A megapixel (2048 x 2048)', 'Times the ink network'], rows, [
    '---',
    '--:',
    '--:',
    '--:',
  ]);
}

/** The page with its blocks written anew. */
export function inkPage(text, results, wilson95) {
  const { seed, count, model, threshold } = results;
  const written = {
    'ink-what': `Weights ${model.sha256.slice(0, 12)}; \`screens\` seed ${seed}, ${count} files; threshold ${threshold} of 255.`,
    'ink-items': itemTable(results, wilson95),
    'ink-empty': emptyTable(results),
    'ink-gate': gateTable(results, wilson95),
    'ink-time': timeTable(results),
  };
  return text.replace(
    /(<!-- begin:([\w-]+) -->\n)[\s\S]*?(<!-- end:\2 -->)/g,
    (_whole, begin, name, end) => `${begin}${written[name]}\n${end}`,
  );
}
