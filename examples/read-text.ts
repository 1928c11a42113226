// One image to text and boxes: npm run example -- read-text FILE.dcm
import { readFileSync } from 'node:fs';
import { openDicom, openEngine, readText } from '../dist/index';

async function main(path: string) {
  const engine = await openEngine('detector-base');
  for (const page of await readText(openDicom(readFileSync(path)), engine)) {
    for (const { line } of page.lines) {
      const { left, top, right, bottom } = line.box;
      console.log(`${line.text}\t${line.score.toFixed(2)}\t${left},${top} to ${right},${bottom}`);
    }
  }
  await engine.close();
}

main(process.argv[2]);
