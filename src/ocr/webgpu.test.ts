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
const { openSession } = require(${JSON.stringify(path.join(__dirname, '../models/session.js'))});
const { verifyModel } = require(${JSON.stringify(path.join(__dirname, '../models/verify.js'))});
const { DETECTOR } = require(${JSON.stringify(path.join(__dirname, '../models/manifest.js'))});
const { openEngine } = require(${JSON.stringify(path.join(__dirname, 'engines.js'))});
const { plainFrame, withTexts } = require(${JSON.stringify(path.join(__dirname, 'sample-frames.js'))});
(async () => {
  const { frame } = await withTexts(plainFrame(150, 40), [{ text: 'RIVERA 1958', left: 10, top: 10, size: 16 }]);
  const data = Float32Array.from({ length: 3 * 64 * 64 }, (_, index) => Math.sin(index / 7));
  const model = await verifyModel(DETECTOR);
  const results = [];
  for (const wanted of ['cpu', 'webgpu']) {
    const engine = await openEngine('detector-base', { device: wanted });
    const [lines] = (await engine.read([frame])).lines;
    const session = await openSession(model, engine.device);
    const output = (await session.run({ data, dims: [1, 3, 64, 64] })).data;
    results.push({ device: engine.device, texts: lines.map(({ text }) => text), output });
    await session.close();
    await engine.close();
  }
  const [cpu, webgpu] = results;
  const apart = cpu.output.reduce((most, value, index) => Math.max(most, Math.abs(value - webgpu.output[index])), 0);
  const told = results.map(({ device, texts }) => ({ device, texts }));
  console.log(JSON.stringify({ told, apart, count: cpu.output.length }));
})();`;

it('WebGPU reads what the CPU reads, and a model gives the same numbers on both', {
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
    told: readonly { device: string; texts: readonly string[] }[];
    apart: number;
    count: number;
  };
  assert.deepEqual(result.told, [
    { device: 'cpu', texts: ['RIVERA 1958'] },
    { device: 'webgpu', texts: ['RIVERA 1958'] },
  ]);
  assert.equal(result.count, 64 * 64);
  assert.ok(result.apart < 1e-3, `outputs differ by ${result.apart}`);
});
