// How large the deciding part of the product is: lines and thresholds of the layers that read pages, find, explain, paint and prove.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, inRoot } from './common.mjs';

export const DECIDING = ['phi', 'page', 'ink', 'verify', 'pipeline'];

/** A constant at the top of a file that is a number, or a list or table with numbers. */
const CONSTANT = /^(?:export )?const [A-Z][A-Z0-9_]*(?:: [^=]+)? = ([^;]*);/gm;
const NUMBER = /(?<![\w.'"])-?\d*\.?\d+(?![\w'"])/g;

/** Numbers of its constants; regular expressions and texts aside. */
function thresholdsOf(source) {
  let count = 0;
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  for (const [, value] of code.matchAll(CONSTANT)) {
    if (/[/'"`]|=>|\(/.test(value)) continue;
    count += (value.match(NUMBER) ?? []).length;
  }
  return count;
}

/** `{ layer, files, lines, thresholds }` for each of `DECIDING`, tests aside. */
export function sizes() {
  return DECIDING.map((layer) => {
    const folder = inRoot('src', layer);
    const sources = filesBelow(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('testing.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    return {
      layer,
      files: sources.length,
      lines: sources.reduce((sum, source) => sum + source.trimEnd().split('\n').length, 0),
      thresholds: sources.reduce((sum, source) => sum + thresholdsOf(source), 0),
    };
  });
}

export const total = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0);
