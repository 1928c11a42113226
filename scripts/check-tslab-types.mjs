// Type-checks the notebooks' cells, and dist/*.d.ts through their imports, with the compiler that tslab brings (TypeScript 5.0) and
// with tslab's settings: what the project's own, newer compiler accepts is not enough for a cell.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot, main, readJson } from './lib/common.mjs';
import { codeOf } from './lib/notebooks.mjs';

const ts = createRequire(import.meta.url)(inRoot('node_modules', '@tslab', 'typescript-for-tslab'));

/** The cells of each notebook as one module, under a name that is not on disk. */
function virtualFiles() {
  const notebooks = readdirSync(inRoot('notebooks')).filter((name) => name.endsWith('.ipynb'));
  const cells = notebooks.map((name) => {
    const { cells: all } = readJson(inRoot('notebooks', name));
    return [
      inRoot('notebooks', name.replace('.ipynb', '.cells.ts')),
      `${all
        .filter((c) => c.cell_type === 'code')
        .map(codeOf)
        .join('\n')}\nexport {};\n`,
    ];
  });
  return new Map([
    ...cells,
    [inRoot('notebooks', 'surface.cells.ts'), "export * from '../dist/index';\nexport * from '../dist/bench';\n"],
  ]);
}

function check() {
  const virtual = virtualFiles();
  const options = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    esModuleInterop: true,
    moduleResolution: ts.ModuleResolutionKind.NodeJs,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [inRoot('node_modules', 'tslab', 'node_modules', '@types')],
    rootDir: inRoot(),
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    virtual.has(name) ? ts.createSourceFile(name, virtual.get(name), options.target) : getSourceFile(name, ...rest);
  host.fileExists = (name) => virtual.has(name) || fileExists(name);
  host.readFile = (name) => virtual.get(name) ?? readFile(name);
  const program = ts.createProgram([...virtual.keys()], options, host);
  // Other packages' declarations are not ours to mend; tslab shows no errors in them either.
  const ours = ts.getPreEmitDiagnostics(program).filter((d) => !d.file?.fileName.includes('/node_modules/'));
  console.log(`TypeScript ${ts.version}: ${virtual.size} modules, ${ours.length} errors`);
  if (ours.length > 0)
    console.error(
      ts.formatDiagnostics(ours, {
        getCanonicalFileName: (f) => f,
        getCurrentDirectory: () => inRoot(),
        getNewLine: () => '\n',
      }),
    );
  return ours.length === 0 ? 0 : 1;
}

await main(check);
