import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TextLine } from '../base/types';
import type { Region } from './detector';
import type { Raster } from './raster';
import { laidDownRegions, turnedLines, withoutLonely } from './turned';

const image: Raster = { width: 100, height: 300, data: new Uint8Array(100 * 300) };
const region = { left: 30, top: 50, right: 80, bottom: 250 };
const wide = (top: number): Region => ({ box: { left: 8, top, right: 208, bottom: top + 12 }, score: 0.9 });

it('lines that the detector sees when the region is laid down stand in the picture again', async () => {
  let seen: Raster | undefined;
  const lines = await turnedLines(image, region, async (lying) => {
    seen = lying;
    return [wide(8), wide(30)];
  });
  assert.deepEqual([seen?.width, seen?.height], [216, 66]);
  assert.deepEqual(
    lines.map(({ box }) => box),
    [
      { left: 30, top: 50, right: 42, bottom: 250 },
      { left: 52, top: 50, right: 64, bottom: 250 },
    ],
  );
});

it('one line is no reason to part a region, nor are pieces that do not lie', async () => {
  assert.deepEqual(await turnedLines(image, region, async () => [wide(8)]), []);
  const upright: Region = { box: { left: 8, top: 8, right: 20, bottom: 60 }, score: 0.9 };
  assert.deepEqual(await turnedLines(image, region, async () => [wide(8), upright]), []);
});

it('a narrow region is not looked at', async () => {
  const narrow = { ...region, right: region.left + 12 };
  const lines = await turnedLines(image, narrow, async () => assert.fail('the detector was asked'));
  assert.deepEqual(lines, []);
});

describe('laidDownRegions', () => {
  const line = { text: '', score: 0.95, rotation: 90, characters: [], engine: '' } as const;
  const found = async (regions: readonly Region[], known: readonly TextLine[] = []) =>
    (await laidDownRegions(image, known, async () => regions)).map(({ box }) => box);
  const standing = { left: 8, top: 92, right: 20, bottom: 292 };

  it('lines of the picture laid down stand in the picture', async () => {
    assert.deepEqual(await found([wide(8)]), [standing]);
  });

  it('nothing across lines that were read well, and no short pieces', async () => {
    assert.deepEqual(await found([wide(8)], [{ ...line, box: standing }]), []);
    assert.deepEqual(await found([wide(8)], [{ ...line, box: standing, score: 0.5 }]), [standing]);
    assert.deepEqual(await found([{ box: { left: 8, top: 8, right: 20, bottom: 20 }, score: 0.9 }]), []);
  });
});

it('a few letters are turned text only beside a longer one that runs the same way', () => {
  const line = (text: string, rotation: 90 | 270, score = 0.9): TextLine => ({
    text,
    rotation,
    score,
    box: region,
    characters: [],
    engine: '',
  });
  const texts = (lines: readonly TextLine[]) => withoutLonely(lines).map(({ text }) => text);
  assert.deepEqual(texts([line('AL', 90)]), []);
  assert.deepEqual(texts([line('38 F', 90), line('RIVERA^ANA', 90)]), ['38 F', 'RIVERA^ANA']);
  assert.deepEqual(texts([line('AL', 90), line('RIVERA^ANA', 270)]), ['RIVERA^ANA']);
  assert.deepEqual(texts([line('AL', 90), line('IIRIEI', 90, 0.7)]), ['IIRIEI']);
});
