import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeidError } from '../base/errors';
import type { NewElement } from './build';
import { readFrame } from './frames';
import { openDicom } from './open';
import { TAG } from './tags';
import { buildDicom, bytesOf, type TestFile } from './testing';
import { frameViews, type ViewChoice } from './views';

const US = (tag: number, ...value: number[]): NewElement => ({ tag, vr: 'US', value });
const DS = (tag: number, value: string): NewElement => ({ tag, vr: 'DS', value });

async function views(file: TestFile, index = 0, which: ViewChoice = 'all') {
  const opened = openDicom(buildDicom(file));
  return frameViews(opened, await readFrame(opened, index), which);
}

/** The grey levels of one view by its name. */
async function levels(file: TestFile, name: string, index = 0): Promise<readonly number[] | undefined> {
  const view = (await views(file, index)).find((candidate) => candidate.view === name);
  return view && [...view.gray];
}

const row = (values: readonly number[], others: TestFile = {}): TestFile => ({
  rows: 1,
  columns: values.length,
  bitsAllocated: 16,
  pixels: bytesOf(values, 2),
  ...others,
});

test('the full range, and MONOCHROME1 the other way round', async () => {
  assert.deepEqual(await levels(row([100, 200, 300]), 'default'), [0, 128, 255]);
  assert.deepEqual(
    await levels(row([100, 200, 300], { photometricInterpretation: 'MONOCHROME1' }), 'default'),
    [255, 127, 0],
  );
  assert.deepEqual(await levels(row([-100, 0, 100], { pixelRepresentation: 1 }), 'default'), [0, 128, 255]);
  const inverse: NewElement = { tag: 0x20500020, vr: 'CS', value: 'INVERSE' };
  assert.deepEqual(await levels(row([100, 200, 300], { elements: [inverse] }), 'default'), [255, 127, 0]);
});

test('every window after the rescale slope; the functions of PS3.3 C.11.2.1', async () => {
  const values = [0, 1000, 1040, 1100, 4000];
  const windows = [
    DS(TAG.windowCenter, '40\\500'),
    DS(TAG.windowWidth, '81\\1'),
    DS(TAG.rescaleIntercept, '-1000'),
    DS(TAG.rescaleSlope, '1'),
  ];
  assert.deepEqual(await levels(row(values, { elements: windows }), 'default'), [0, 2, 129, 255, 255]);
  assert.deepEqual(await levels(row(values, { elements: windows }), 'window:2'), [0, 0, 0, 0, 255]);
  const shaped = (shape: string) =>
    row(values, {
      elements: [
        DS(TAG.windowCenter, '1040'),
        DS(TAG.windowWidth, '80'),
        { tag: TAG.voiLutFunction, vr: 'CS', value: shape },
      ],
    });
  assert.deepEqual(await levels(shaped('LINEAR_EXACT'), 'default'), [0, 0, 128, 255, 255]);
  assert.deepEqual(await levels(shaped('SIGMOID'), 'default'), [0, 30, 128, 243, 255]);
  assert.deepEqual(await levels(row(values, { elements: windows }), 'full'), [0, 64, 66, 70, 255]);
});

/** What is no window, and what readers take it for: centers, widths, slope, and the levels of 0, 40 and 80 ('' the full range). */
const LOOSE: Readonly<Record<string, readonly [string, string, string, readonly number[]]>> = {
  'a decimal comma': ['20,5', '41,0', '1,0', [0, 255, 255]],
  'a slope of 0, which stands for 1': ['40', '81', '0', [2, 129, 255]],
  'more centers than widths': ['40\\4000', '81', '1', [2, 129, 255]],
  'more widths than centers': ['40', '81\\4000', '1', [2, 129, 255]],
  'a width of 0, which is none': ['40', '0', '1', [0, 128, 255]],
  'a first width of 0: the next window': ['4000\\40', '0\\81', '1', [2, 129, 255]],
  'a negative width, which is none': ['40', '-81', '1', [0, 128, 255]],
  'text for numbers, which is none': ['SOFT', 'TISSUE', '1', [0, 128, 255]],
  'a center alone': ['40', '', '1', [0, 128, 255]],
};

for (const [name, [center, width, slope, expected]] of Object.entries(LOOSE)) {
  test(`${name} is read as viewers read it`, async () => {
    const elements = [DS(TAG.windowCenter, center), DS(TAG.windowWidth, width), DS(TAG.rescaleSlope, slope)];
    assert.deepEqual(await levels(row([0, 40, 80], { elements }), 'default'), expected);
    const loose = elements.map((element) => ({ ...element, vr: 'LO' }));
    assert.deepEqual(await levels(row([0, 40, 80], { elements: loose }), 'default'), expected);
  });
}

test('modality and VOI tables', async () => {
  const table = (first: number, ...entries: readonly number[]): readonly NewElement[] => [
    US(TAG.lutDescriptor, entries.length, first, 8),
    US(TAG.lutData, ...entries),
  ];
  const modality: NewElement = { tag: TAG.modalityLutSequence, vr: 'SQ', value: [table(10, 0, 50, 100)] };
  assert.deepEqual(await levels(row([0, 11, 12, 99], { elements: [modality] }), 'default'), [0, 128, 255, 255]);
  const voi: NewElement = { tag: TAG.voiLutSequence, vr: 'SQ', value: [table(0, 255, 128, 0), table(0, 0, 255)] };
  assert.deepEqual(await levels(row([0, 1, 2], { elements: [voi] }), 'default'), [255, 128, 0]);
  assert.deepEqual(await levels(row([0, 1, 2], { elements: [voi] }), 'voi-lut:1'), [0, 255, 255]);
});

test('windows of a functional group belong to their frame', async () => {
  const group = (center: string): readonly NewElement[] => [
    { tag: TAG.frameVoiLutSequence, vr: 'SQ', value: [[DS(TAG.windowCenter, center), DS(TAG.windowWidth, '2')]] },
  ];
  const elements: readonly NewElement[] = [
    { tag: TAG.perFrameFunctionalGroups, vr: 'SQ', value: [group('1'), group('3')] },
  ];
  const file: TestFile = {
    rows: 1,
    columns: 4,
    numberOfFrames: 2,
    pixels: Uint8Array.of(0, 1, 2, 3, 0, 1, 2, 3),
    elements,
  };
  assert.deepEqual(await levels(file, 'default', 0), [0, 255, 255, 255]);
  assert.deepEqual(await levels(file, 'default', 1), [0, 0, 0, 255]);
});

test('a difference of one level becomes visible, whatever the range', async () => {
  const values = [0, 65535, ...Array.from({ length: 50 }, () => 1000), ...Array.from({ length: 50 }, () => 1001)];
  const equalised = await levels(row(values), 'equalised');
  assert.ok(equalised![60] - equalised![10] > 100);
  assert.equal((await levels(row(values), 'default'))![60], (await levels(row(values), 'default'))![10]);
});

test('padding does not spoil the full range', async () => {
  const file = row([0, 1000, 1100], { elements: [US(0x00280120, 0)] });
  assert.deepEqual(await levels(file, 'full'), undefined, 'equal to default');
  assert.deepEqual(await levels(file, 'default'), [0, 0, 255]);
});

test('faint text in a colour picture', async () => {
  const greys = [255, ...Array.from({ length: 9 }, () => 20), ...Array.from({ length: 10 }, () => 22)];
  const pixels = Uint8Array.from(greys.flatMap((grey) => [grey, grey, grey]));
  const shown = await levels({ rows: 1, columns: greys.length, samplesPerPixel: 3, pixels }, 'equalised');
  assert.ok(shown![15] - shown![5] > 100);
});

test('colour: luminance and YBR', async () => {
  const rgb: TestFile = { rows: 1, columns: 2, samplesPerPixel: 3, pixels: Uint8Array.of(255, 0, 0, 10, 20, 30) };
  const [first] = await views(rgb);
  assert.deepEqual([...first.rgb!], [255, 0, 0, 10, 20, 30]);
  assert.deepEqual([...first.gray], [76, 18]);
  const ybr = { ...rgb, photometricInterpretation: 'YBR_FULL', pixels: Uint8Array.of(76, 85, 255, 128, 128, 128) };
  assert.deepEqual([...(await views(ybr))[0].rgb!], [254, 0, 0, 128, 128, 128]);
  const deep = { ...rgb, bitsAllocated: 16, pixels: bytesOf([65535, 0, 0, 0x8080, 0, 0], 2) };
  assert.deepEqual([...(await views(deep))[0].rgb!], [255, 0, 0, 128, 0, 0]);
});

test('palettes: 16-bit entries, packed 8-bit entries, segments', async () => {
  const palette = (bits: number, entries: readonly number[], data: 'plain' | 'segmented' = 'plain') =>
    [0, 1, 2].flatMap((channel) => [
      US(TAG.redPaletteDescriptor + channel, 4, 1, bits),
      US((data === 'plain' ? TAG.redPaletteData : TAG.redSegmentedPaletteData) + channel, ...entries),
    ]);
  const file = (elements: readonly NewElement[]): TestFile => ({
    rows: 1,
    columns: 4,
    photometricInterpretation: 'PALETTE COLOR',
    pixels: Uint8Array.of(0, 2, 3, 9),
    elements,
  });
  assert.deepEqual(await levels(file(palette(16, [0x1000, 0x2000, 0x4000, 0xff00])), 'default'), [16, 32, 64, 255]);
  assert.deepEqual(await levels(file(palette(8, [16, 32, 64, 255])), 'default'), [16, 32, 64, 255]);
  assert.deepEqual(await levels(file(palette(8, [0x2010, 0xff40])), 'default'), [16, 32, 64, 255]);
  // A value of 100, then a line of three more to 160.
  assert.deepEqual(
    await levels(file(palette(8, [0, 1, 100, 1, 3, 160], 'segmented')), 'default'),
    [100, 120, 140, 160],
  );
  await assert.rejects(views(file([])), (error) => isDeidError(error) && error.code === 'INVALID_ATTRIBUTE');
});

test('overlays: planes at their place, by frame, and in unused bits', async () => {
  const plane = (others: readonly NewElement[]): readonly NewElement[] => [
    US(0x60000010, 1),
    US(0x60000011, 2),
    { tag: 0x60000050, vr: 'SS', value: [2, 3] },
    ...others,
  ];
  const still = plane([{ tag: 0x60003000, vr: 'OW', value: Uint8Array.of(0b11, 0) }]);
  const image: TestFile = { rows: 2, columns: 4, pixels: new Uint8Array(8) };
  assert.deepEqual(await levels({ ...image, elements: still }, 'overlay:6000'), [0, 0, 0, 0, 0, 0, 255, 255]);
  const moving = plane([
    { tag: 0x60000015, vr: 'IS', value: '1' },
    US(0x60000051, 2),
    { tag: 0x60003000, vr: 'OW', value: Uint8Array.of(0b11, 0) },
  ]);
  const film: TestFile = { ...image, numberOfFrames: 2, pixels: new Uint8Array(16), elements: moving };
  assert.equal(await levels(film, 'overlay:6000', 0), undefined);
  assert.deepEqual((await levels(film, 'overlay:6000', 1))?.slice(6), [255, 255]);
  const embedded = row([1, 0x1001, 2, 0x8002], { bitsStored: 12, elements: [US(0x60000102, 12)] });
  assert.deepEqual(await levels(embedded, 'overlay:6000'), [0, 255, 0, 0]);
  assert.deepEqual(await levels(embedded, 'bit:15'), [0, 0, 0, 255]);
  assert.deepEqual(await levels(embedded, 'default'), [0, 0, 255, 255]);
  const shown = await views(embedded, 0, 'shown');
  assert.deepEqual(
    shown.map(({ view }) => view),
    ['default', 'overlay:6000', 'bit:15'],
  );
});

test('default gives one view, and equal views are not repeated', async () => {
  const file = openDicom(buildDicom(row([0, 255])));
  const stored = await readFrame(file, 0);
  assert.deepEqual(
    frameViews(file, stored, 'default').map(({ view }) => view),
    ['default'],
  );
  assert.deepEqual(
    frameViews(file, stored, 'all').map(({ view }) => view),
    ['default'],
  );
  const flat = openDicom(buildDicom(row([7, 7])));
  assert.equal(frameViews(flat, await readFrame(flat, 0), 'all').length, 1);
});
