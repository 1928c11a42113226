import { environmentInfo, workingProviders } from '../bench';
import type { Command } from './command';
import { textTable } from './io';

export const env: Command = {
  summary: 'machine, versions, and the execution providers that really work here',
  options: {},
  async run() {
    const info = await environmentInfo();
    const providers = await workingProviders();
    const { packages, ...machine } = info;
    const rows = Object.entries({ ...machine, providers: providers.join(', ') }).map(([name, value]) => [
      name,
      String(value ?? '-'),
    ]);
    const versions = Object.entries(packages).map(([name, version]) => [name, version]);
    return { json: { ...info, providers }, text: textTable([...rows, ...versions]), failed: [] };
  },
};
