import { verifyFiles } from '../index';
import { DEVICES, HEADER_MODES } from '../pipeline/options';
import type { Command } from './command';
import { plural, progressBar } from './io';
import { printable } from './printable';
import { DEVICE, HEADER, LIMIT, LIMITS, limitsFrom } from './shared';

/** So many attributes are printed of a header; `--json` has them all. */
const SHOWN = 8;

export const verify: Command = {
  summary: 'read files again and tell where something is legible that has no reason to be; check their headers',
  options: {
    in: { kind: 'text', value: 'FILE|DIR', required: true, help: 'what to read' },
    'pixels-only': { kind: 'flag', help: 'do not check the headers' },
    ...HEADER,
    ...DEVICE,
    ...LIMIT,
    ...LIMITS,
  },
  async run(options, io) {
    const summary = await verifyFiles({
      in: options.always('in'),
      header: options.choice('header', HEADER_MODES),
      device: options.choice('device', DEVICES),
      pixelsOnly: options.flag('pixels-only'),
      limit: options.integer('limit'),
      limits: limitsFrom(options),
      onProgress: progressBar(io, options.flag('json')),
    });
    const residual = summary.files.filter((file) => file.status === 'residual');
    const passed = summary.files.filter((file) => file.status === 'passed').length;
    const places = residual.flatMap(({ file, places }) =>
      places.map(
        ({ phiClass, box, frames, rules }) =>
          `${printable(file)}: ${phiClass} at ${box.join(',')}, frames ${frames}, by ${rules.join(', ')}\n`,
      ),
    );
    const headers = summary.files.flatMap(({ file, header, saysRemoved }) =>
      header.length === 0
        ? []
        : [
            `${printable(file)}: header ${saysRemoved ? 'holds' : 'kept:'} ${header.slice(0, SHOWN).join(', ')}${header.length > SHOWN ? ' ...' : ''}\n`,
          ],
    );
    return {
      json: summary,
      text: `${places.join('')}${headers.join('')}${plural(summary.files.length, 'file')}: ${passed} passed, ${residual.length} with text that nothing explains or patient data in the header\n`,
      failed: [...residual.map(({ file }) => ({ file, stage: 'verify', code: 'residual' })), ...summary.failed],
    };
  },
};
