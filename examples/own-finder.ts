// A finder of one's own, beside the library's: where patient data stands in a page's text. npm run example -- own-finder FILE.dcm
import { readFileSync } from 'node:fs';
import { findPhi, type OwnFinder, openDicom, openEngine, readText } from '../dist/index';

/** Numbers of six and more digits, as a hospital may use them for its patients. */
const longNumbers: OwnFinder = {
  id: 'long-numbers',
  find: ({ text }) =>
    [...text.matchAll(/\b\d{6,}\b/g)].map((match) => ({
      start: match.index ?? 0,
      end: (match.index ?? 0) + match[0].length,
      phiClass: 'id',
      score: 0.9,
    })),
};

async function main(path: string) {
  const file = openDicom(readFileSync(path));
  const engine = await openEngine('detector-base');
  const pages = await readText(file, engine);
  for (const hit of await findPhi(pages, file, { finders: [longNumbers] })) {
    console.log(`${hit.phiClass}\t${hit.finder}\t${hit.text}`);
  }
  await engine.close();
}

main(process.argv[2]);
