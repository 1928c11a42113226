import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rng } from '../random';
import { FAMILY_DATA } from './faces';

interface TermFile {
  readonly terms: Readonly<Record<string, readonly string[]>>;
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

let file: TermFile | undefined;

function load(): TermFile {
  file ??= JSON.parse(readFileSync(join(FAMILY_DATA, 'acquisition-terms.json'), 'utf8')) as TermFile;
  return file;
}

/** Topics of `data/families/acquisition-terms.json`: code meanings of PS3.16, and texts of public headers. */
export type Topic =
  | 'region'
  | 'radiographView'
  | 'mammographyView'
  | 'breast'
  | 'probeApproach'
  | 'probe'
  | 'echo'
  | 'echoView'
  | 'fetal'
  | 'vessel'
  | 'flow'
  | 'phase'
  | 'contrast'
  | 'endoscopy'
  | 'nuclear'
  | 'eye'
  | 'dose'
  | 'chest'
  | 'quality'
  | 'device'
  | 'mr'
  | 'series'
  | 'sequence'
  | 'bodyPart'
  | 'processing'
  | 'model';

/** A public term of the topic, at most `longest` characters long. */
export function term(rng: Rng, topic: Topic, longest = 24): string {
  const { terms, headers } = load();
  const all = terms[topic] ?? headers[topic];
  return rng.pick(all.filter((text) => text.length <= longest));
}
