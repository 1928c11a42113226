import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DeidError } from '../base/errors';
import type { PhiClass } from '../base/types';
import type { FinderInput, Finding } from './finder';

/** What transformers.js gives for a token: a piece of a word and its label, without its place in the text. */
export interface NerToken {
  readonly word: string;
  /** `B-PER`, `I-LOC`, `PATIENT` ... */
  readonly entity: string;
  /** 0 to 1. */
  readonly score: number;
}

type Classifier = (text: string) => Promise<readonly NerToken[]>;

const PACKAGE = '@huggingface/transformers';
const LONGEST_LINE = 1_000;
const LEAST_SCORE = 0.6;

/** Loaded models by folder; loading one takes seconds. */
const classifiers = new Map<string, Promise<Classifier>>();

/**
 * Names, places and organisations by a local token-classification model (ONNX, as exported for transformers.js). Runs only when
 * `context.nerModel` names the model's folder; nothing is ever downloaded.
 *
 * @throws DeidError `package-missing` when the optional package is not installed, `model-missing` when the folder holds no model
 */
export async function findByNer(input: FinderInput): Promise<readonly Finding[]> {
  const { nerModel } = input.context;
  if (nerModel === undefined) return [];
  const classify = await classifierOf(resolve(nerModel));
  const found: Finding[] = [];
  for (const { line, start } of input.page.lines) {
    const text = line.text.slice(0, LONGEST_LINE);
    for (const entity of placeTokens(text, await classify(text))) {
      found.push({ ...entity, start: start + entity.start, end: start + entity.end });
    }
  }
  return found;
}

function classifierOf(folder: string): Promise<Classifier> {
  let classifier = classifiers.get(folder);
  if (!classifier) {
    classifier = load(folder);
    classifiers.set(folder, classifier);
    classifier.catch(() => classifiers.delete(folder));
  }
  return classifier;
}

async function load(folder: string): Promise<Classifier> {
  if (!existsSync(join(folder, 'config.json'))) {
    throw new DeidError('model-missing', 'the folder given for the NER model has no config.json');
  }
  let library: TransformersLibrary;
  try {
    library = require(PACKAGE) as TransformersLibrary;
  } catch (cause) {
    throw new DeidError('package-missing', `the NER finder needs an optional package: npm install ${PACKAGE}`, {
      cause,
    });
  }
  library.env.allowRemoteModels = false;
  library.env.localModelPath = dirname(folder);
  return library.pipeline('token-classification', basename(folder));
}

/** The part of transformers.js that is used. */
interface TransformersLibrary {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(task: 'token-classification', model: string): Promise<Classifier>;
}

const CLASSES: readonly (readonly [RegExp, PhiClass])[] = [
  [/PER|NAME|PATIENT/, 'name'],
  [/STAFF|DOCTOR|PHYSICIAN/, 'physician'],
  [/ORG|HOSP|INSTITUTION/, 'institution'],
  [/LOC|GPE|ADDRESS|CITY|STREET/, 'address'],
  [/DATE/, 'date'],
  [/PHONE/, 'phone'],
  [/\bID|MRN|SSN/, 'id'],
  [/AGE/, 'age'],
];

/**
 * Entities with offsets: the tokens are looked for in the text one behind the other (`##` marks the rest of a word), and neighbours of
 * one class become one entity. Tokens of no class and those below 0.6 are left out.
 */
export function placeTokens(text: string, tokens: readonly NerToken[]): readonly Finding[] {
  const found: Finding[] = [];
  const lower = text.toLowerCase();
  let from = 0;
  for (const { word, entity, score } of tokens) {
    const piece = word.replace(/^(?:##|▁|Ġ)/, '').toLowerCase();
    const start = piece === '' ? -1 : lower.indexOf(piece, from);
    if (start < 0) continue;
    from = start + piece.length;
    const phiClass = CLASSES.find(([pattern]) => pattern.test(entity.toUpperCase().replace(/^[BILUES]-/, '')))?.[1];
    if (!phiClass || score < LEAST_SCORE) continue;
    const last = found.at(-1);
    if (last && last.phiClass === phiClass && !entity.startsWith('B-') && /^\s?$/.test(text.slice(last.end, start))) {
      found[found.length - 1] = { ...last, end: from, score: Math.min(last.score, score) };
    } else {
      found.push({ start, end: from, phiClass, score });
    }
  }
  return found;
}
