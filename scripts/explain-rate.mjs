// npm run explain-rate -- DIR...: of the words that must stay, which share has a reason to stay, and of patient data, which (none should).
//   node scripts/explain-rate.mjs DIR... [--header on] [--evidence off] [--all] [--built]
// Works on the truth alone (texts and boxes, no pictures): shows what deciding loses, apart from what reading loses. DIR is a folder that
// `dicom-deid prepare` made, or one with truth files of the shape of ../shared/real. For test data alone: it prints texts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { inRoot, main, readJson, Stop } from './lib/common.mjs';

/** Never judged: free to go or to stay. */
const NEUTRAL = new Set(['neutral', 'either', 'time']);

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      header: { type: 'string', default: 'off' },
      evidence: { type: 'string', default: 'on' },
      all: { type: 'boolean', default: false },
      built: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0)
    throw new Stop('Which truth? A folder that `dicom-deid prepare` made, or one with truth files.');
  return { ...values, folders: positionals };
}

/** Truth files of a folder, of either shape, as { name, dicom, width, height, texts: { text, class, box, frame, rotation } }. */
function* truthOf(folder) {
  const inner = ['dicom_files', 'truth', '.'].map((name) => join(folder, name)).find((path) => existsSync(path));
  for (const file of readdirSync(inner)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const truth = readJson(join(inner, file));
    const items = truth.items ?? [
      ...(truth.annotation ?? []),
      ...(truth.labels ?? []).map((label) => ({ ...label, phiClass: 'label' })),
    ];
    const dicom = [join(inner, file.replace(/json$/, 'dcm')), join(folder, 'files', file.replace(/json$/, 'dcm'))].find(
      existsSync,
    );
    yield {
      name: file,
      dicom,
      size: [truth.columns ?? truth.size?.[0], truth.rows ?? truth.size?.[1]],
      texts: items.map(textOf),
    };
  }
}

function textOf(item) {
  const [left, top, width, height] = item.bbox ?? item.value.bbox;
  return {
    text: item.text ?? item.drawn,
    class: item.class ?? item.cls ?? item.phiClass ?? item.field,
    box: { left, top, right: left + width, bottom: top + height },
    frame: Number.isInteger(item.frame) ? item.frame : 0,
    rotation: [90, 180, 270].find((angle) => angle === (item.rotated ?? item.rot)) ?? 0,
  };
}

/** A line as a reader would give it, its characters as wide as each other. */
function lineOf({ text, box, rotation }) {
  const characters = [...text.normalize('NFC')]
    .flatMap((char) => char.split(''))
    .map((char, at, all) => {
      const cut = (low, high) => [low + ((high - low) * at) / all.length, low + ((high - low) * (at + 1)) / all.length];
      const along = rotation % 180 === 0 ? cut(box.left, box.right) : cut(box.top, box.bottom);
      const place =
        rotation % 180 === 0
          ? { ...box, left: along[0], right: along[1] }
          : { ...box, top: along[0], bottom: along[1] };
      return { char, box: place, score: 1, alternatives: [] };
    });
  return { text: characters.map(({ char }) => char).join(''), box, rotation, score: 1, characters, engine: 'truth' };
}

await main(async () => {
  const { folders, header, evidence, all, built } = options();
  if (built === false) build();
  const load = (name) => createRequire(import.meta.url)((process.env.DIST ?? inRoot('dist')) + `/${name}.js`);
  const [{ layoutPage }, { analysePage }, { explainWords }, { findPhi }] = [
    'ocr/layout',
    'page/layout',
    'phi/explain/explain',
    'phi/find',
  ].map(load);
  const rules = new Map();
  for (const folder of folders) {
    const counts = new Map();
    for (const { name, dicom, size, texts } of truthOf(folder)) {
      const file = dicom && header === 'on' ? load('dicom/open').openDicom(readFileSync(dicom)) : undefined;
      const values = file?.header ?? [];
      for (const frame of new Set(texts.map((text) => text.frame))) {
        const own = texts.filter((text) => text.frame === frame && text.text);
        const width = size[0] ?? Math.max(...own.map(({ box }) => box.right)) + 10;
        const height = size[1] ?? Math.max(...own.map(({ box }) => box.bottom)) + 10;
        const lines = own.map(lineOf);
        const page = layoutPage(lines, { width, height }, [frame]);
        const spans = evidence === 'on' ? await findPhi(page, { header: values, policy: 'phi' }) : [];
        const pieces = spans.flatMap(({ start, end, rest = [] }) => [{ start, end }, ...rest]);
        const layout = analysePage(page);
        const reasons = explainWords(layout, { evidence: pieces, header: values });
        layout.words.forEach((word, index) => {
          const { class: kind } = own[lines.indexOf(page.lines[word.line].line)];
          if (NEUTRAL.has(kind)) return;
          const count = counts.get(kind) ?? { words: 0, explained: 0, texts: [] };
          counts.set(kind, count);
          count.words += 1;
          const reason = reasons[index];
          if (reason) count.explained += 1;
          if (reason) rules.set(reason.rule, (rules.get(reason.rule) ?? 0) + 1);
          if ((reason !== undefined) !== (kind === 'keep' || kind === 'label')) {
            const claimed = spans.find(({ start, end, rest = [] }) =>
              [{ start, end }, ...rest].some((piece) => piece.start < word.end && word.start < piece.end),
            );
            count.texts.push(
              `${name}: ${word.text} (${page.lines[word.line].line.text}) ${reason?.rule ?? (claimed ? `claimed: ${claimed.finder} ${claimed.phiClass}` : '')}`,
            );
          }
        });
      }
    }
    console.log(`\n== ${folder}`);
    for (const [kind, { words, explained, texts }] of counts) {
      console.log(`${kind}: ${explained} of ${words} explained (${((100 * explained) / words).toFixed(1)} %)`);
      for (const text of all ? texts : texts.slice(0, 40)) console.log(`  ${text}`);
    }
  }
  console.log(
    `\n${[...rules]
      .sort((a, b) => b[1] - a[1])
      .map(([rule, count]) => `${rule} ${count}`)
      .join(', ')}`,
  );
});
