/**
 * Makes a fresh clone ready, then runs a script under the project's own Node:
 *
 *     node scripts/setup.mjs [scripts/test.ts [arguments …]]
 *
 * Plain JavaScript without dependencies, because it runs before anything is installed, on whatever Node is there.
 * When nothing changed since the last time it costs a few milliseconds.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const isWindows = process.platform === 'win32';
const projectNode = path.join(modules, 'node', 'bin', isWindows ? 'node.exe' : 'node');
const stampFile = path.join(modules, '.setup-stamp');

function main() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    fail(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer, then run this again.`);
  }
  const stamp = stampOfThisCheckout();
  if (!isReady(stamp)) {
    install(stamp);
  }
  const [script, ...args] = process.argv.slice(2);
  if (script !== undefined) {
    runUnderProjectNode(script, args);
  }
}

/** Changes when another set of packages, or another platform's binaries, would be needed. */
function stampOfThisCheckout() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  return `${process.platform}-${process.arch} ${createHash('sha256').update(lock).digest('hex')}\n`;
}

function isReady(stamp) {
  return existsSync(projectNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

function install(stamp) {
  step('Installing the packages of package-lock.json', root, ['npm', 'ci', '--ignore-scripts', '--loglevel=error']);
  // The `node` package is empty until its installer has fetched the binary for this platform; then it can be linked.
  // `node` and not process.execPath, which may be the binary that `npm ci` has just deleted.
  const installer = ['node', 'installArchSpecificPackage.js'];
  step('Fetching the Node that the project runs on', path.join(modules, 'node'), installer);
  step('Linking it', root, ['npm', 'rebuild', 'node', '--ignore-scripts', '--loglevel=error']);
  writeFileSync(stampFile, stamp);
}

/** Runs one command quietly; when it fails, shows all that it said and ends. */
function step(title, cwd, command) {
  process.stdout.write(`${title} … `);
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(command.join(' '), {
    cwd,
    shell: true,
    encoding: 'utf8',
    env: environment(withoutProjectModules(process.env.PATH ?? '')),
  });
  if (status !== 0) {
    fail(`failed.\n${stdout}${stderr}\n'${command.join(' ')}' failed. Is the npm registry reachable from here?`);
  }
  process.stdout.write(`${((Date.now() - started) / 1000).toFixed(0)} s\n`);
}

/** npm must not run on the Node inside node_modules, which `npm ci` deletes first. */
function withoutProjectModules(searchPath) {
  return searchPath
    .split(path.delimiter)
    .filter((folder) => !path.resolve(folder).startsWith(modules))
    .join(path.delimiter);
}

function runUnderProjectNode(script, args) {
  const searchPath = path.join(modules, '.bin') + path.delimiter + (process.env.PATH ?? '');
  const child = spawn(projectNode, [script, ...args], { stdio: 'inherit', env: environment(searchPath) });
  // Ctrl+C reaches the child by itself: this process only waits for it to clean up.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`${projectNode} does not start: ${error.message}`));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** Windows calls the variable `Path`; two spellings at once would hide one of them. */
function environment(searchPath) {
  const others = Object.entries(process.env).filter(([name]) => name.toUpperCase() !== 'PATH');
  return { ...Object.fromEntries(others), PATH: searchPath };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

main();
