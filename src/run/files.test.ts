import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readOptionFile } from './files';
import { writeNameMap } from './rename';
import { readSecretFile } from './secret';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  spawnSync('mkfifo', [path.join(root, 'pipe')]);
});
after(() => rm(root, { recursive: true, force: true }));

test('a pipe, a device or a folder in place of a secret or a map is refused at once', async () => {
  for (const file of [path.join(root, 'pipe'), '/dev/zero', root]) {
    for (const read of [readOptionFile, readSecretFile, (name: string) => writeNameMap(name, {})]) {
      await assert.rejects(read(file), { code: 'not-a-file' }, file);
    }
  }
});
