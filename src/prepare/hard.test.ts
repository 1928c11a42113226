import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headerValues } from '../dicom/header';
import { openDicom } from '../dicom/open';
import { makeFile } from './profiles';
import { Rng } from './random';
import { drawTraits, TRAITS, type TraitGroup, type Traits } from './traits';

const SEED = 6;
const traitsOf = (index: number): Traits => {
  const rng = new Rng(`${SEED}/hard/file/${index}`);
  return drawTraits(() => rng.next());
};

/** The first file whose drawn traits please. */
function find(wanted: (traits: Traits) => boolean): number {
  for (let index = 0; index < 5000; index++) if (wanted(traitsOf(index))) return index;
  throw new RangeError('no such file');
}

test('every difficulty occurs, in about its share', () => {
  const drawn = Array.from({ length: 2000 }, (_, index) => traitsOf(index));
  for (const group of Object.keys(TRAITS) as TraitGroup[]) {
    const total = Object.values(TRAITS[group]).reduce((sum, weight) => sum + weight, 0);
    for (const [name, weight] of Object.entries(TRAITS[group])) {
      const share = drawn.filter((traits) => traits[group] === name).length / drawn.length;
      assert.ok(Math.abs(share - weight / total) < 0.04, `${name}: ${share}`);
    }
  }
});

/** Which of the burnt names, IDs and birth dates the header tells too. */
async function toldByHeader(
  kind: Traits['header'],
): Promise<{ told: number; burnt: number; traits: readonly string[] }> {
  const index = find(
    ({ header, content, carrier, place }) =>
      header === kind && content === 'table' && carrier === 'pixels' && place === 'corner',
  );
  const { dicom, truth } = await makeFile('hard', SEED, index);
  const header = new Set(headerValues(openDicom(dicom)).map(({ value }) => value));
  const burnt = truth.annotation.filter(({ field, frame }) => ['name', 'id'].includes(field) && frame === 0);
  const told = burnt.filter(({ value }) => header.has(value.text)).length;
  return { told, burnt: burnt.length, traits: truth.traits! };
}

test('the header agrees with the picture, or is scrubbed, wrong or another patient, as the truth notes', async () => {
  const right = await toldByHeader('right');
  assert.deepEqual([right.told, right.burnt], [2, 2]);
  for (const kind of ['header-scrubbed', 'header-wrong', 'header-other-patient'] as const) {
    const { told, burnt, traits } = await toldByHeader(kind);
    assert.deepEqual([told, burnt], [0, 2], kind);
    assert.ok(traits.includes(kind));
  }
});

test('names with accents and names that are words', async () => {
  const named = async (content: Traits['content']) => {
    const { truth } = await makeFile(
      'hard',
      SEED,
      find((traits) => traits.content === content),
    );
    return truth.annotation.find(({ field }) => field === 'name')!.drawn;
  };
  assert.match(await named('accents'), /[^ -~]/);
  assert.match(await named('word-names'), /^[A-Za-z ,^]+$/);
});

test('text at the border touches it', async () => {
  const { truth, dicom } = await makeFile(
    'hard',
    SEED,
    find(
      ({ place, look, carrier, content }) =>
        place === 'border' && look === 'plain' && carrier === 'pixels' && content === 'usual',
    ),
  );
  const { rows, columns } = openDicom(dicom).image!;
  const boxes = [...truth.annotation, ...truth.labels!].map(({ value }) => value.bbox);
  const touches = (near: (box: (typeof boxes)[number]) => number) => boxes.some((box) => near(box) <= 1);
  assert.ok(touches(([x]) => x) || touches(([x, , width]) => columns - x - width));
  assert.ok(touches(([, y]) => y) || touches(([, y, , height]) => rows - y - height));
});
