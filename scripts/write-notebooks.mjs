// npm run notebooks: writes notebooks/*.ipynb and notebooks/colab/*.ipynb from their skeleton. Edit scripts/lib/notebook-skeleton.mjs, not the notebooks.
import { mkdirSync, writeFileSync } from 'node:fs';
import { inRoot, main } from './lib/common.mjs';
import { NOTEBOOK_NAMES, notebookText } from './lib/notebook-skeleton.mjs';

await main(() => {
  mkdirSync(inRoot('notebooks', 'colab'), { recursive: true });
  for (const name of NOTEBOOK_NAMES) {
    writeFileSync(inRoot('notebooks', `${name}.ipynb`), notebookText(name));
    writeFileSync(inRoot('notebooks', 'colab', `${name}.ipynb`), notebookText(name, { colab: true }));
  }
});
