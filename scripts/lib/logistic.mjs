// Ridge logistic regression by Newton's method: small, dense, deterministic.

const STEPS = 25;
const CONVERGED = 1e-6;
/** Penalty of the bias: enough for one class alone to converge. */
const BIAS_RIDGE = 1e-3;

/**
 * @param rows `{ x: number[], y: 0 | 1, weight: number }`, all `x` of one length
 * @param ridge penalty of the squared weights
 * @returns `{ bias, weights }`: the chance of `y = 1` is `chanceOf(model, x)`
 */
export function fitLogistic(rows, ridge) {
  const size = rows[0].x.length + 1;
  const model = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, hessian } = derivatives(rows, model, size);
    for (let i = 0; i < size; i++) {
      const penalty = i === size - 1 ? BIAS_RIDGE : ridge;
      gradient[i] += penalty * model[i];
      hessian[i][i] += penalty;
      for (let j = 0; j < i; j++) hessian[j][i] = hessian[i][j];
    }
    const move = solve(hessian, gradient);
    for (let i = 0; i < size; i++) model[i] -= move[i];
    if (Math.max(...move.map(Math.abs)) < CONVERGED) break;
  }
  return { bias: model[size - 1], weights: [...model.subarray(0, size - 1)] };
}

/** 0 to 1. */
export function chanceOf({ bias, weights }, x) {
  return 1 / (1 + Math.exp(-weights.reduce((sum, weight, index) => sum + weight * x[index], bias)));
}

/** Gradient and the lower half of the Hessian of the weighted log loss. */
function derivatives(rows, model, size) {
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  for (const { x, y, weight } of rows) {
    const values = [...x, 1];
    const sum = values.reduce((total, value, index) => total + value * model[index], 0);
    const chance = 1 / (1 + Math.exp(-sum));
    const curve = weight * chance * (1 - chance);
    const error = weight * (chance - y);
    for (let i = 0; i < size; i++) {
      if (values[i] === 0) continue;
      gradient[i] += error * values[i];
      for (let j = 0; j <= i; j++) hessian[i][j] += curve * values[i] * values[j];
    }
  }
  return { gradient, hessian };
}

/** Gaussian elimination with the largest pivot. */
function solve(matrix, right) {
  const size = right.length;
  const rows = matrix.map((row, index) => [...row, right[index]]);
  for (let i = 0; i < size; i++) {
    let pivot = i;
    for (let k = i + 1; k < size; k++) if (Math.abs(rows[k][i]) > Math.abs(rows[pivot][i])) pivot = k;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let k = i + 1; k < size; k++) {
      const share = rows[k][i] / rows[i][i];
      for (let j = i; share !== 0 && j <= size; j++) rows[k][j] -= share * rows[i][j];
    }
  }
  const found = new Array(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let sum = rows[i][size];
    for (let j = i + 1; j < size; j++) sum -= rows[i][j] * found[j];
    found[i] = sum / rows[i][i];
  }
  return found;
}
