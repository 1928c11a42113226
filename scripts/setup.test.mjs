// Set-up on machines that lack something: each ends with one sentence that says what to do. Real commands in a copy of the project's
// scripts; only an old Node and an old Python are played, since no machine of ours has them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inRoot } from './lib/common.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'deid-setup-'));
chmodSync(scratch, 0o755);
after(() => rmSync(scratch, { recursive: true, force: true }));

/** A copy of the project with one source, without node_modules and .venv unless linked. */
function copyProject(name, links = []) {
  const copy = join(scratch, name);
  for (const file of ['scripts', 'package.json', 'package-lock.json', 'requirements.txt', 'tsconfig.json', '.npmrc']) {
    cpSync(inRoot(file), join(copy, file), { recursive: true });
  }
  mkdirSync(join(copy, 'src'));
  writeFileSync(join(copy, 'src', 'index.ts'), 'export const one: number = 1;\n');
  writeFileSync(join(copy, 'src', 'other.ts'), 'export const other = 1;\n');
  for (const link of links) symlinkSync(inRoot(link), join(copy, link));
  return copy;
}

function setUp(copy, env = {}, options = {}) {
  const done = spawnSync(process.execPath, ['scripts/setup.mjs'], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    ...options,
  });
  return { status: done.status, said: done.stdout.trim(), sentence: done.stderr.trim() };
}

/** One sentence: no stack, no second line. */
function assertSentence({ status, sentence }, pattern) {
  assert.equal(status, 1);
  assert.match(sentence, pattern);
  assert.equal(sentence.split('\n').length, 1, sentence);
}

test('a second set-up finds all in place and says nothing', () => {
  assert.equal(setUp(inRoot()).status, 0);
  assert.deepEqual(setUp(inRoot()), { status: 0, said: '', sentence: '' });
});

test('no Python', () => {
  const copy = copyProject('no-python', ['node_modules']);
  assertSentence(
    setUp(copy, { DEID_PYTHON: join(scratch, 'absent') }),
    /No Python was found: install Python 3\.10 or newer/,
  );
});

test('a Python that is too old', { skip: process.platform === 'win32' && 'needs a POSIX shell' }, () => {
  const old = join(scratch, 'old-python');
  writeFileSync(old, '#!/bin/sh\necho 3.8 True\n', { mode: 0o755 });
  assertSentence(
    setUp(copyProject('old-python-copy', ['node_modules']), { DEID_PYTHON: old }),
    /Python 3\.8 is too old: install/,
  );
});

/** A Python that plays one of Colab's kind: it says what it lacks, notes what it is asked, and does as if it had done it. */
function playedPython(name, lacks) {
  const path = join(scratch, name);
  const log = `${path}.log`;
  const script = `#!/bin/sh
echo "$*" >> "${log}"
case "$*" in
  *find_spec*) echo "${lacks}" ;;
  "-m venv"*) for last; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
esac
`;
  writeFileSync(path, script, { mode: 0o755 });
  return { path, asked: () => readFileSync(log, 'utf8') };
}

const posix = { skip: process.platform === 'win32' && 'needs a POSIX shell' };

test(
  'a Python without ensurepip: the environment is made without pip, and the outer pip installs into it',
  posix,
  () => {
    const { path, asked } = playedPython('no-ensurepip', '3.13 True False');
    const done = setUp(copyProject('no-ensurepip-copy', ['node_modules']), { DEID_PYTHON: path });
    assert.equal(done.status, 0, done.sentence);
    assert.match(asked(), /-m venv --without-pip .*\.venv/);
    assert.match(asked(), /-m pip --python .*\.venv.* install/);
  },
);

test('a Python without venv: a sentence with both ways out; DEID_VENV=off uses it as it is', posix, () => {
  const { path, asked } = playedPython('no-venv', '3.13 False False');
  assertSentence(
    setUp(copyProject('no-venv-copy', ['node_modules']), { DEID_PYTHON: path }),
    /apt install python3-venv.*DEID_VENV=off/,
  );
  const done = setUp(copyProject('no-venv-off', ['node_modules']), { DEID_PYTHON: path, DEID_VENV: 'off' });
  assert.equal(done.status, 0, done.sentence);
  assert.doesNotMatch(asked(), /-m (venv|pip)/);
});

test('a Node that is too old', () => {
  const copy = copyProject('old-node');
  const code = `Object.defineProperty(process.versions, 'node', { value: '18.20.1' });
    process.argv[1] = ${JSON.stringify(join(copy, 'scripts', 'setup.mjs'))};
    await import(${JSON.stringify(pathToFileURL(join(copy, 'scripts', 'setup.mjs')).href)});`;
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  assertSentence(
    { status: done.status, sentence: done.stderr.trim() },
    /Node 18\.20\.1 is too old: install Node 20\.19 or newer/,
  );
});

test('no network for npm', () => {
  const env = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: join(scratch, 'npm-cache') };
  assertSentence(setUp(copyProject('no-npm'), env), /npm registry cannot be reached: connect to the network/);
});

test('no network for pip', () => {
  const env = {
    PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
    PIP_EXTRA_INDEX_URL: '',
    PIP_FIND_LINKS: '',
    PIP_NO_CACHE_DIR: '1',
  };
  assertSentence(
    setUp(copyProject('no-pip', ['node_modules']), env),
    /Python package index cannot be reached: connect to the network/,
  );
});

test('a folder that cannot be written to', { skip: process.platform === 'win32' && 'needs POSIX permissions' }, () => {
  const copy = copyProject('read-only', ['node_modules']);
  chmodSync(copy, 0o555);
  // Permissions do not bind root, so root runs it as nobody.
  const asNobody = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};
  assertSentence(
    setUp(copy, { HOME: scratch }, asNobody),
    /cannot be written to: copy the project to a folder of your own/,
  );
  chmodSync(copy, 0o755);
});

test('dist follows its sources: built, noticed as stale, built again, without what was removed', () => {
  const copy = copyProject('stale', ['node_modules', '.venv']);
  assert.equal(setUp(copy).status, 0);
  assert.match(readFileSync(join(copy, 'dist', 'index.js'), 'utf8'), /one = 1/);
  writeFileSync(join(copy, 'src', 'index.ts'), 'export const one: number = 2;\n');
  rmSync(join(copy, 'src', 'other.ts'));
  assert.match(setUp(copy).said, /Set-up is complete/);
  assert.match(readFileSync(join(copy, 'dist', 'index.js'), 'utf8'), /one = 2/);
  assert.equal(existsSync(join(copy, 'dist', 'other.js')), false);
  writeFileSync(join(copy, 'src', 'index.ts'), "export const one: number = 'two';\n");
  const broken = setUp(copy);
  assert.equal(broken.status, 1);
  assert.match(broken.sentence, /do not compile.*\n.*src\/index\.ts\(1,14\): error TS2322/);
});
