import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

/**
 * The house rules that keep the parts apart. A layer imports itself or what lies below it; `run` holds the drivers (evaluate a
 * dataset, redact a folder) that need both results and pipelines, `notebook` what the notebooks call above them.
 */
const LAYERS =
  'base dicom models ocr page phi ink redact verify pipeline prepare evaluate report run notebook index bench cli'.split(
    ' ',
  );
/** Layers that may see less than all that is below them. */
const NARROW: Readonly<Record<string, readonly string[]>> = {
  report: ['base', 'evaluate'],
  bench: ['base', 'evaluate', 'prepare', 'report', 'run', 'notebook'],
  cli: ['base', 'phi', 'pipeline', 'prepare', 'run', 'index', 'bench'],
};
const MAX_FILE_LINES = 300;
const MAX_MEDIAN_LINES = 150;
const MAX_FUNCTION_LINES = 59;

const source = join(__dirname, '..', 'src');

interface Module {
  readonly path: string;
  readonly isTest: boolean;
  readonly layer: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  /** Modules of this project that it imports, types included, and whether the import leaves no trace in the compiled file. */
  readonly imports: readonly { readonly to: string; readonly typeOnly: boolean }[];
  readonly packages: readonly string[];
}

const modules = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .map(readModule);

function readModule(path: string): Module {
  const text = readFileSync(join(source, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const specifiers = importsOf(tree);
  const local = specifiers.filter(({ name }) => name.startsWith('.'));
  return {
    path,
    isTest: path.endsWith('.test.ts'),
    layer: path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/(\.test)?\.ts$/, ''),
    text,
    tree,
    imports: local.map(({ name, typeOnly }) => ({ to: resolve(path, name), typeOnly })),
    packages: specifiers.filter(({ name }) => !name.startsWith('.')).map(({ name }) => name),
  };
}

function resolve(from: string, specifier: string): string {
  return `${relative(source, join(source, dirname(from), specifier))
    .split(sep)
    .join('/')}.ts`;
}

/** Static imports, re-exports, `import('x')` and `require('x')`. */
function importsOf(tree: ts.SourceFile): { name: string; typeOnly: boolean }[] {
  const found: { name: string; typeOnly: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ name: node.moduleSpecifier.text, typeOnly: node.importClause?.isTypeOnly === true });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ name: node.moduleSpecifier.text, typeOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node) && node.arguments.length > 0 && ts.isStringLiteral(node.arguments[0]!)) {
      const callee = node.expression;
      const loads =
        callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
      if (loads) found.push({ name: node.arguments[0].text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const lineCount = (module: Module): number => module.text.trimEnd().split('\n').length;

test('no source file is longer than 300 lines, and the median is near 100', () => {
  const long = modules.filter((module) => lineCount(module) > MAX_FILE_LINES).map((m) => `${m.path}: ${lineCount(m)}`);
  assert.deepEqual(long, []);
  const sizes = modules.map(lineCount).sort((a, b) => a - b);
  assert.ok(sizes[Math.floor(sizes.length / 2)]! <= MAX_MEDIAN_LINES, `median ${sizes[Math.floor(sizes.length / 2)]}`);
});

test('no function is 60 lines or longer', () => {
  const long: string[] = [];
  for (const { path, tree, isTest } of modules) {
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && 'body' in node && node.body && !(isTest && isDescribeBody(node))) {
        const from = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
        const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line - from + 1;
        if (lines > MAX_FUNCTION_LINES) long.push(`${path}:${from + 1}: ${lines} lines`);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  assert.deepEqual(long, []);
});

/** The body of `describe(...)` is a list of tests, not a function to follow. */
function isDescribeBody(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^(describe|suite)\b/.test(node.parent.expression.getText());
}

test('every source belongs to a known layer and imports its own layer or a lower one', () => {
  const wrong: string[] = [];
  for (const module of modules.filter(({ isTest }) => !isTest)) {
    const height = LAYERS.indexOf(module.layer);
    if (height < 0) wrong.push(`${module.path}: no layer of that name`);
    for (const { to } of module.imports) {
      const layer = to.includes('/') ? to.slice(0, to.indexOf('/')) : to.replace(/\.ts$/, '');
      const seen = NARROW[module.layer] ?? LAYERS.slice(0, height);
      if (layer !== module.layer && !seen.includes(layer)) wrong.push(`${module.path} imports ${to}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('every relative import names a file (folder imports fail in tslab)', () => {
  const known = new Set(modules.map(({ path }) => path));
  const wrong = modules.flatMap(({ path, imports }) =>
    imports.filter(({ to }) => !known.has(to)).map(({ to }) => `${path}: ${to}`),
  );
  assert.deepEqual(wrong, []);
});

test('there are no import cycles, type imports included (tslab crashes on them)', () => {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const done = new Set<string>();
  const follow = (path: string, trail: readonly string[]): void => {
    assert.ok(!trail.includes(path), `cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}`);
    if (done.has(path)) return;
    for (const { to } of byPath.get(path)?.imports ?? []) follow(to, [...trail, path]);
    done.add(path);
  };
  for (const { path } of modules) follow(path, []);
});

test('only models/session.ts loads onnxruntime-node, and nothing in the library loads tslab', () => {
  const ort = modules.filter((m) => !m.isTest && m.packages.some((name) => name.startsWith('onnxruntime')));
  assert.deepEqual(
    ort.map(({ path }) => path).filter((path) => path !== 'models/session.ts'),
    [],
  );
  assert.deepEqual(
    modules.filter(({ packages }) => packages.includes('tslab')).map(({ path }) => path),
    [],
  );
});

test('`import.meta` and `using` are not used (tslab knows neither)', () => {
  const wrong = modules.filter(({ tree }) => {
    let found = false;
    const visit = (node: ts.Node): void => {
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) found = true;
      if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) found = true;
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
  });
  assert.deepEqual(
    wrong.map(({ path }) => path),
    [],
  );
});
