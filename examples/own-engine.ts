// An engine of one's own: anything with these members reads text for the library. This one asks Tesseract and keeps what it is sure of.
// npm run example -- own-engine FILE.dcm
import { readFileSync } from 'node:fs';
import { type OcrEngine, openDicom, openEngine, readText } from '../dist/index';

/** Lines that another engine reads with at least `least` certainty. */
function sureOf(inner: OcrEngine, least: number): OcrEngine {
  return {
    id: `sure-${inner.id}`,
    device: inner.device,
    models: inner.models,
    loadMs: inner.loadMs,
    detect: (frames) => inner.detect(frames),
    close: () => inner.close(),
    async read(frames) {
      const reading = await inner.read(frames);
      return { ...reading, lines: reading.lines.map((lines) => lines.filter(({ score }) => score >= least)) };
    },
  };
}

async function main(path: string) {
  const engine = sureOf(await openEngine('tesseract'), 0.8);
  const pages = await readText(openDicom(readFileSync(path)), engine);
  console.log(`${engine.id}: ${pages.flatMap((page) => page.lines).length} lines`);
  await engine.close();
}

main(process.argv[2]);
