// One file in memory: find, paint over, read again. npm run example -- redact-and-verify FILE.dcm OUTPUT.dcm
// For real files use the pipeline `proof` (processFile or redactFiles): it does all this in every view, and holds back what is not clean.
import { readFileSync, writeFileSync } from 'node:fs';
import { findPhi, openDicom, openEngine, readText, redactFile, verifyFile } from '../dist/index';

async function main(input: string, output: string) {
  const file = openDicom(readFileSync(input));
  const engines = [await openEngine('detector-base'), await openEngine('tesseract')];
  const hits = await findPhi(await readText(file, engines[0], { views: 'all' }), file);
  const { bytes, paintedPixels } = await redactFile(file, hits, { headerProfile: 'basic' });
  const places = await verifyFile(bytes, engines);
  console.log(`${hits.length} texts painted over (${paintedPixels} pixels), ${places.length} places still legible`);
  if (places.length === 0) writeFileSync(output, bytes);
  await Promise.all(engines.map((engine) => engine.close()));
}

main(process.argv[2], process.argv[3]);
