import type { ModelUse } from '../base/types';
import { createUidMap, type UidMap } from '../dicom/uids';
import type { OcrEngine } from '../ocr/engine';
import { type EngineId, openEngine } from '../ocr/engines';
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
  readonly second: OcrEngine | undefined;
  /** Empty: the output is not proven. */
  readonly verifiers: readonly OcrEngine[];
  readonly use: PipelineUse;
  close(): Promise<void>;
}

/** Loads the engines of a pipeline. Throws what the engines throw (`model-missing`, `device-missing` ...) and `rules-invalid`. */
export async function openPipeline(options: PipelineOptions): Promise<Pipeline> {
  const spec: PipelineSpec = PIPELINES[options.pipeline];
  const rules = options.rules === undefined ? undefined : loadUserRules(options.rules);
  const device = options.device ?? 'auto';
  const start = performance.now();
  const engines: OcrEngine[] = [];
  const open = async (id: EngineId) => {
    const engine = await openEngine(id, { device, onNotice: options.onNotice });
    engines.push(engine);
    return engine;
  };
  try {
    const reader = await open(spec.reader);
    const second = spec.second === undefined ? undefined : await open(spec.second);
    const verifiers: OcrEngine[] = [];
    for (const id of spec.verifiers ?? []) verifiers.push(id === spec.reader ? reader : await open(id));
    return {
      options: {
        pipeline: options.pipeline,
        header: options.header ?? 'on',
        policy: options.policy ?? 'phi',
        device,
        headerProfile: options.headerProfile ?? 'keep',
        retain: options.retain ?? [],
      },
      uidMap: createUidMap(options.uidSecret),
      spec,
      rules,
      reader,
      second,
      verifiers,
      use: { device: reader.device, models: distinctModels(engines), loadMs: performance.now() - start },
      close: () => closeAll(engines),
    };
  } catch (error) {
    await closeAll(engines);
    throw error;
  }
}

/** What of a pipeline's options concerns redaction. */
export const redactOptions = ({ options, uidMap }: Pipeline): RedactOptions => ({
  headerProfile: options.headerProfile,
  retain: options.retain,
  uidMap,
});

const closeAll = async (engines: readonly OcrEngine[]): Promise<void> => {
  await Promise.all(engines.map((engine) => engine.close()));
};

const distinctModels = (engines: readonly OcrEngine[]): readonly ModelUse[] => [
  ...new Map(engines.flatMap((engine) => engine.models).map((model) => [model.file, model])).values(),
];
