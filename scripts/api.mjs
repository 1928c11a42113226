// npm run api: the API reference in docs/api, in Markdown, from the doc comments of the two faces (src/index.ts, src/bench.ts).
// npm run api -- --check: changes nothing; ends with 1 when docs/api is not what it would write.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, inRoot, main, quietly, Stop } from './lib/common.mjs';

function write(folder) {
  const args = [
    inRoot('node_modules', 'typedoc', 'bin', 'typedoc'),
    ...['src/index.ts', 'src/bench.ts'].flatMap((file) => ['--entryPoints', file]),
    ...['--plugin', 'typedoc-plugin-markdown', '--outputFileStrategy', 'modules', '--readme', 'none'],
    ...['--name', 'dicom-deid-bench', '--disableSources', '--excludeInternal', '--hideBreadcrumbs', '--hidePageHeader'],
    ...['--logLevel', 'Error', '--out', folder],
  ];
  const done = quietly(process.execPath, args);
  if (done.status !== 0) throw new Stop(`typedoc could not write the reference:\n${done.output.trimEnd()}`);
}

await main(() => {
  const target = inRoot('docs', 'api');
  if (!process.argv.includes('--check')) return void write(target);
  const scratch = mkdtempSync(join(tmpdir(), 'deid-api-'));
  try {
    write(scratch);
    const contents = (folder) => filesBelow(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
    if (JSON.stringify(contents(scratch)) !== JSON.stringify(contents(target)))
      throw new Stop('docs/api does not follow the doc comments: npm run api');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
