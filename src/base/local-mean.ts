/**
 * For each left-out pixel the mean of the pixels around it that are not left out; `NaN` where there are none, 0 for all other pixels.
 * By summed areas (Crow, "Summed-area tables for texture mapping", 1984), so the time does not grow with the radius.
 *
 * @param data `width * height` values, row by row
 * @param leftOut 1 for pixels that do not count, as many
 * @param radius pixels to each side, so the square is `2 * radius + 1` wide
 */
export function meanAround(
  data: ArrayLike<number>,
  leftOut: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  radius: number,
): Float32Array {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  const counts = new Uint32Array(sums.length);
  for (let y = 0; y < height; y++) {
    let [sum, count] = [0, 0];
    for (let x = 0; x < width; x++) {
      const index = y * width + x;
      if (leftOut[index] === 0) {
        sum += data[index];
        count++;
      }
      const at = (y + 1) * stride + x + 1;
      sums[at] = sums[at - stride] + sum;
      counts[at] = counts[at - stride] + count;
    }
  }
  const means = new Float32Array(leftOut.length);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius) * stride;
    const bottom = Math.min(height, y + radius + 1) * stride;
    for (let x = 0; x < width; x++) {
      if (leftOut[y * width + x] === 0) continue;
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const count = counts[bottom + right] - counts[bottom + left] - counts[top + right] + counts[top + left];
      const sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
      means[y * width + x] = count === 0 ? Number.NaN : sum / count;
    }
  }
  return means;
}
