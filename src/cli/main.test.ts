import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PIPELINE_IDS } from '../index';
import { DEVICES } from '../pipeline/options';
import { COMMANDS, main } from './main';

async function cli(...args: string[]) {
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    isTerminal: false,
  };
  return { code: await main(args, io), out, err };
}

test('the general help names every command', async () => {
  const { code, out } = await cli('--help');
  assert.equal(code, 0);
  for (const name of Object.keys(COMMANDS)) assert.match(out, new RegExp(`^ {2}${name} `, 'm'));
});

test("a command's help names every option, its choices and its default", async () => {
  const { code, out } = await cli('evaluate', '--help');
  assert.equal(code, 0);
  for (const option of Object.keys(COMMANDS.evaluate.options)) assert.match(out, new RegExp(`--${option} `));
  assert.match(out, new RegExp(PIPELINE_IDS.join(', ')));
  assert.match(out, /\(default auto\)/);
});

const WRONG_USE: readonly (readonly [args: readonly string[], message: RegExp])[] = [
  [['evaluat'], /must be one of prepare, evaluate, redact, verify, merge, worker, env; did you mean "evaluate"\?/],
  [['redact', '--in', 'x', '--out', 'y', '--pipline', 'proof'], /did you mean "pipeline"\?/],
  [['redact', '--in', 'x', '--out', 'y', '--pipeline', 'prof'], /did you mean "proof"\?/],
  [['toString'], /must be one of/],
  [['evaluate', '--data', 'x', '--out', 'y'], /--pipeline .* is missing/],
  [
    ['evaluate', '--data', 'x', '--out', 'y', '--pipeline', 'best'],
    new RegExp(`of ${PIPELINE_IDS.join(', ')}, or all`),
  ],
  [['evaluate', '--data', 'x', '--out', 'y', '--pipeline', 'proof,'], /there is no x/],
  [
    ['redact', '--in', 'x', '--out', 'y', '--device', 'gpu'],
    new RegExp(`--device must be one of ${DEVICES.join(', ')}`),
  ],
  [['redact', '--in', 'x', '--out', 'y', '--workers', '0'], /--workers must be a whole number of 1 or more/],
  [['redact', '--in', 'x', '--out', 'y', '--workers', 'all'], /--workers must be a whole number of 1 or more, or auto/],
  [['redact', '--in', 'x', '--out', 'y', '--workers', '1.5'], /--workers must be/],
  [['redact', '--in', 'x', '--out', 'y', '--colour', 'red'], /--colour/],
  [['redact', '--in', '--out', 'y'], /--in/],
  [['env', 'now'], /now/],
];

for (const [args, message] of WRONG_USE) {
  test(`wrong use: ${args.join(' ')}`, async () => {
    const { code, err, out } = await cli(...args);
    assert.equal(code, /there is no/.test(message.source) ? 1 : 2);
    assert.match(err, message);
    assert.equal(out, '');
  });
}

test('the version', async () => {
  const { code, out } = await cli('--version');
  assert.equal(code, 0);
  assert.match(out, /^dicom-deid \d+\.\d+\.\d+\n$/);
});

test('no command is wrong use, and the help is shown', async () => {
  const { code, out } = await cli();
  assert.equal(code, 2);
  assert.match(out, /COMMAND/);
});

test('env --json prints one document with the machine and the versions', async () => {
  const { code, out } = await cli('env', '--json');
  assert.equal(code, 0);
  const info = JSON.parse(out);
  assert.equal(info.node, process.version);
  assert.ok(info.providers.includes('cpu'));
  assert.match(info.packages['onnxruntime-node'], /^\d+\.\d+/);
});
