import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** One copy of Plotly, ready to be put into a page: 0.7 MB of text. The part of it that knows bars, scatters, boxes and heatmaps. */
export interface PlotlyAsset {
  /** gzipped and base64-encoded source; the page inflates it with `DecompressionStream`. */
  readonly base64: string;
  /** SHA-256 of the source, base64: for the page's content security policy and its own check. */
  readonly sha256: string;
  readonly version: string;
}

let asset: PlotlyAsset | undefined;

/** Reads plotly.js-cartesian-dist-min once a process. Throws Node's error where the package is not installed. */
export function plotlyAsset(): PlotlyAsset {
  if (asset) return asset;
  const path = require.resolve('plotly.js-cartesian-dist-min');
  const source = readFileSync(path);
  const version = /^\* plotly\.js .*v(\S+)$/m.exec(source.subarray(0, 400).toString('latin1'))?.[1] ?? 'unknown';
  asset = {
    base64: gzipSync(source, { level: 9 }).toString('base64'),
    sha256: createHash('sha256').update(source).digest('base64'),
    version,
  };
  return asset;
}
