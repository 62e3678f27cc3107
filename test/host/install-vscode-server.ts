import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The npm package `code-server` of this version carries VS Code 1.139.1: its server, workbench and extension host. */
const VERSION = '4.139.1';

/** Everything that tests and `npm start` keep between runs. */
export const testFolder = path.join(import.meta.dirname, '..', '..', '.vscode-test');

/**
 * Installs VS Code's server below `.vscode-test/`, once, and returns its main module.
 * It is no dependency of the package: it has 600 MB, and only the tests and the demo need it.
 */
export function installVsCodeServer(): string {
  const installed = path.join(testFolder, `vscode-server-${VERSION}`);
  const vscode = path.join('node_modules', 'code-server', 'lib', 'vscode');
  if (!existsSync(path.join(installed, 'complete'))) {
    // Installed aside and renamed when complete, so that an interrupted run leaves nothing half done.
    const aside = `${installed}.${process.pid}`;
    mkdirSync(aside, { recursive: true });
    writeFileSync(path.join(aside, 'package.json'), '{ "private": true }\n');
    npmInstall(`Installing VS Code's server (code-server ${VERSION})`, aside, [`code-server@${VERSION}`]);
    // Not `npm ci`: the shrinkwrap in the package does not match its own package.json.
    npmInstall('Installing its packages', path.join(aside, vscode), ['--omit=dev']);
    npmInstall('Installing those of its extensions', path.join(aside, vscode, 'extensions'), ['--omit=dev']);
    writeFileSync(path.join(aside, 'complete'), '');
    rmSync(installed, { recursive: true, force: true });
    renameSync(aside, installed);
  }
  return path.join(installed, vscode, 'out', 'server-main.js');
}

function npmInstall(title: string, cwd: string, args: readonly string[]): void {
  process.stdout.write(`${title} … `);
  const started = Date.now();
  // Its native modules are optional: without them the server complains and works.
  const command = ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args];
  execFileSync(command.join(' '), { cwd, shell: true, stdio: ['ignore', 'ignore', 'inherit'] });
  process.stdout.write(`${Math.round((Date.now() - started) / 1000)} s\n`);
}
