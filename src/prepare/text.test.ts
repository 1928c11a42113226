import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FONTS, type FontId } from './fonts';
import { dilateMask, rotateMask } from './mask';
import { renderText } from './text';

test('letters that stand on the line, hang below it or are high have the same baseline', async () => {
  for (const font of Object.keys(FONTS) as FontId[]) {
    for (const size of [10, 24]) {
      const masks = await Promise.all(['H', 'x', 'l', 'É'].map((text) => renderText(text, font, size)));
      for (const mask of masks) assert.ok(Math.abs(mask.height - mask.baseline) <= 1, `${font} ${size}`);
      const hanging = await renderText('p', font, size);
      assert.ok(hanging.height > hanging.baseline + 1, `${font} ${size}: p hangs`);
    }
  }
});

test('every font is the packaged one: their letters differ from each other', async () => {
  const drawn = await Promise.all(
    (Object.keys(FONTS) as FontId[]).map((font) => renderText('Hamburgefonstiv 123', font, 20)),
  );
  const pictures = new Set(drawn.map(({ width, alpha }) => `${width}/${Buffer.from(alpha).toString('base64')}`));
  assert.equal(pictures.size, drawn.length);
  // VT323 and DejaVu Sans Mono are monospaced; a replacement by a proportional font would show here.
  for (const font of ['vt323', 'dejavu-mono'] as const) {
    const [narrow, wide] = await Promise.all(['iiiiiiii', 'MMMMMMMM'].map((text) => renderText(text, font, 32)));
    assert.ok(Math.abs(narrow.width - wide.width) < 16);
  }
});

test('masks are cropped to their ink; blank text has none', async () => {
  const mask = await renderText('  Aqj  ', 'arimo', 18);
  const row = (y: number) => mask.alpha.subarray(y * mask.width, (y + 1) * mask.width).some((value) => value > 0);
  assert.ok(row(0) && row(mask.height - 1));
  assert.deepEqual(await renderText('   ', 'arimo', 18), {
    width: 0,
    height: 0,
    alpha: new Uint8Array(0),
    baseline: 0,
  });
});

test('characters that markup gives a meaning are drawn as they are', async () => {
  const [less, amp] = await Promise.all([renderText('<b>x</b>', 'dejavu', 20), renderText('a & b', 'dejavu', 20)]);
  assert.ok(less.width > (await renderText('x', 'dejavu', 20)).width * 4);
  assert.ok(amp.width > (await renderText('a b', 'dejavu', 20)).width);
});

test('turning a mask four times gives it back; 90 degrees is clockwise', () => {
  const mask = { width: 3, height: 2, alpha: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  assert.deepEqual(rotateMask(mask, 90), { width: 2, height: 3, alpha: Uint8Array.of(4, 1, 5, 2, 6, 3) });
  assert.deepEqual(rotateMask(mask, 180).alpha, Uint8Array.of(6, 5, 4, 3, 2, 1));
  assert.deepEqual(rotateMask(rotateMask(mask, 270), 90), mask);
});

test('an outline reaches its radius in all directions', () => {
  const dot = { width: 1, height: 1, alpha: Uint8Array.of(200) };
  assert.deepEqual(dilateMask(dot, 1), { width: 3, height: 3, alpha: new Uint8Array(9).fill(200) });
});
