import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from './features';

interface Model { readonly bias: number; readonly weights: readonly number[] }
const FILE = join(__dirname, '..', '..', '..', 'data', 'explain-model.json');
const models: Partial<Record<Kind, Model>> = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')).kinds : {};
/** A leak is so many times as bad as a lost annotation. */
const COST = Number(process.env.COST ?? 20);
export const STAYS = COST / (1 + COST);

/** That a word is patient data, 0 to 1. */
export function probability(kind: Kind, features: readonly number[]): number {
  const model = models[kind];
  if (model === undefined) return 1;
  const sum = model.weights.reduce((total, weight, index) => total + weight * features[index], model.bias);
  return 1 / (1 + Math.exp(-sum));
}
