// npm run example -- NAME [arguments]: compiles examples/*.ts to .examples/ and runs one of them.
import { readdirSync } from 'node:fs';
import { inRoot, main, openly, quietly, Stop } from './lib/common.mjs';
import { setUp } from './setup.mjs';

const names = readdirSync(inRoot('examples'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3));

await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (!names.includes(name))
    throw new Stop(`Usage: npm run example -- NAME [arguments]; NAME is one of ${names.join(', ')}.`);
  await setUp();
  const done = quietly(process.execPath, [
    inRoot('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    inRoot('examples'),
  ]);
  if (done.status !== 0) throw new Stop(`The examples do not compile:\n${done.output.trimEnd()}`);
  return openly(process.execPath, [inRoot('.examples', `${name}.js`), ...args], { cwd: process.cwd() });
});
