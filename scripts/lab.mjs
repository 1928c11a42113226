// npm run lab: JupyterLab with the TypeScript kernel, opened on the first notebook. Further arguments go to JupyterLab:
// npm run lab -- --no-browser --port 8890
import { main, openly } from './lib/common.mjs';
import { jupyterEnvironment, python } from './lib/python.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp();
  const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
  // The working folder is the project's: JupyterLab's root, unless a further argument says otherwise.
  const args = ['-m', 'jupyterlab', '--LabApp.default_url=/lab/tree/notebooks/Visual_NLP_Metrics.ipynb', ...asRoot];
  return openly(python, [...args, ...process.argv.slice(2)], { env: jupyterEnvironment() });
});
