import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../base/paths';
import type { EnvironmentInfo } from '../base/results';
import { DEVICES } from '../models/device';

const run = promisify(execFile);

/** First line of a command's output; `null` when it is not there or fails. */
async function firstLine(command: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await run(command, [...args], { cwd: PROJECT_ROOT, timeout: 10_000 });
    return stdout.split('\n')[0].trim() || null;
  } catch {
    return null;
  }
}

async function packageVersions(): Promise<Record<string, string>> {
  const own = JSON.parse(await readFile(path.join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  const versions: Record<string, string> = {};
  for (const name of Object.keys(own.dependencies ?? {}).sort()) {
    const file = path.join(PROJECT_ROOT, 'node_modules', name, 'package.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) versions[name] = (JSON.parse(text) as { version: string }).version;
  }
  return versions;
}

/** An execution provider: `reason` says why it does not work here. */
export interface ProviderState {
  readonly provider: string;
  readonly reason?: string;
}

/**
 * Which execution providers have truly run a model here; asking may take seconds. Each is tried in a process of its own: what native
 * libraries write to the error stream when something is missing helps nobody, and a broken driver must not take the caller with it.
 */
export async function providerStates(): Promise<readonly ProviderState[]> {
  const probe = path.join(PROJECT_ROOT, 'dist', 'run', 'probe-provider.js');
  const found: ProviderState[] = [];
  for (const device of DEVICES) {
    if (device === 'auto') continue;
    const reason = await run(process.execPath, [probe, device], { timeout: 60_000 }).then(
      () => undefined,
      ({ stdout }: { readonly stdout?: string }) => stdout || 'its process ended without a word',
    );
    found.push(reason === undefined ? { provider: device } : { provider: device, reason });
  }
  return found;
}

/** The machine and the versions that a result depends on. Names no user, no folder and no network. */
export async function environmentInfo(): Promise<EnvironmentInfo> {
  const cpus = os.cpus();
  return {
    node: process.version,
    platform: `${os.platform()} ${os.arch()} ${os.release()}`,
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    cores: cpus.length,
    memoryGiB: Math.round((os.totalmem() / 2 ** 30) * 10) / 10,
    gpu: await firstLine('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader']),
    packages: await packageVersions(),
    git: await firstLine('git', ['describe', '--always', '--dirty', '--abbrev=12']),
  };
}
