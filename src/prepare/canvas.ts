import type { Rng } from './random';

/** A floating-point picture to draw phantoms on: `width * height` values in the phantom's own unit (Hounsfield units, arbitrary signal). */
export class Canvas {
  readonly data: Float32Array;

  constructor(
    readonly width: number,
    readonly height: number,
    fill = 0,
  ) {
    this.data = new Float32Array(width * height).fill(fill);
  }

  /** Sets (or, with `add`, adds) `value` inside a blob, with an edge `soft` pixels wide. */
  blob(shape: Blob, value: number, options: { readonly add?: boolean; readonly soft?: number } = {}): void {
    const soft = options.soft ?? 1.5;
    const reach = Math.max(shape.rx, shape.ry) * (1 + bumpReach(shape)) + soft + 1;
    const [cos, sin] = [Math.cos(shape.angle ?? 0), Math.sin(shape.angle ?? 0)];
    const scale = Math.min(shape.rx, shape.ry) / soft;
    const [inside, outside] = [1 - bumpReach(shape) - 0.5 / scale, 1 + bumpReach(shape) + 0.5 / scale];
    const [top, bottom] = [Math.max(0, Math.floor(shape.y - reach)), Math.min(this.height, Math.ceil(shape.y + reach))];
    const [left, right] = [Math.max(0, Math.floor(shape.x - reach)), Math.min(this.width, Math.ceil(shape.x + reach))];
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const u = ((x - shape.x) * cos + (y - shape.y) * sin) / shape.rx;
        const v = ((y - shape.y) * cos - (x - shape.x) * sin) / shape.ry;
        const r = Math.sqrt(u * u + v * v);
        if (r >= outside) continue;
        let cover = 1;
        if (r > inside) {
          // The exact edge is costly and matters only near it.
          const edge = shape.bumps === undefined ? 1 : 1 + bumpAt(shape.bumps, Math.atan2(v, u));
          cover = Math.min(1, Math.max(0, 0.5 + (edge - r) * scale));
          if (cover === 0) continue;
        }
        const at = y * this.width + x;
        this.data[at] += options.add ? value * cover : (value - this.data[at]) * cover;
      }
    }
  }

  /** A line with round ends whose radius goes from `r0` to `r1`; brighter in the middle when `tube` is set (a vessel in projection). */
  stroke(
    from: Point,
    to: Point,
    radii: readonly [number, number],
    value: number,
    mode: 'set' | 'max' | 'tube' = 'set',
  ): void {
    const reach = Math.max(...radii) + 1;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length2 = dx * dx + dy * dy || 1;
    const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
    const bottom = Math.min(this.height, Math.ceil(Math.max(from.y, to.y) + reach));
    const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
    const right = Math.min(this.width, Math.ceil(Math.max(from.x, to.x) + reach));
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const t = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length2));
        const distance = Math.hypot(x - from.x - t * dx, y - from.y - t * dy);
        const radius = radii[0] + (radii[1] - radii[0]) * t;
        const cover = Math.min(1, Math.max(0, radius + 0.5 - distance));
        if (cover === 0) continue;
        const at = y * this.width + x;
        const depth = mode === 'tube' ? Math.sqrt(Math.max(0.15, 1 - (distance / (radius + 0.5)) ** 2)) : 1;
        const wanted = this.data[at] + (value * depth - this.data[at]) * cover;
        this.data[at] = mode === 'set' ? wanted : Math.max(this.data[at], wanted);
      }
    }
  }

  /** Adds independent noise of deviation `sigma` to every pixel. */
  grain(rng: Rng, sigma: number): void {
    const { data } = this;
    for (let i = 0; i < data.length; i++) data[i] += sigma * rng.normal();
  }

  /** Adds smooth noise: a grid of normal deviates `cell` pixels apart, interpolated with smooth weights. */
  cloud(rng: Rng, cell: number, sigma: number): void {
    const across = Math.ceil(this.width / cell) + 2;
    const grid = Float32Array.from(
      { length: across * (Math.ceil(this.height / cell) + 2) },
      () => sigma * rng.normal(),
    );
    for (let y = 0; y < this.height; y++) {
      const gy = Math.floor(y / cell);
      const wy = smooth(y / cell - gy);
      for (let x = 0; x < this.width; x++) {
        const gx = Math.floor(x / cell);
        const wx = smooth(x / cell - gx);
        const at = gy * across + gx;
        const upper = grid[at] + (grid[at + 1] - grid[at]) * wx;
        const lower = grid[at + across] + (grid[at + across + 1] - grid[at + across]) * wx;
        this.data[y * this.width + x] += upper + (lower - upper) * wy;
      }
    }
  }

  /** A box blur of `radius` pixels in both directions. */
  blur(radius: number): void {
    if (radius < 1) return;
    const line = new Float32Array(Math.max(this.width, this.height));
    for (let y = 0; y < this.height; y++) boxLine(this.data, y * this.width, 1, this.width, radius, line);
    for (let x = 0; x < this.width; x++) boxLine(this.data, x, this.width, this.height, radius, line);
  }
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An ellipse (radii before turning by `angle`, radians), its edge made irregular by waves around it. */
export interface Blob extends Point {
  readonly rx: number;
  readonly ry: number;
  readonly angle?: number;
  /** Amplitudes (share of the radius) and phases of the waves 2, 3, 4 ... around the edge. */
  readonly bumps?: readonly (readonly [amplitude: number, phase: number])[];
}

/** Random waves for an irregular edge: `amount` is the largest amplitude, as a share of the radius. */
export function randomBumps(rng: Rng, amount: number, count = 4): [number, number][] {
  return Array.from({ length: count }, (_, i) => [rng.range(0, amount) / (1 + i * 0.5), rng.range(0, 2 * Math.PI)]);
}

const bumpReach = (shape: Blob): number => (shape.bumps ?? []).reduce((sum, [amplitude]) => sum + amplitude, 0);

function bumpAt(bumps: NonNullable<Blob['bumps']>, angle: number): number {
  let sum = 0;
  for (let i = 0; i < bumps.length; i++) sum += bumps[i][0] * Math.cos((i + 2) * angle + bumps[i][1]);
  return sum;
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

function boxLine(data: Float32Array, start: number, step: number, n: number, radius: number, line: Float32Array): void {
  for (let i = 0; i < n; i++) line[i] = data[start + i * step];
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += line[Math.min(n - 1, Math.max(0, i))];
  for (let i = 0; i < n; i++) {
    data[start + i * step] = sum / (2 * radius + 1);
    sum += line[Math.min(n - 1, i + radius + 1)] - line[Math.max(0, i - radius)];
  }
}
