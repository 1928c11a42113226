// Disks that are full or read-only. Small file systems in memory need root; without it a row says so.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { differences, outputsIn, summaryOf } from './fault-set.mjs';

const LEFT_OUT = { tried: 0, happened: 'left out: needs root', wrong: 0 };

/** A small file system in memory, if this may be made here. */
function mounted(root, name, options) {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return status === 0 ? folder : undefined;
}

/** Three of four shards have room, one has not: it stops by name, and with room the same command goes on. */
export async function diskFull(root, trial) {
  const fault = 'full disk for one of four shards';
  const folder = mounted(root, 'full', 'size=600k');
  if (folder === undefined) return { fault, ...LEFT_OUT };
  const outs = [1, 2, 3, 4].map((index) => (index === 2 ? join(folder, 'out') : join(root, `roomy-${index}`)));
  const shard = (index) => ['--shard', `${index}/4`, '--exit-zero'];
  try {
    const ended = [1, 2, 3, 4].map((index) => {
      const args = trial.args(outs[index - 1], shard(index));
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.on('data', (chunk) => {
        said += chunk;
      });
      return new Promise((resolve) => child.on('close', (status) => resolve({ status, said })));
    });
    const first = await Promise.all(ended);
    const isNamed = first[1].status === 1 && /disk-full/.test(first[1].said);
    const others = first.filter(({ status }) => status === 0).length;
    const early = /merge-incomplete/.test(trial.merge(outs, ['--out', join(root, 'early')]).stderr);
    spawnSync('mount', ['-o', 'remount,size=64m', folder]);
    trial.run(outs[1], shard(2));
    const merged = summaryOf(trial.merge(outs, ['--out', join(root, 'after-full')]).stdout);
    const outputs = Object.assign({}, ...outs.map(outputsIn));
    const { outputs: whole, summary } = trial.undisturbed();
    const wrong = differences({ outputs, summary: merged }, { outputs: whole, summary });
    const happened = `${isNamed ? 'it stopped with disk-full' : `it ended with ${first[1].status}: ${first[1].said.trim()}`}, ${others} others came to their end, merge ${early ? 'refused' : 'DID NOT refuse'} the part; with room again the same command and merge gave ${wrong.length === 0 ? 'the bytes and summary' : `NOT what is right (${wrong.slice(0, 5)})`} of an undisturbed run`;
    return { fault, tried: 1, happened, wrong: wrong.length + (isNamed && early && others === 3 ? 0 : 1) };
  } finally {
    spawnSync('umount', [folder]);
  }
}

export async function readOnly(root, trial) {
  const fault = 'output on a read-only file system';
  const folder = mounted(root, 'read-only', 'ro');
  if (folder === undefined) return { fault, ...LEFT_OUT };
  try {
    const { status, stderr } = trial.run(join(folder, 'out'));
    const isNamed = status === 1 && /output-read-only/.test(stderr);
    const happened = isNamed ? 'refused with output-read-only' : `ended with ${status}: ${stderr.trim()}`;
    return { fault, tried: 1, happened, wrong: isNamed ? 0 : 1 };
  } finally {
    spawnSync('umount', [folder]);
  }
}

/** Two runs into one folder; the second time the folder has the lock of a run that was killed. */
export async function twoAtOnce(root, trial) {
  let locked = 0;
  let wrong = 0;
  for (const left of [false, true]) {
    const out = join(root, 'two');
    rmSync(out, { recursive: true, force: true });
    if (left) {
      const killed = trial.start(out);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      process.kill(-killed.pid, 'SIGKILL');
    }
    const errors = await Promise.all(
      [0, 1].map(async () => {
        const child = spawn(process.execPath, trial.args(out), { stdio: ['ignore', 'ignore', 'pipe'] });
        let said = '';
        child.stderr.on('data', (chunk) => {
          said += chunk;
        });
        await new Promise((resolve) => child.on('close', resolve));
        return said;
      }),
    );
    locked += errors.filter((text) => /output-locked/.test(text)).length;
    wrong += differences({ outputs: outputsIn(out) }, trial.undisturbed()).length;
  }
  const happened = `${locked} of 4 refused with output-locked, the others gave ${wrong === 0 ? 'the bytes' : 'NOT the bytes'} of an undisturbed run`;
  return {
    fault: 'two runs into one folder at once, also where a killed run left its lock',
    tried: 2,
    happened,
    wrong: wrong + Math.abs(locked - 2),
  };
}
