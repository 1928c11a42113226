// The kernelspec's launcher: starts the project's own tslab in notebooks/, with five things put right.
// Usage: node scripts/kernel.mjs CONNECTION_FILE
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ensureBuilt } from './lib/build.mjs';
import { inRoot } from './lib/common.mjs';

// 1. tslab never waits for its ZeroMQ sends: with zeromq's own settings a burst of output is dropped or ends in EBUSY, and with it
//    the "idle" message that the notebook waits for. Without a high-water mark, and with sends that never wait, all of it arrives.
const tslab = createRequire(inRoot('node_modules', 'tslab', 'dist', 'main.js'));
const zeromq = tslab('zeromq');
const { Publisher, Reply } = zeromq;
zeromq.Publisher = class extends Publisher {
  constructor(options) {
    super({ ...options, sendTimeout: 0, sendHighWaterMark: 0 });
  }
};

// 2. An unhandled rejection fails no cell, and after the last cell nobody sees it. The runner of the notebooks names a file that it
//    looks into afterwards. Contents of errors may be patient data: only their name and code go there.
const faults = process.env.DEID_KERNEL_FAULTS;
if (faults) {
  const note = (kind) => (error) =>
    appendFileSync(faults, `${kind}: ${error?.name ?? typeof error} ${error?.code ?? ''}\n`);
  process.on('unhandledRejection', note('unhandled rejection'));
  process.on('uncaughtException', note('uncaught exception'));
}

// 3. Closing a socket hands out the message that waits on it. Jupyter asks every second whether the kernel is alive: when that comes
//    together with the request to shut down, tslab answers on the closed socket, and the answer's EBADF would be a fault as above.
zeromq.Reply = class extends Reply {
  async send(message) {
    if (!this.closed) await super.send(message);
  }
};

// 4. Notebooks for Colab begin with Python cells, which set this kernel up: here they have nothing to do.
const executor = tslab('./executor.js');
const { createExecutor } = executor;
executor.createExecutor = (...args) => {
  const made = createExecutor(...args);
  return { ...made, execute: async (code) => /^# Python\b/.test(code) || made.execute(code) };
};

// 5. Notebooks import ../dist/bench: a dist that is older than its sources would be used without a word.
try {
  if (ensureBuilt()) console.error('dist/ was older than src/ and has been built again.');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

process.chdir(inRoot('notebooks'));
tslab(inRoot('node_modules', 'tslab', 'dist', 'main.js')).startKernel({
  configPath: process.argv[2],
  enableFindLocal: false,
});
