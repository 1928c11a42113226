import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean } from '../base/closest';
import { DeidError } from '../base/errors';
import { DEVICES, type DeviceId, HEADER_MODES, type HeaderMode } from '../pipeline/options';
import { PIPELINE_IDS, type PipelineId } from '../pipeline/pipelines';

/** What a notebook can be told. */
export interface NotebookParameters {
  /** Folder or zip with the images and their ground truth. */
  readonly data: string;
  /** Where results go. */
  readonly out: string;
  readonly pipelines: readonly PipelineId[];
  /** `off`: the files' own header values are not used to find patient data in the picture. */
  readonly header: HeaderMode;
  readonly device: DeviceId;
  /** Only so many files, spread over the whole set; 0 for all. */
  readonly limit: number;
  /** So many pictures per section. */
  readonly pictures: number;
  /** Price of an hour of this machine in any currency, for the cost of 1,000 images; 0 for none. */
  readonly pricePerHour: number;
  /** Run again what there are results of. */
  readonly fresh: boolean;
}

type Readers = { readonly [K in keyof NotebookParameters]: (value: unknown, name: string) => NotebookParameters[K] };

const wrong = (name: string, what: string): never => {
  throw new DeidError('parameter-invalid', `${name} must be ${what}`);
};

const text = (value: unknown, name: string): string =>
  typeof value === 'string' && value !== '' ? value : wrong(name, 'a text');

const number =
  (what: string, accepts: (value: number) => boolean) =>
  (value: unknown, name: string): number => {
    const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof read === 'number' && accepts(read) ? read : wrong(name, what);
  };

const oneOf =
  <T extends string>(choices: readonly T[]) =>
  (value: unknown, name: string): T =>
    choices.find((choice) => choice === value) ??
    wrong(name, `one of ${choices.join(', ')}${didYouMean(String(value), choices)}`);

const count = number('a whole number, 0 or more', (value) => Number.isInteger(value) && value >= 0);

const READERS: Readers = {
  data: text,
  out: text,
  pipelines: (value, name) => {
    const list = typeof value === 'string' ? value.split(',').map((id) => id.trim()) : value;
    if (!Array.isArray(list) || list.length === 0) return wrong(name, `some of ${PIPELINE_IDS.join(', ')}`);
    return list.map((id) => oneOf(PIPELINE_IDS)(id, name));
  },
  header: oneOf(HEADER_MODES),
  device: oneOf(DEVICES),
  limit: count,
  pictures: count,
  pricePerHour: number('a number, 0 or more', (value) => Number.isFinite(value) && value >= 0),
  fresh: (value, name) => {
    if (typeof value === 'boolean') return value;
    return oneOf(['0', '1', 'false', 'true'])(value, name) === (value === '1' ? '1' : 'true');
  },
};

/** `pricePerHour` -> `DEID_PRICE_PER_HOUR`. */
const variableOf = (name: string): string => `DEID_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/**
 * The parameters of a notebook: its own, overridden by a JSON file (`DEID_PARAMETERS=FILE`, else `parameters.json` in the working
 * folder), overridden by environment variables (`DEID_DATA`, `DEID_PIPELINES=a,b`, `DEID_PRICE_PER_HOUR` ...). Paths are made absolute.
 *
 * Throws `DeidError` `parameter-invalid` naming the parameter, `parameters-unreadable`.
 */
export const readParameters = (own: NotebookParameters, environment: Environment = process.env): NotebookParameters =>
  resolveParameters(own, environment).parameters;

type Environment = Readonly<Record<string, string | undefined>>;

/** A parameter that does not have the notebook's own value, and what set it. */
export interface Override {
  readonly name: keyof NotebookParameters;
  /** The variable, or the file. */
  readonly by: string;
}

/** As `readParameters`, and which of the notebook's own values were overridden by what: a person who edits a cell has to see that. */
export function resolveParameters(
  own: NotebookParameters,
  environment: Environment = process.env,
): { readonly parameters: NotebookParameters; readonly overrides: readonly Override[] } {
  const overrides: Override[] = [];
  const file = readFile(environment.DEID_PARAMETERS);
  const unknown = Object.keys(file).filter((name) => !Object.hasOwn(READERS, name));
  if (unknown.length > 0) wrong(unknown[0], `one of ${Object.keys(READERS).join(', ')}`);
  const read = <K extends keyof NotebookParameters>(name: K): NotebookParameters[K] => {
    const variable = variableOf(name);
    const set = environment[variable];
    if (set !== undefined && set !== '') {
      overrides.push({ name, by: variable });
      return READERS[name](set, variable);
    }
    if (!Object.hasOwn(file, name)) return READERS[name](own[name], name);
    overrides.push({ name, by: environment.DEID_PARAMETERS || 'parameters.json' });
    return READERS[name](file[name], name);
  };
  const parameters = {
    data: resolve(read('data')),
    out: resolve(read('out')),
    pipelines: read('pipelines'),
    header: read('header'),
    device: read('device'),
    limit: read('limit'),
    pictures: read('pictures'),
    pricePerHour: read('pricePerHour'),
    fresh: read('fresh'),
  };
  return { parameters, overrides };
}

function readFile(named: string | undefined): Record<string, unknown> {
  const path = resolve(named || 'parameters.json');
  if (!named && !existsSync(path)) return {};
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  } catch (cause) {
    throw new DeidError('parameters-unreadable', `${path} cannot be read as JSON`, { cause });
  }
  throw new DeidError('parameters-unreadable', `${path} must hold one JSON object`);
}
