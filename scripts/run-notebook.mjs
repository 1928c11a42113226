// node scripts/run-notebook.mjs NOTEBOOK FOLDER: executes one notebook with this Node's kernel; the executed copy goes into FOLDER.
import { resolve } from 'node:path';
import { main } from './lib/common.mjs';
import { executeNotebook } from './lib/notebooks.mjs';
import { writeKernelspec } from './lib/python.mjs';

await main(async () => {
  const [notebook, folder] = process.argv.slice(2);
  writeKernelspec();
  const { DEID_DATA, DEID_OUT } = process.env;
  console.log(await executeNotebook(resolve(notebook), resolve(folder), { DEID_DATA, DEID_OUT }));
});
