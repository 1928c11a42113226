import { coveredShare } from '../base/coverage';
import { type Box, boxArea, intersectBoxes } from '../base/geometry';
import { commonest, lettersAndDigits } from '../base/text';
import type { Page, PhiHit } from '../base/types';
import type { DicomFile } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import { type FindContext, findPhi } from '../phi/find';
import { spansToHits } from '../phi/hits';
import { isTechniqueWord } from '../phi/technique';
import { wordsBeside } from './beside';
import type { Finding } from './findings';
import { knownTexts, LEGIBLE_CHARACTERS } from './known';
import { isLabelText, onLabel } from './labels';
import { isMisreadTechnique, ON_TECHNIQUE } from './misread';
import { type PageReading, readPages } from './pages';
import { besideInRow } from './rows';

/** Below this score a reader of another family is guessing at texture, not reading. */
const LOWEST_SCORE = 0.5;

export interface VerifyOptions {
  readonly engine: OcrEngine;
  readonly context: FindContext;
  /** What was to be removed; empty when a file is verified by itself. */
  readonly removed: readonly PhiHit[];
  readonly views: 'default' | 'all';
  /** What was painted, by frame: unexplained words directly beside it are findings, too. Default nothing. */
  readonly painted?: ReadonlyMap<number, readonly Box[]>;
  /** Where labels stood before redaction (any frame): what is read there is the rest of a label. Default nowhere. */
  readonly labels?: readonly Box[];
  /** Where technical words were read before redaction: another reading of the same ink is no finding of its own. Default nowhere. */
  readonly technique?: readonly Box[];
}

export interface VerifyResult {
  readonly findings: readonly Finding[];
  /** Of them, the values that stand free of everything painted: whole ones that were not found before. */
  readonly values: readonly PhiHit[];
  readonly reading: PageReading;
}

/**
 * Reads an output again and returns what is still legible of it: patient data by the finders, and texts that were to be removed,
 * anywhere in the picture. No findings is the proof; an unreadable file throws.
 */
export async function verifyFile(file: DicomFile, options: VerifyOptions): Promise<VerifyResult> {
  const reading = await readPages(file, options.engine, { views: options.views });
  const findings: Finding[] = [];
  const values: PhiHit[] = [];
  for (const page of reading.pages) {
    const { painted, labels = [] } = options;
    const around = page.frameIndices.flatMap((frame) => painted?.get(frame) ?? []);
    const hits = spansToHits(page, await findPhi(page, options.context)).filter(
      (hit) => isLegible(hit) && !isMisreadTechnique(hit, options.technique ?? []),
    );
    values.push(...hits.filter(({ boxes }) => boxes.every((box) => !onLabel(box, labels) && isFree(box, around))));
    findings.push(
      ...hits.flatMap((hit) => findingsOf(hit, options.technique ?? [])).filter(({ box }) => !onLabel(box, labels)),
      ...knownTexts(page, options),
      ...(await besideFindings(page, options, around)),
    );
  }
  return { findings, values, reading };
}

const isFree = (box: Box, painted: readonly Box[]): boolean =>
  painted.every((other) => boxArea(intersectBoxes(box, other)) === 0 && !besideInRow(other, box));

/** Words of two characters and more: single ones are strokes of the picture. */
async function besideFindings(
  page: Page,
  { context, labels = [], technique = [] }: VerifyOptions,
  painted: readonly Box[],
): Promise<readonly Finding[]> {
  const boxes = await wordsBeside(page, context, { painted, labels: [...labels, ...technique], characters: 2 });
  return boxes.map((box) => ({ kind: 'beside', phiClass: 'other', frames: page.frameIndices, box, characters: 2 }));
}

const isLegible = (hit: PhiHit): boolean =>
  lettersAndDigits(hit.text) >= LEGIBLE_CHARACTERS && hit.score >= LOWEST_SCORE && !isRemnant(hit) && !isTexture(hit);

/** `0000:0000005`: a number by its shape in which one digit stands nearly everywhere is a row of ribs or vertebrae. */
function isTexture({ finder, text }: PhiHit): boolean {
  const digits = text.replace(/[^\p{L}\d]/gu, '');
  return finder === 'patterns' && digits.length >= 6 && commonest(digits) > TEXTURE * digits.length;
}

const TEXTURE = 0.75;

/** A label or technical words (no digit) that stand where the value of an emptied label is expected. */
const isRemnant = (hit: PhiHit): boolean =>
  hit.finder === 'labels' &&
  !/\d/.test(hit.text) &&
  (isLabelText(hit.text) || hit.text.split(/\s+/).every((word) => isTechniqueWord(word)));

/** Of what wraps under an emptied label (`SAG`, and the labels below it) the technical words are no part. */
const findingsOf = (hit: PhiHit, technique: readonly Box[]): readonly Finding[] =>
  hit.boxes
    .filter((box) => hit.finder !== 'labels' || /\d/.test(hit.text) || coveredShare(box, technique) < ON_TECHNIQUE)
    .map((box) => ({
      kind: 'phi',
      phiClass: hit.phiClass,
      frames: hit.frameIndices,
      box,
      characters: lettersAndDigits(hit.text),
    }));
