import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inkLines } from './lines';
import { type InkMap, inkMask, uniteInk } from './map';

/** A map drawn with characters: `#` ink, `=` core, `%` both, anything else nothing. */
function mapOf(...rows: string[]): InkMap {
  const cells = rows.join('').split('');
  const plane = (marks: string) => Uint8Array.from(cells, (cell) => (marks.includes(cell) ? 255 : 0));
  return { width: rows[0].length, height: rows.length, ink: plane('#%'), line: plane('=%') };
}

describe('inkLines', () => {
  it('keeps lines apart whose letters touch, and gives every pixel of ink to one of them', () => {
    const map = mapOf('#...#...', '%===%===', '#...#...', '#.......', '%=======', '#...#...');
    const lines = inkLines(map, { minPixels: 4 });
    assert.deepEqual(
      lines.map(({ pixels }) => pixels.length),
      [6, 4],
    );
    const owned = lines.flatMap(({ pixels }) => [...pixels]);
    assert.equal(new Set(owned).size, owned.length);
    assert.equal(
      owned.length,
      inkMask(map).reduce((sum, value) => sum + value, 0),
    );
  });

  it('joins letters along their core, and a dot to the nearest one', () => {
    const lines = inkLines(mapOf('...........#', '............', '%==%==%====%', '%==%==%====%', '#..........#'));
    assert.equal(lines.length, 1);
    assert.deepEqual(lines[0].box, { left: 0, top: 0, right: 12, bottom: 5 });
    assert.equal(lines[0].score, 1);
  });

  it('makes a line of ink that has no core, and none of too few pixels or too faint ones', () => {
    const map = mapOf('####....', '####....', '........', '.......#');
    assert.equal(inkLines(map).length, 1);
    assert.equal(inkLines(map, { minPixels: 1 }).length, 2);
    const faint = { ...map, ink: map.ink.map((value) => (value > 0 ? 140 : 0)) };
    assert.equal(inkLines(faint).length, 0);
    assert.equal(inkLines(faint, { minScore: 0.5 }).length, 1);
    assert.equal(inkLines(faint, { threshold: 150, minScore: 0 }).length, 0);
    assert.deepEqual(inkLines(mapOf('....')), []);
  });

  it('tells in which direction a line runs', () => {
    const angleOf = (inside: (x: number, y: number) => boolean) => {
      const [width, height] = [60, 60];
      const plane = Uint8Array.from({ length: width * height }, (_, k) =>
        inside(k % width, Math.floor(k / width)) ? 255 : 0,
      );
      const [line] = inkLines({ width, height, ink: plane, line: plane });
      return line.angle;
    };
    assert.equal(
      angleOf((_, y) => y > 20 && y < 25),
      0,
    );
    assert.equal(
      angleOf((x) => x > 20 && x < 25),
      90,
    );
    assert.ok(Math.abs(angleOf((x, y) => Math.abs(x - y) < 4) - 45) < 2);
    assert.ok(Math.abs(angleOf((x, y) => Math.abs(59 - x - y) < 4) + 45) < 2);
  });
});

describe('uniteInk', () => {
  it('takes the higher probability, and refuses maps of two frames', () => {
    const [a, b] = [mapOf('#.'), mapOf('.%')];
    assert.deepEqual([...uniteInk([a, b]).ink], [255, 255]);
    assert.deepEqual([...uniteInk([a, b]).line], [0, 255]);
    assert.throws(() => uniteInk([a, mapOf('...')]), RangeError);
    assert.throws(() => uniteInk([]), RangeError);
  });
});
