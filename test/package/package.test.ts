import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { BUNDLES, IN_PIECES } from '../../scripts/build.ts';
import { vsix } from '../../scripts/package.ts';
import { installVsCodeServer, testFolder } from '../host/install-vscode-server.ts';
import { installExtension } from '../host/vscode-server.ts';

describe('The packaged extension', () => {
  let profile: string;
  let installed: string;

  before(function () {
    this.timeout(300_000);
    assert(existsSync(vsix), `${vsix} is missing: run 'npm run package' first`);
    mkdirSync(testFolder, { recursive: true });
    profile = mkdtempSync(path.join(testFolder, 'profile-'));
    installExtension(installVsCodeServer(), vsix, profile);
    const extensions = path.join(profile, 'extensions');
    const [folder] = readdirSync(extensions).filter((name) => name.startsWith('event-replay.'));
    assert(folder, `VS Code installed nothing: ${readdirSync(extensions)}`);
    installed = path.join(extensions, folder);
  });

  after(() => rmSync(profile, { recursive: true, force: true }));

  it('holds the bundles, the manifest and what a reader wants first', () => {
    const bundles = Object.keys({ ...BUNDLES, ...IN_PIECES }).map((name) => `${name}.js`);
    for (const file of [...bundles, 'debug-adapter-program.cjs', 'projection-runner.py']) {
      assert(existsSync(path.join(installed, 'dist', file)), file);
    }
    // The marketplace's names for README.md, CHANGELOG.md and LICENSE.
    const files = readdirSync(installed).map((name) => name.toLowerCase());
    for (const file of ['package.json', 'package.nls.json', 'readme.md', 'changelog.md', 'license.txt']) {
      assert(files.includes(file), `${file} is not among ${files}`);
    }
  });

  it('brings the SQLite library for every platform, and no other package', () => {
    assert.deepEqual(readdirSync(path.join(installed, 'node_modules')), ['better-sqlite3']);
    const library = path.join(installed, 'node_modules', 'better-sqlite3');
    assert.deepEqual(readdirSync(library).sort(), ['LICENSE', 'lib', 'package.json', 'prebuilds']);
    assert.deepEqual(readdirSync(path.join(library, 'prebuilds')).sort(), [
      'darwin-arm64.node',
      'darwin-x64.node',
      'linux-arm64.node',
      'linux-x64.node',
      'linuxmusl-arm64.node',
      'linuxmusl-x64.node',
      'win32-arm64.node',
      'win32-x64.node',
    ]);
  });

  it('holds nothing of its sources, tests or maps', () => {
    const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const sources = files.filter(({ name }) => /\.(ts|map)$/.test(name)).map(({ name }) => name);
    assert.deepEqual(sources, []);
    const folders = readdirSync(installed, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).sort(), ['dist', 'media', 'node_modules']);
  });

  it('runs from where VS Code put it', () => {
    const store = path.join(profile, 'events.db');
    execFileSync(process.execPath, [path.join(installed, 'dist', 'cli.js'), 'demo', '--out', store]);
    assert(existsSync(store));
  });

  it('starts the REST service, with all that its page needs', async () => {
    const store = path.join(profile, 'served.db');
    const cli = path.join(installed, 'dist', 'cli.js');
    execFileSync(process.execPath, [cli, 'demo', '--out', store]);
    const service = spawn(process.execPath, [cli, 'serve', '--store', store, '--port', '0'], { stdio: 'pipe' });
    const ended = once(service, 'close');
    try {
      const [line] = (await once(createInterface(service.stdout), 'line')) as [string];
      const url = /http:\S+$/.exec(line)![0];
      const { status } = (await (await fetch(`${url}/health`)).json()) as { status: string };
      assert.equal(status, 'healthy');
      assert.equal((await fetch(`${url}/docs/js/scalar.js`)).status, 200);
    } finally {
      service.kill('SIGTERM');
    }
    // Windows has no signals: there it is just gone.
    if (process.platform !== 'win32') assert.deepEqual(await ended, [0, null]);
  });
});
