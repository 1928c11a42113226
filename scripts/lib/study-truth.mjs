// Ground truth of others in this project's form: real files (`../shared/real`), small cases (`../shared/cases`), folders of `prepare`.
// A listing is files, each with its bytes and its items; an item is one text, in one frame or several.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './common.mjs';
import { assertTunable } from './families.mjs';

/** The classes that the truth of real files and cases knows, as this project calls them; what is not here is judged neither way. */
const CLASSES = {
  dob: 'birth-date',
  operator: 'physician',
  'device-serial': 'other',
  'other-phi': 'other',
  phi: 'other',
  ...Object.fromEntries(
    'name id date age sex institution physician accession phone address email keep'.split(' ').map((own) => [own, own]),
  ),
};

const item = ({ text, class: shownClass, bbox, frames = [0], rotated, hard, plane }) => ({
  text,
  shownClass,
  phiClass: CLASSES[shownClass] ?? 'neutral',
  box: bbox,
  frames,
  ...(rotated ? { turned: true } : {}),
  ...(hard ? { hard } : {}),
  ...(plane ? { carrier: `overlay:${plane}` } : {}),
});

/** `truth/NAME.json` and `files/NAME.dcm`. */
export function realSource(_load, folder) {
  const files = readdirSync(join(folder, 'truth'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const { items } = readJson(join(folder, 'truth', name));
      const stem = name.replace(/\.json$/, '');
      return {
        name: `${stem}.dcm`,
        bytes: () => readFileSync(join(folder, 'files', `${stem}.dcm`)),
        items: items.map(({ text, chars, ...rest }) => item({ text: chars ? '*'.repeat(chars) : text, ...rest })),
      };
    });
  return { family: 'real', files };
}

/** The cases with texts: `items` with `[left, top, right, bottom]`, or a truth file with `cls` and `[x, y, width, height]`. */
export function caseSource(_load, folder) {
  const files = [];
  for (const [name, { items, truth }] of Object.entries(readJson(join(folder, 'expected.json')))) {
    const listed = items?.map(({ box: [left, top, right, bottom], ...rest }) => ({
      ...rest,
      bbox: [left, top, right - left, bottom - top],
    }));
    const own = truth && readJson(join(folder, truth)).items;
    const texts =
      listed ??
      own?.map(({ cls, rot, frame, ...rest }) => ({
        ...rest,
        class: cls,
        rotated: rot % 180 !== 0,
        frames: [frame ?? 0],
      }));
    if (texts === undefined || texts.length === 0) continue;
    files.push({ name, bytes: () => readFileSync(join(folder, name)), items: texts.map(item) });
  }
  return { family: 'cases', files };
}

/** A folder of `dicom-deid prepare`, any profile but held-out ones: texts of those are not to be looked at. */
export async function preparedSource(load, folder) {
  const { openDataset } = load('prepare/dataset');
  const made = join(folder, 'dataset.json');
  const { profile: family, seed } = existsSync(made) ? readJson(made) : { profile: 'given', seed: null };
  assertTunable(family, seed);
  const dataset = await openDataset(folder);
  const files = dataset.items.map(({ name, bytes, truth }) => ({ name, bytes, truth }));
  return { family, seed, files: await Promise.all(files.map(preparedFile)) };
}

async function preparedFile({ name, bytes, truth }) {
  const { annotation = [], labels = [] } = (await truth()) ?? {};
  const own = ({ value, drawn, phiClass, frame = 0, ink, carrier, turned }) => ({
    text: drawn,
    shownClass: phiClass,
    phiClass,
    box: value.bbox,
    frames: [frame],
    ink,
    carrier,
    turned,
  });
  const texts = annotation.filter(({ value }) => value.text.trim() !== '').map(own);
  return { name, bytes, items: [...texts, ...labels.map((label) => ({ ...own(label), phiClass: 'neutral' }))] };
}
