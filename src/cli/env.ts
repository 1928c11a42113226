import { environmentInfo, providerStates } from '../run/environment';
import type { Command } from './command';
import { textTable } from './io';

export const env: Command = {
  summary: 'machine, versions, and the execution providers that really work here',
  options: {},
  async run() {
    const info = await environmentInfo();
    const states = await providerStates();
    const providers = states.flatMap(({ provider, reason }) => (reason === undefined ? [provider] : []));
    const reasons = Object.fromEntries(states.flatMap(({ provider, reason }) => (reason ? [[provider, reason]] : [])));
    const { packages, ...machine } = info;
    const rows = Object.entries({ ...machine, providers: providers.join(', '), ...reasons }).map(([name, value]) => [
      name,
      String(value ?? '-'),
    ]);
    const versions = Object.entries(packages).map(([name, version]) => [name, version]);
    return { json: { ...info, providers, reasons }, text: textTable([...rows, ...versions]), failed: [] };
  },
};
