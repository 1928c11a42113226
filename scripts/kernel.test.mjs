// The kernel as Jupyter starts it, spoken to over its own sockets.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { inRoot } from './lib/common.mjs';

const zeromq = createRequire(inRoot('node_modules', 'tslab', 'dist', 'main.js'))('zeromq');
const scratch = mkdtempSync(join(tmpdir(), 'deid-kernel-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

const KEY = 'key';
const messageOf = (type, content) => {
  const header = { msg_id: type, session: 's', username: 'u', date: '', msg_type: type, version: '5.3' };
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
  const signature = createHmac('sha256', KEY).update(parts.join('')).digest('hex');
  return ['<IDS|MSG>', signature, ...parts];
};

/** A subscription takes a while to arrive, and what was published before is lost: asks until something comes. */
async function subscribed(socket, ask) {
  let isHeard = false;
  const heard = socket.receive().then(() => {
    isHeard = true;
  });
  while (!isHeard) {
    await ask();
    await Promise.race([heard, setTimeout(100)]);
  }
}

test('a heartbeat that comes with the request to shut down is no fault of the notebook', async () => {
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
  const connection = join(scratch, 'connection.json');
  const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
  const settings = { ...ports, ip: '127.0.0.1', transport: 'tcp', signature_scheme: 'hmac-sha256', key: KEY };
  writeFileSync(connection, JSON.stringify(settings));
  const faults = join(scratch, 'faults');
  const kernel = spawn(process.execPath, [inRoot('scripts', 'kernel.mjs'), connection], {
    env: { ...process.env, DEID_KERNEL_FAULTS: faults },
    stdio: 'ignore',
  });
  const ended = once(kernel, 'exit');
  const connect = (Kind, port) => {
    const socket = new Kind({ linger: 0 });
    socket.connect(`tcp://127.0.0.1:${port}`);
    return socket;
  };
  const sockets = [
    connect(zeromq.Dealer, shell_port),
    connect(zeromq.Dealer, control_port),
    connect(zeromq.Request, hb_port),
    connect(zeromq.Subscriber, iopub_port),
  ];
  const [shell, control, heart, published] = sockets;
  try {
    published.subscribe();
    await heart.send('ping');
    await heart.receive();
    await subscribed(published, () => shell.send(messageOf('kernel_info_request', {})));
    // While the cell holds the kernel's thread both messages wait, and are looked at together.
    const code = "console.log('held'); { const until = Date.now() + 1500; while (Date.now() < until); }";
    await shell.send(messageOf('execute_request', { code, silent: false, store_history: true, allow_stdin: false }));
    for await (const parts of published) if (parts.some((part) => part.includes('held\\n'))) break;
    await control.send(messageOf('shutdown_request', { restart: false }));
    await heart.send('ping');
    assert.deepEqual(await ended, [0, null]);
  } finally {
    kernel.kill();
    for (const socket of sockets) socket.close();
  }
  assert.equal(existsSync(faults) ? readFileSync(faults, 'utf8') : '', '');
});
