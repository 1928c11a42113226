// npm run notebooks: writes notebooks/*.ipynb from their skeleton. Edit scripts/lib/notebook-skeleton.mjs, not the notebooks.
import { writeFileSync } from 'node:fs';
import { inRoot, main } from './lib/common.mjs';
import { NOTEBOOK_NAMES, notebookText } from './lib/notebook-skeleton.mjs';

await main(() => {
  for (const name of NOTEBOOK_NAMES) writeFileSync(inRoot('notebooks', `${name}.ipynb`), notebookText(name));
});
