import { parseArgs } from 'node:util';
import { didYouMean } from '../base/closest';

/** One option of a command: enough to parse it, to check it and to explain it. */
export interface OptionSpec {
  readonly kind: 'text' | 'integer' | 'flag' | 'choice' | 'choices';
  /** How the help writes its value: `DIR`, `N` ... */
  readonly value?: string;
  /** Legal values of `choice` and `choices` (a list separated by commas; `all` means every one). */
  readonly choices?: readonly string[];
  readonly fallback?: string;
  readonly required?: boolean;
  /** Smallest legal integer. */
  readonly min?: number;
  /** A word that may stand in an integer's place. */
  readonly word?: string;
  readonly help: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** A wrong command line: exit code 2, and the message says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Checked option values of one command line. */
export class Options {
  constructor(
    private readonly table: OptionTable,
    private readonly values: Values,
    private readonly positionals: readonly string[] = [],
  ) {}

  /** The words without a dash, of a command that takes some. */
  places(): readonly string[] {
    return this.positionals;
  }

  text(name: string): string | undefined {
    const value = this.values[name] ?? this.table[name]?.fallback;
    return typeof value === 'string' ? value : undefined;
  }

  /** The value of an option that is `required` or has a fallback. */
  always(name: string): string {
    return this.text(name) ?? '';
  }

  integer(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : Number(text);
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  /** The value of a `choice` option, typed as one of `choices`. */
  choice<T extends string>(name: string, choices: readonly T[]): T {
    return choices.find((choice) => choice === this.always(name)) ?? choices[0];
  }

  /** The values of a `choices` option, in the order given, each once. */
  choices<T extends string>(name: string, choices: readonly T[]): readonly T[] {
    const named = splitList(this.always(name));
    if (named.includes('all')) return choices;
    return [...new Set(named)].flatMap((text) => choices.filter((choice) => choice === text));
  }
}

const splitList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Parses and checks; throws `UsageError`. `places` names the words without a dash, of which there must be one or more then. */
export function parseOptions(table: OptionTable, args: readonly string[], places?: string): Options {
  const { values, positionals } = parseWords(table, args, places !== undefined);
  if (places !== undefined && positionals.length === 0) throw new UsageError(`${places} is missing`);
  for (const [name, spec] of Object.entries(table)) {
    const value = values[name];
    if (spec.required && (value === undefined || value === ''))
      throw new UsageError(`--${name} ${spec.value ?? ''} is missing`.replace('  ', ' '));
    if (typeof value === 'string') checkValue(name, spec, value);
  }
  return new Options(table, values, positionals);
}

function parseWords(
  table: OptionTable,
  args: readonly string[],
  allowPositionals: boolean,
): { readonly values: Values; readonly positionals: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, spec]) => [
      name,
      { type: spec.kind === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals });
    return { values: values as Values, positionals };
  } catch (error) {
    const said = (error as Error).message.split('. To specify')[0];
    const unknown = /^Unknown option '--([^']+)'/.exec(said)?.[1];
    throw new UsageError(`${said}${unknown === undefined ? '' : didYouMean(unknown, Object.keys(table))}`);
  }
}

function checkValue(name: string, spec: OptionSpec, value: string): void {
  if (spec.kind === 'integer' && value !== spec.word) {
    const min = spec.min ?? 0;
    if (!/^\d{1,12}$/.test(value) || Number(value) < min)
      throw new UsageError(
        `--${name} must be a whole number of ${min} or more${spec.word === undefined ? '' : `, or ${spec.word}`}`,
      );
  }
  const choices = spec.choices ?? [];
  if (spec.kind === 'choice' && !choices.includes(value))
    throw new UsageError(`--${name} must be one of ${choices.join(', ')}${didYouMean(value, choices)}`);
  if (spec.kind === 'choices') {
    const named = splitList(value);
    const wrong = named.find((text) => text !== 'all' && !choices.includes(text));
    if (named.length === 0 || wrong !== undefined)
      throw new UsageError(
        `--${name} must be one or more (with commas) of ${choices.join(', ')}, or all${didYouMean(wrong ?? '', choices)}`,
      );
  }
}
