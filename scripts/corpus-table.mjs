// Writes docs/corpus.md: how every file of the public DICOM corpus is read, by transfer syntax. Needs the built library (npm run build)
// and the corpus beside the checkout (or DEID_SHARED).
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from './lib/common.mjs';

const require = createRequire(import.meta.url);
const { sharedFolder } = require('../dist/base/paths.js');
const { checkCorpus, corpusTable } = require('../dist/dicom/corpus-check.js');

const folder = sharedFolder('corpus');
if (folder === undefined) {
  console.error('The corpus is not here: put it beside the checkout as ../shared/corpus, or set DEID_SHARED.');
  process.exit(1);
}
const rows = await checkCorpus(folder);
const unexpected = rows.filter((row) => !row.asExpected);
const text = `# How the DICOM corpus is read

Written by \`node scripts/corpus-table.mjs\`. \`exact\`: every sample of every frame equals the reference decode; \`decoded\`: no usable
reference to compare with; \`refused\`: not opened, with a named reason; \`wrong\`: anything else.

${corpusTable(rows)}
`;
mkdirSync(inRoot('docs'), { recursive: true });
writeFileSync(inRoot('docs', 'corpus.md'), text);
console.log(text);
for (const row of unexpected) console.error(`not as expected: ${row.file}: ${row.outcome} ${row.code ?? ''}`);
process.exit(unexpected.length === 0 ? 0 : 1);
