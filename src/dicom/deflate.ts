import { type InflateRaw, inflateRawSync } from 'node:zlib';

/** How many bytes a deflated stream takes of those that are there; `max`: bytes that it inflates to. Throws as `inflateRawSync` does. */
export function deflatedLength(bytes: Uint8Array, max: number): number {
  const options = { info: true, maxOutputLength: max };
  const { engine } = inflateRawSync(bytes, options) as unknown as { readonly engine: InflateRaw };
  return engine.bytesWritten;
}
