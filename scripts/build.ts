import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, context, type Plugin } from 'esbuild';
import { bin, root } from './project.ts';

/** What the package is made of: bundle in dist/ -> entry file. */
export const BUNDLES = {
  'debug-adapter': 'debug-adapter/main.ts',
  server: 'server/main.ts',
  library: 'server/library.ts',
  'projection-runner': 'server/projections/runner/projection-runner.ts',
};

/**
 * These start in a moment because each comes in pieces that are loaded when they are needed: of the command line, the page
 * that shows the REST service's routes alone is larger than all the rest; of the client, whatever activation does without;
 * of the thread that reads, what it takes to evaluate conditions.
 */
export const IN_PIECES = {
  cli: 'server/cli/main.ts',
  client: 'client/extension.ts',
  'reader-program': 'server/stores/sqlite/reader-program.ts',
};

/** What goes into dist/ as it is. */
const COPIES = { 'projection-runner.py': 'server/projections/runner/projection-runner.py' };

const options: BuildOptions = {
  absWorkingDir: root,
  entryPoints: BUNDLES,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  // `vscode` exists only inside VS Code; better-sqlite3 finds its native library beside its own files; the program of the
  // debug adapter is a bundle of its own.
  external: ['vscode', 'better-sqlite3', './program.ts'],
  // Packages written as CommonJS call `require`, which an ES module does not have.
  banner: {
    js: "import { createRequire as createRequireForBundle } from 'node:module';\nconst require = createRequireForBundle(import.meta.url);",
  },
  mainFields: ['module', 'main'],
  sourcemap: 'linked',
  sourcesContent: false,
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
};

/** The driver's own files are a tenth of a start when each is looked for; its native library stays where it is. */
const driver: Plugin = {
  name: 'driver',
  setup: ({ onLoad }) =>
    onLoad({ filter: /better-sqlite3[\\/]lib[\\/]binding\.js$/ }, ({ path: file }) => {
      const home =
        "require('node:path').dirname(require('node:module').createRequire(__filename).resolve('better-sqlite3'))";
      return { contents: `const __dirname = ${home};\n${readFileSync(file, 'utf8')}` };
    }),
};

/** The debug adapter in one script, which can be compiled ahead: `debug-adapter/load-program.ts`. */
const program: BuildOptions = {
  ...options,
  entryPoints: { 'debug-adapter-program': 'debug-adapter/program.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  external: [],
  plugins: [driver],
  // What is loaded late is in the script as well, and begins when it is asked for.
  supported: { 'dynamic-import': false },
  banner: {
    js: "(function (module, require, __filename) {const bundleUrl = require('node:url').pathToFileURL(__filename).href.replace(/cjs$/, 'js');",
  },
  footer: { js: '})' },
  define: { 'import.meta.url': 'bundleUrl' },
};

type Piecemeal = keyof typeof IN_PIECES;

/** A bundle of its own for each, so that its pieces carry its name. */
export function piecesOf(name: Piecemeal): BuildOptions {
  const entryPoints = { [name]: IN_PIECES[name] };
  return { ...options, entryPoints, splitting: true, chunkNames: `${name}-[name]-[hash]` };
}

/** Bundles everything into dist/, and writes the declarations of the library. Throws when something does not compile. */
export async function buildAll(): Promise<void> {
  rmSync(path.join(root, 'dist', 'types'), { recursive: true, force: true });
  removePieces();
  const piecemeal = (Object.keys(IN_PIECES) as Piecemeal[]).map(piecesOf);
  await Promise.all([options, program, ...piecemeal].map((each) => build(each)));
  copyAll();
  const command = `${bin('tsc')} -p tsconfig.library.json`;
  const declarations = spawnSync(command, { cwd: root, stdio: 'inherit', shell: true });
  if (declarations.status !== 0) {
    throw new Error('The declarations of server/library.ts could not be written.');
  }
}

/** Those of earlier builds have other names. */
function removePieces(): void {
  for (const name of ['debug-adapter', ...Object.keys(IN_PIECES)])
    for (const file of globSync(path.join(root, 'dist', `${name}-*`))) rmSync(file);
  // What V8 compiled of them.
  rmSync(path.join(root, 'dist', 'compile-cache'), { recursive: true, force: true });
}

function copyAll(): void {
  for (const [out, input] of Object.entries(COPIES)) copyFileSync(path.join(root, input), path.join(root, 'dist', out));
}

/** Bundles again whenever a source changes. The two lines printed are what .vscode/tasks.json waits for. */
async function watch(): Promise<void> {
  let building = 0;
  const report: Plugin = {
    name: 'report',
    setup: ({ onStart, onEnd }) => {
      onStart(() => {
        if (building++ === 0) console.log('build started');
      });
      onEnd(({ errors }) => {
        copyAll();
        if (errors.length > 0) console.log(`${errors.length} errors`);
        if (--building === 0) console.log('build ended');
      });
    },
  };
  const readable: BuildOptions = { minifyWhitespace: false, minifySyntax: false, logLevel: 'info' };
  const watched: BuildOptions[] = [
    // In one piece each, so that few ends of building are to be waited for.
    { ...options, ...readable, entryPoints: { ...BUNDLES, ...IN_PIECES }, plugins: [report] },
    { ...program, ...readable, plugins: [driver, report] },
  ];
  const contexts = await Promise.all(watched.map((each) => context(each)));
  await Promise.all(contexts.map((each) => each.watch()));
}

if (import.meta.main) {
  await (process.argv.includes('--watch') ? watch() : buildAll());
}
