import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeidError } from '../base/errors';
import { joinBytes, type NewElement } from './build';
import { openDicom } from './open';
import { TAG } from './tags';
import { buildDicom } from './testing';

/** Something that starts and ends like a JPEG stream; `openDicom` looks no further. */
const stream = (fill: number): Uint8Array => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, fill, fill, 0xff, 0xd9);
const first = (fill: number): Uint8Array => stream(fill).subarray(0, 4);
const rest = (fill: number): Uint8Array => stream(fill).subarray(4);

interface Case {
  readonly frames: number;
  readonly fragments: readonly Uint8Array[];
  readonly offsets?: readonly number[];
  readonly extended?: readonly number[];
  readonly transferSyntax?: string;
}

/** Fragments a frame, or the refusal. */
function mapped({ frames, fragments, offsets, extended, transferSyntax = '.4.50' }: Case): readonly number[] | string {
  const elements: NewElement[] = [];
  if (extended !== undefined) {
    const value = joinBytes(extended.map((offset) => Uint8Array.of(offset, 0, 0, 0, 0, 0, 0, 0)));
    elements.push({ tag: TAG.extendedOffsetTable, vr: 'OV', value });
  }
  try {
    const file = openDicom(buildDicom({ transferSyntax, numberOfFrames: frames, fragments, offsets, elements }));
    assert.ok(file.pixelData?.kind === 'encapsulated');
    const counts = file.pixelData.frames.map((frame) => frame.length);
    assert.deepEqual(file.pixelData.frames.flat(), file.pixelData.element.fragments?.slice(1));
    return counts;
  } catch (error) {
    return isDeidError(error) ? error.code : String(error);
  }
}

const halves = [first(1), rest(1), first(2), rest(2)];

test('fragments to frames', () => {
  const cases: readonly (readonly [name: string, input: Case, expected: readonly number[] | string])[] = [
    ['one fragment a frame', { frames: 2, fragments: [stream(1), stream(2)] }, [1, 1]],
    ['one frame of several fragments', { frames: 1, fragments: [first(1), rest(1)] }, [2]],
    ['the basic offset table', { frames: 2, fragments: halves, offsets: [0, 24] }, [2, 2]],
    ['the extended offset table', { frames: 2, fragments: halves, extended: [0, 24] }, [2, 2]],
    ['a table that points nowhere, but markers that tell', { frames: 2, fragments: halves, offsets: [0, 20] }, [2, 2]],
    ['a table with the wrong count, but markers that tell', { frames: 2, fragments: halves, offsets: [0] }, [2, 2]],
    ['no table, but markers that tell', { frames: 2, fragments: halves }, [2, 2]],
    ['no table and no markers', { frames: 2, fragments: halves, transferSyntax: '.5' }, 'FRAGMENTS_AMBIGUOUS'],
    ['fewer fragments than frames', { frames: 3, fragments: [stream(1), stream(2)] }, 'FRAGMENTS_AMBIGUOUS'],
    [
      'more streams than frames: the second would pass unread',
      { frames: 1, fragments: [stream(1), stream(2)] },
      'PIXELDATA_LAYOUT_MISMATCH',
    ],
    ['no fragments', { frames: 1, fragments: [] }, 'PIXELDATA_LAYOUT_MISMATCH'],
    [
      'only the marker in the middle is missing',
      { frames: 2, fragments: [first(1), first(1), rest(2)] },
      'FRAGMENTS_AMBIGUOUS',
    ],
  ];
  for (const [name, input, expected] of cases) assert.deepEqual(mapped(input), expected, name);
});
