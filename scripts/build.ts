import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';
import { bin, root } from './project.ts';

/** What the package is made of: bundle in dist/ -> entry file. */
export const BUNDLES = {
  server: 'server/main.ts',
  library: 'server/library.ts',
  'projection-runner': 'server/projections/runner/projection-runner.ts',
};

/**
 * These start in a moment because each comes in pieces that are loaded when they are needed: of the command line, the page
 * that shows the REST service's routes alone is larger than all the rest; of the client, whatever activation does without;
 * of the debug adapter, what talks to other machines; of the thread that reads, what it takes to evaluate conditions.
 */
export const IN_PIECES = {
  cli: 'server/cli/main.ts',
  client: 'client/extension.ts',
  'debug-adapter': 'debug-adapter/main.ts',
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
  // `vscode` exists only inside VS Code; better-sqlite3 finds its native library beside its own files.
  external: ['vscode', 'better-sqlite3'],
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
  await Promise.all([options, ...(Object.keys(IN_PIECES) as Piecemeal[]).map(piecesOf)].map((each) => build(each)));
  copyAll();
  const command = `${bin('tsc')} -p tsconfig.library.json`;
  const declarations = spawnSync(command, { cwd: root, stdio: 'inherit', shell: true });
  if (declarations.status !== 0) {
    throw new Error('The declarations of server/library.ts could not be written.');
  }
}

/** Those of earlier builds have other names. */
function removePieces(): void {
  for (const name of Object.keys(IN_PIECES))
    for (const file of globSync(path.join(root, 'dist', `${name}-*`))) rmSync(file);
  // What Node compiled of them.
  rmSync(path.join(root, 'dist', 'compile-cache'), { recursive: true, force: true });
}

function copyAll(): void {
  for (const [out, input] of Object.entries(COPIES)) copyFileSync(path.join(root, input), path.join(root, 'dist', out));
}

/** Bundles again whenever a source changes. The two lines printed are what .vscode/tasks.json waits for. */
async function watch(): Promise<void> {
  const report = {
    name: 'report',
    setup: (watched: import('esbuild').PluginBuild) => {
      watched.onStart(() => console.log('build started'));
      watched.onEnd(() => copyAll());
      watched.onEnd(({ errors }) => console.log(`build ended with ${errors.length} errors`));
    },
  };
  const watching = await context({
    ...options,
    // In one piece, so that there is one end of building.
    entryPoints: { ...BUNDLES, ...IN_PIECES },
    minifyWhitespace: false,
    minifySyntax: false,
    logLevel: 'info',
    plugins: [report],
  });
  await watching.watch();
}

if (import.meta.main) {
  await (process.argv.includes('--watch') ? watch() : buildAll());
}
