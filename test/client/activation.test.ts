import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { piecesOf } from '../../scripts/build.ts';

/** In bytes. */
const MOST = 150_000;

describe('The extension', () => {
  it('loads little to activate: neither the shapes of what is sent nor the connection to the language server', async () => {
    const { metafile } = await build({ ...piecesOf('client'), write: false, metafile: true, sourcemap: false });
    const { outputs } = metafile;
    const loaded = new Set<string>();
    const load = (file: string) => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const { path, kind } of outputs[file]!.imports) if (kind === 'import-statement' && outputs[path]) load(path);
    };
    load('dist/client.js');
    const files = [...loaded].map((file) => outputs[file]!);
    const packages = files
      .flatMap(({ inputs }) => Object.keys(inputs))
      .map((file) => /^node_modules\/([^/]+)/.exec(file)?.[1]);
    assert.deepEqual([...new Set(packages)].filter(Boolean).sort(), ['@vscode', 'vscode-uri']);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    assert.ok(bytes < MOST, `${bytes} bytes`);
  });
});
