import { readFile } from 'node:fs/promises';
import { type Box, boxHeight, boxWidth, clipBox, growBox, unionBoxes } from '../base/geometry';
import type { Frame } from '../base/types';

/**
 * Codes for machines, which carry identifiers as text does: bar codes (Code 39, Code 128, EAN, ITF ...), QR, Data Matrix, PDF417, Aztec. Read by
 * zxing-cpp, compiled to WebAssembly (`zxing-wasm`, MIT).
 */
export async function codeBoxes(view: Frame): Promise<readonly Box[]> {
  const { width, height, gray } = view;
  if (Math.min(width, height) < SMALLEST) return [];
  const { readBarcodes } = await reader();
  const data = opaque(gray);
  const found = await readBarcodes(
    { data, width, height, colorSpace: 'srgb' },
    {
      tryHarder: true,
      tryInvert: true,
      tryDownscale: false,
      maxNumberOfSymbols: 32,
    },
  );
  return found.map(({ position }) => {
    const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight];
    const box = unionBoxes(corners.map(({ x, y }) => ({ left: x, top: y, right: x + 1, bottom: y + 1 })));
    return wholeCode(view, clipBox(box, width, height));
  });
}

/** Red, green, blue and alpha of a grey picture. */
function opaque(gray: Uint8Array): Uint8ClampedArray {
  const data = new Uint8ClampedArray(4 * gray.length).fill(255);
  for (let at = 0, to = 0; at < gray.length; at++, to += 4) data[to] = data[to + 1] = data[to + 2] = gray[at];
  return data;
}

/** A code has more pixels than this on its shorter side. */
const SMALLEST = 12;

/** Of a bar code the decoder names the lines that it read; bars go on above and below as long as their pattern does. */
function wholeCode({ width, height, gray }: Frame, box: Box): Box {
  const rowAt = (y: number) => gray.subarray(y * width + box.left, y * width + box.right);
  const middle = rowAt(Math.min(height - 1, (box.top + box.bottom) >> 1));
  const isLike = (y: number) => correlation(middle, rowAt(y)) >= ALIKE;
  let { top, bottom } = box;
  while (top > 0 && isLike(top - 1)) top--;
  while (bottom < height && isLike(bottom)) bottom++;
  const margin = Math.max(2, Math.round(Math.min(boxWidth(box), boxHeight(box)) * 0.03));
  return growBox({ ...box, top, bottom }, margin, margin, width, height);
}

/** Rows of one bar code show the same bars: correlation of their grey levels. */
const ALIKE = 0.6;

function correlation(a: Uint8Array, b: Uint8Array): number {
  const mean = (row: Uint8Array) => row.reduce((sum, level) => sum + level, 0) / Math.max(1, row.length);
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let x = 0; x < a.length; x++) {
    ab += (a[x] - meanA) * (b[x] - meanB);
    aa += (a[x] - meanA) ** 2;
    bb += (b[x] - meanB) ** 2;
  }
  return aa * bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

let loading: Promise<typeof import('zxing-wasm/reader')> | undefined;

/** The decoder with the WebAssembly of its own package: by default it would be fetched from the network. */
function reader(): Promise<typeof import('zxing-wasm/reader')> {
  loading ??= (async () => {
    const zxing = await import('zxing-wasm/reader');
    const wasm = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
    zxing.prepareZXingModule({
      overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) as ArrayBuffer },
    });
    return zxing;
  })();
  return loading;
}
