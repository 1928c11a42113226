// Two pipelines on a folder with ground truth, compared in a figure drawn by Plotly: one HTML file.
// npm run example -- two-pipelines DATASET OUT
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateDataset, figureHtml, qualityFigure, readPublished } from '../dist/bench';

async function main(data: string, out: string) {
  const { metrics } = await evaluateDataset({ data, out, pipelines: ['tesseract', 'detector-base'] });
  const page = join(out, 'comparison.html');
  writeFileSync(page, `<!doctype html><meta charset="utf-8">${figureHtml(qualityFigure(metrics, readPublished()))}`);
  for (const { pipeline, leak } of metrics.runs) console.log(`${pipeline}: ${leak.leaked} of ${leak.images} leaked`);
  console.log(page);
}

main(process.argv[2], process.argv[3]);
