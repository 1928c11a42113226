import type { Command } from './command';
import type { OptionSpec, OptionTable } from './options';

export function generalHelp(commands: Readonly<Record<string, Command>>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `dicom-deid COMMAND [options]\n\n${lines.join('')}\ndicom-deid COMMAND --help explains one of them.\n`;
}

/** Usage line and one line for each option, from its table. */
export function commandHelp(name: string, { summary, places }: Command, table: OptionTable): string {
  const entries = Object.entries(table).map(([option, spec]) => ({ spec, left: label(option, spec) }));
  const usage = entries
    .filter(({ spec }) => spec.kind !== 'flag')
    .map(({ spec, left }) => (spec.required ? left : `[${left}]`))
    .join(' ');
  const width = Math.max(...entries.map(({ left }) => left.length));
  const words = places === undefined ? '' : `${places.value} `;
  const said = places === undefined ? '' : `  ${places.value.padEnd(width)}  ${places.help}\n`;
  const lines = entries.map(({ spec, left }) => `  ${left.padEnd(width)}  ${explain(spec)}\n`);
  return `dicom-deid ${name} ${words}${usage}\n\n${summary}\n\n${said}${lines.join('')}`;
}

const label = (option: string, spec: OptionSpec): string =>
  spec.kind === 'flag' ? `--${option}` : `--${option} ${spec.value}`;

function explain(spec: OptionSpec): string {
  const choices =
    spec.choices === undefined ? '' : `: ${spec.choices.join(', ')}${spec.kind === 'choices' ? ', or all' : ''}`;
  const fallback = spec.fallback === undefined ? '' : ` (default ${spec.fallback})`;
  return `${spec.help}${choices}${fallback}`;
}
