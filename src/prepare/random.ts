/**
 * Pseudo-random numbers that are the same on every machine: sfc32 (Doty-Humphrey's small fast counting generator), seeded by hashing
 * text. A file's numbers depend on the seed, the profile and the file's own index only, so any part of a dataset can be made alone.
 */
export class Rng {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  /** @param key anything that names the stream, for example `1/published/17/phantom` */
  constructor(readonly key: string) {
    [this.a, this.b, this.c] = hash96(key);
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** 0 to 2^32 - 1. */
  uint32(): number {
    const t = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** 0 <= x < 1. */
  next(): number {
    return this.uint32() / 4294967296;
  }

  /** A number of [low, high). */
  range(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)];
  }

  /** A random order of a copy. */
  shuffle<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }

  /** `length` decimal digits, the first not 0. */
  digits(length: number): string {
    let out = String(this.int(1, 9));
    while (out.length < length) out += this.int(0, 9);
    return out;
  }

  /** An independent stream: what one part draws does not shift what another part draws. */
  fork(name: string): Rng {
    return new Rng(`${this.key}/${name}`);
  }

  /** A normal deviate (mean 0, deviation 1) from a table: fast enough for every pixel. */
  normal(): number {
    return NORMAL[this.uint32() >>> 18];
  }
}

/** 16384 evenly spaced quantiles of the normal distribution (Acklam's rational approximation, error below 1.2e-9). */
const NORMAL = Float32Array.from({ length: 16384 }, (_, i) => normalQuantile((i + 0.5) / 16384));

function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    const top =
      ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
      2.938163982698783;
    return (
      top /
      ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  const top =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const bottom =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return (q * top) / bottom;
}

/** Three 32-bit words from a text: three FNV-1a passes with different starts, each finished by murmur3's mixer. */
function hash96(text: string): [number, number, number] {
  const pass = (start: number): number => {
    let h = start;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  return [pass(0x811c9dc5 | 0), pass(0x01234567), pass(0x3c6ef372)];
}
