import { environmentInfo } from '../index';
import type { Command } from './command';
import { textTable } from './io';

export const env: Command = {
  summary: 'machine, versions, and the execution providers that really work here',
  options: {},
  async run() {
    const info = await environmentInfo();
    const { packages, ...machine } = info;
    const rows = Object.entries(machine).map(([name, value]) => [name, String(value ?? '-')]);
    const versions = Object.entries(packages).map(([name, version]) => [name, version]);
    return { json: info, text: textTable([...rows, ...versions]), failed: [] };
  },
};
