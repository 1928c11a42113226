import { openTogether } from '../base/closing';
import { DeidError } from '../base/errors';
import type { ModelUse } from '../base/types';
import { createUidMap, type UidMap } from '../dicom/uids';
import { openGatedEngine } from '../ink/gated-engine';
import { type InkModel, openInk } from '../ink/network';
import { openDetectorV6 } from '../ocr/detector-v6';
import type { OcrEngine, RegionEngine } from '../ocr/engine';
import { openWordNetwork, type WordNetwork } from '../phi/explain/word-network';
import { loadUserRules, type UserRules } from '../phi/rules';
import type { RedactOptions } from '../redact/redact';
import type { PipelineOptions, PipelineUse } from './options';
import { PIPELINES, type PipelineSpec } from './pipelines';

/** A pipeline with its engines loaded. `close` may be called twice. */
export interface Pipeline {
  readonly options: Required<Omit<PipelineOptions, 'rules' | 'uidSecret' | 'onNotice'>>;
  readonly uidMap: UidMap;
  readonly spec: PipelineSpec;
  readonly rules: UserRules | undefined;
  readonly reader: OcrEngine;
  /** What proves the output; `undefined`: it is not proven. */
  readonly prover: Prover | undefined;
  readonly use: PipelineUse;
  close(): Promise<void>;
}

/** The reader, told where to look, the ink network, and the network that weighs words. */
export interface Prover {
  readonly engine: RegionEngine;
  readonly ink: InkModel;
  readonly words: WordNetwork;
  /** Milliseconds inside models so far. */
  readonly elapsedMs: number;
}

/** Loads the engines of a pipeline. Throws what the engines throw (`model-missing`, `device-missing` ...) and `rules-invalid`. */
export async function openPipeline(options: PipelineOptions): Promise<Pipeline> {
  const spec: PipelineSpec = PIPELINES[options.pipeline];
  const rules = options.rules === undefined ? undefined : loadUserRules(options.rules);
  if (options.shiftDates === true && options.retain?.includes('dates') === true)
    throw new DeidError('option-invalid', 'dates are either kept or shifted');
  const device = options.device ?? 'auto';
  const start = performance.now();
  return openTogether(async (keep, close) => {
    const engineOptions = { device, onNotice: options.onNotice };
    const prover = spec.proves
      ? proverOf(
          keep(await openDetectorV6(engineOptions)),
          keep(await openInk({ device })),
          keep(await openWordNetwork()),
        )
      : undefined;
    const reader = prover?.engine ?? keep(await openGatedEngine(spec.reader, engineOptions));
    return {
      options: {
        pipeline: options.pipeline,
        header: options.header ?? 'on',
        policy: options.policy ?? (spec.proves ? 'explain' : 'phi'),
        device,
        headerProfile: options.headerProfile ?? 'basic',
        documents: options.documents ?? 'quarantine',
        shiftDates: options.shiftDates ?? false,
        retain: options.retain ?? [],
      },
      uidMap: createUidMap(options.uidSecret),
      spec,
      rules,
      reader,
      prover,
      use: {
        device: reader.device,
        models: distinctModels(prover ? [prover.engine, prover.ink, prover.words] : [reader]),
        loadMs: performance.now() - start,
      },
      close,
    };
  });
}

const proverOf = (engine: RegionEngine, ink: InkModel, words: WordNetwork): Prover => ({
  engine,
  ink,
  words,
  get elapsedMs() {
    return engine.elapsedMs + ink.elapsedMs + words.elapsedMs;
  },
});

/** What of a pipeline's options concerns redaction. */
export const redactOptions = ({ options, uidMap }: Pipeline): RedactOptions => ({
  headerProfile: options.headerProfile,
  retain: options.retain,
  shiftDates: options.shiftDates,
  uidMap,
});

const distinctModels = (engines: readonly { readonly models: readonly ModelUse[] }[]): readonly ModelUse[] => [
  ...new Map(engines.flatMap((engine) => engine.models).map((model) => [model.file, model])).values(),
];
