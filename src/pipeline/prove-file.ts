import type { Box } from '../base/geometry';
import { headerValues } from '../dicom/header';
import { type DicomFile, openDicom } from '../dicom/open';
import type { FindContext } from '../phi/find';
import { type Region, redactFile } from '../redact/redact';
import { lookAgain, type OutputPicture, type Residue } from '../verify/look-again';
import type { StageClock } from './clock';
import { hitsIn } from './find';
import { type Pipeline, type Prover, redactOptions } from './open';
import type { FileOutcome } from './outcome';
import { type PlannedPicture, plannedBoxes, planPictures } from './planned';
import type { PaintedBox } from './reason';

/** After so many passes with something left the file is refused. */
const PASSES = 3;

type Proven = Omit<FileOutcome, 'modality' | 'rows' | 'columns' | 'frames' | 'timeMs'>;

/** Reads, decides, plans, paints and looks again; what is still seen is painted, too, and after the last pass the file is refused. */
export async function proveFile(
  pipeline: Pipeline,
  prover: Prover,
  file: DicomFile,
  context: FindContext,
  clock: StageClock,
): Promise<Proven> {
  const before = prover.elapsedMs;
  const pictures = await clock.part('read', () => planPictures(pipeline, prover, file, context, clock));
  const found = pictures.flatMap(({ plan }) => plan.hits);
  const hits = hitsIn(pipeline, file, found);
  const lowestScore = Math.min(1, ...pictures.map((picture) => picture.lowestScore));
  let because = plannedBoxes(pictures, hits, file.image?.numberOfFrames ?? 0);
  for (let passes = 1; ; passes += 1) {
    const attempt = await clock.run('redact', () => paint(pipeline, file, because, pictures, true));
    const residue = await clock.run('verify', () => residueOf(prover, file, attempt, pictures));
    const views = pictures.reduce((sum, { shownBy }) => sum + shownBy.length, 0);
    const verification = { engine: `${prover.engine.id}, ink`, passes, views, findings: residue };
    const shared = { hits, because, lowestScore, verification, sessionMs: prover.elapsedMs - before };
    const hasText = because.length > 0 || pictures.some(({ plan }) => plan.kept.length > 0);
    const isMissed = !hasText && saysBurnedIn(file);
    if (residue.length === 0 && !isMissed) {
      return { ...shared, ...attempt, status: attempt.bytes === file.bytes ? 'clean' : 'done' };
    }
    if (isMissed || passes === PASSES) {
      // Not proven: the copy for the reviewer must not say that it was.
      const unproven = await clock.run('redact', () => paint(pipeline, file, because, pictures, false));
      const error = isMissed ? { error: { stage: 'verify', code: 'BURNED_IN_NOT_FOUND' } } : {};
      return { ...shared, ...unproven, ...error, status: 'quarantined' };
    }
    because = [...because, ...residue.map(asPainted)];
  }
}

/** The header says that the pixels identify the patient (PS3.3 C.7.6.1): who finds no text at all has missed it. */
const saysBurnedIn = (file: DicomFile): boolean =>
  headerValues(file).some(
    ({ keyword, value, depth }) => keyword === 'BurnedInAnnotation' && depth === 0 && value === 'YES',
  );

const asPainted = ({ frames, box, kind }: Residue): PaintedBox => ({
  frames,
  box,
  phiClass: 'other',
  because: [{ rule: `residue.${kind}`, score: 1 }],
});

interface Attempt {
  readonly bytes: Uint8Array;
  readonly painted: ReadonlyMap<number, readonly Box[]>;
  readonly carriers: readonly string[];
}

async function paint(
  pipeline: Pipeline,
  file: DicomFile,
  because: readonly PaintedBox[],
  pictures: readonly PlannedPicture[],
  verified: boolean,
): Promise<Attempt> {
  const regions = because.map(({ frames, box }): Region => ({ frameIndices: frames, boxes: [box] }));
  const spared = pictures.flatMap(({ plan }) => plan.kept.map(({ box }) => box));
  // Without boxes and with the header kept the very bytes of the file come back: a clean file.
  const redacted = await redactFile(file, regions, { ...redactOptions(pipeline), spared, verified });
  return { bytes: redacted.bytes, painted: redacted.boxes, carriers: redacted.carriers };
}

/** What is painted looks different: those pictures are looked at again. The others were just read. */
async function residueOf(
  prover: Prover,
  file: DicomFile,
  { bytes, painted }: Attempt,
  pictures: readonly PlannedPicture[],
): Promise<readonly Residue[]> {
  if (bytes === file.bytes) return [];
  const outputs = pictures.flatMap(({ frameIndices, shownBy, plan }, index): OutputPicture[] => {
    const boxes = painted.get(frameIndices[0]) ?? [];
    const kept = plan.kept.map(({ box }) => box);
    return boxes.length === 0 ? [] : [{ frameIndices, shownBy, painted: boxes, kept, isFurther: index > 0 }];
  });
  return outputs.length === 0 ? [] : lookAgain(openDicom(bytes), outputs, prover);
}
