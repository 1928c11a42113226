import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { it } from 'node:test';

/**
 * The WebGPU path on a software Vulkan, in a process of its own because the loader reads the environment when it starts. Debian's
 * chromium brings both the Vulkan loader and SwiftShader.
 */
const CHROMIUM = process.env.DEID_SWIFTSHADER ?? '/usr/lib/chromium';
const ICD = path.join(CHROMIUM, 'vk_swiftshader_icd.json');

const SCRIPT = `
const { openSession } = require(${JSON.stringify(path.join(__dirname, 'session.js'))});
const { verifyModel } = require(${JSON.stringify(path.join(__dirname, 'verify.js'))});
const { DETECTOR } = require(${JSON.stringify(path.join(__dirname, 'manifest.js'))});
const { chooseProvider } = require(${JSON.stringify(path.join(__dirname, 'device.js'))});
(async () => {
  const provider = await chooseProvider('webgpu');
  const model = await verifyModel(DETECTOR);
  const data = Float32Array.from({ length: 3 * 64 * 64 }, (_, index) => Math.sin(index / 7));
  const outputs = [];
  for (const device of ['cpu', provider]) {
    const session = await openSession(model, device);
    outputs.push((await session.run({ data, dims: [1, 3, 64, 64] })).data);
    await session.close();
  }
  const apart = outputs[0].reduce((most, value, index) => Math.max(most, Math.abs(value - outputs[1][index])), 0);
  console.log(JSON.stringify({ provider, apart, count: outputs[0].length }));
})();`;

it('a model gives the same on WebGPU as on the CPU', {
  skip: existsSync(ICD) ? false : 'no software Vulkan here',
}, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', SCRIPT], {
    encoding: 'utf8',
    timeout: 300_000,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [CHROMIUM, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      VK_ICD_FILENAMES: ICD,
      VK_DRIVER_FILES: ICD,
      ORT_WEBGPU_EP_ALLOW_SOFTWARE_ADAPTER: '1',
      XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? '/tmp',
    },
  });
  assert.equal(status, 0, stderr);
  const result = JSON.parse(stdout.trim().split('\n').pop() ?? '') as {
    provider: string;
    apart: number;
    count: number;
  };
  assert.equal(result.provider, 'webgpu');
  assert.equal(result.count, 64 * 64);
  assert.ok(result.apart < 1e-3, `outputs differ by ${result.apart}`);
});
