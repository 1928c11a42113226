// One file in memory: redacted, its header too, and looked at again. npm run example -- redact-and-verify FILE.dcm OUTPUT.dcm
import { readFileSync, writeFileSync } from 'node:fs';
import { openDicom, openPipeline, processFile, verifyFile } from '../dist/index';

async function main(input: string, output: string) {
  const pipeline = await openPipeline({ pipeline: 'proof', headerProfile: 'basic' });
  const { status, because, bytes } = await processFile(pipeline, readFileSync(input));
  for (const { phiClass, because: reasons } of because)
    console.log(phiClass, reasons.map(({ rule }) => rule).join(', '));
  const places = bytes === undefined ? [] : await verifyFile(openDicom(bytes), pipeline);
  console.log(`${status}, ${places.length} places still legible`);
  if (bytes !== undefined && status !== 'quarantined' && places.length === 0) writeFileSync(output, bytes);
  await pipeline.close();
}

main(process.argv[2], process.argv[3]);
