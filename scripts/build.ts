import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';
import { bin, root } from './project.ts';

/** What the package is made of: bundle in dist/ -> entry file. */
export const BUNDLES = {
  client: 'client/extension.ts',
  server: 'server/main.ts',
  'debug-adapter': 'debug-adapter/main.ts',
  library: 'server/library.ts',
  'reader-program': 'server/stores/sqlite/reader-program.ts',
  'projection-runner': 'server/projections/runner/projection-runner.ts',
};

/**
 * The command line starts in a moment because it comes in pieces, each loaded when it is needed: the page that shows the
 * REST service's routes alone is larger than all the rest.
 */
const COMMAND_LINE = { cli: 'server/cli/main.ts' };

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
  minify: true,
  keepNames: true,
  logLevel: 'warning',
};

const inPieces: BuildOptions = {
  ...options,
  entryPoints: COMMAND_LINE,
  splitting: true,
  chunkNames: 'cli-[name]-[hash]',
};

/** Bundles everything into dist/, and writes the declarations of the library. Throws when something does not compile. */
export async function buildAll(): Promise<void> {
  rmSync(path.join(root, 'dist', 'types'), { recursive: true, force: true });
  removePieces();
  await Promise.all([build(options), build(inPieces)]);
  copyAll();
  const command = `${bin('tsc')} -p tsconfig.library.json`;
  const declarations = spawnSync(command, { cwd: root, stdio: 'inherit', shell: true });
  if (declarations.status !== 0) {
    throw new Error('The declarations of server/library.ts could not be written.');
  }
}

/** Those of earlier builds have other names. */
function removePieces(): void {
  for (const file of globSync(path.join(root, 'dist', 'cli-*'))) rmSync(file);
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
    entryPoints: { ...BUNDLES, ...COMMAND_LINE },
    minify: false,
    logLevel: 'info',
    plugins: [report],
  });
  await watching.watch();
}

if (import.meta.main) {
  await (process.argv.includes('--watch') ? watch() : buildAll());
}
