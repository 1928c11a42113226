import type { Box } from '../base/geometry';
import type { Frame, Page } from '../base/types';
import { openDicom } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import { openEngine } from '../ocr/engines';
import { residualCharacters } from '../phi/residual';
import type { DeviceId } from '../pipeline/options';
import { textsNear } from '../verify/near';
import { readPages } from '../verify/pages';

/** A text of the ground truth, and where it was. */
export interface JudgedText {
  readonly text: string;
  readonly frame: number;
  readonly box: Box;
}

/**
 * The judge of leaks, for evaluation only: it knows the ground truth and asks what an outsider could still read in an output, with
 * engines of both families, in the view that is shown first and in one with lifted shadows. Its time is not part of any pipeline's.
 */
export interface LeakJudge {
  /** For each text the characters of it that are still legible at its place. Throws for an output that cannot be opened or read. */
  legibleCharacters(output: Uint8Array, texts: readonly JudgedText[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

const JUDGES = ['tesseract', 'detector-base'] as const;

export async function openJudge(device: DeviceId): Promise<LeakJudge> {
  const engines: OcrEngine[] = [];
  for (const id of JUDGES) engines.push(await openEngine(id, { device: id === 'tesseract' ? 'cpu' : device }));
  return {
    async legibleCharacters(output, texts) {
      if (texts.length === 0) return [];
      const file = openDicom(output);
      const frames = [...new Set(texts.map(({ frame }) => frame))];
      const pages: Page[] = [];
      for (const engine of engines) {
        for (const prepare of [undefined, liftShadows]) {
          const options = { views: 'default', frames, ...(prepare === undefined ? {} : { prepare }) } as const;
          pages.push(...(await readPages(file, engine, options)).pages);
        }
      }
      return texts.map(({ text, frame, box }) => {
        const read = pages.filter((page) => page.frameIndices.includes(frame)).flatMap((page) => textsNear(page, box));
        return residualCharacters(read, text);
      });
    },
    async close() {
      await Promise.all(engines.map((engine) => engine.close()));
    },
  };
}

/** Spreads the darker half of the range over most of the brightness: shows remnants that a normal display hides. */
export function liftShadows(frame: Frame): Frame {
  const { rgb: _, ...rest } = frame;
  const curve = Uint8Array.from({ length: 256 }, (_value, level) => Math.round(255 * Math.sqrt(level / 255)));
  return { ...rest, view: `${frame.view}:shadows`, gray: frame.gray.map((level) => curve[level]) };
}
