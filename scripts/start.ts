import { spawn } from 'node:child_process';
import path from 'node:path';
import { makeDemo } from '../test/host/demo-folder.ts';
import { type DesktopVsCode, findDesktopVsCode } from '../test/host/desktop-vscode.ts';
import { testFolder } from '../test/host/install-vscode-server.ts';
import { startVsCodeServer } from '../test/host/vscode-server.ts';
import { freePortFrom, isFree } from './free-port.ts';
import { packageExtension, vsix } from './package.ts';
import { root } from './project.ts';
import { DEFAULT_PORT, readStartOptions, type StartOptions, USAGE } from './start-options.ts';

const demo = path.join(root, 'demo');

/** Builds the extension, makes the demo store, and opens VS Code on it. Ends with Ctrl+C where it serves. */
async function main(options: StartOptions): Promise<void> {
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const desktop = options.server ? undefined : findDesktopVsCode();
  const port = desktop ? 0 : await choosePort(options.port);
  console.log('Building the extension …');
  await packageExtension();
  makeDemo(demo);
  console.log(`The demo store is ${path.join('demo', 'events.db')}.`);
  await (desktop ? openDesktop(desktop) : serve(port, options.open));
}

/** A port that the user named must be free; in place of a taken default the next free one is as good. */
async function choosePort(named: number | undefined): Promise<number> {
  if (named !== undefined && !(await isFree(named))) {
    throw new Error(`Port ${named} is taken. Name another, or leave out --port to get a free one.`);
  }
  return named ?? freePortFrom(DEFAULT_PORT);
}

function openDesktop({ cli }: DesktopVsCode): void {
  const command = `"${cli}" --new-window "--extensionDevelopmentPath=${root}" "${demo}"`;
  spawn(command, { shell: true, stdio: 'inherit', detached: true }).unref();
  console.log('Opened in VS Code. Press F5 there.');
}

async function serve(port: number, open: boolean): Promise<void> {
  const profile = path.join(testFolder, 'start-profile');
  const server = await startVsCodeServer({ port, profile, extensions: [vsix] });
  const address = `${server.url}/?folder=${encodeURI(demo)}`;
  console.log(`\nVS Code is ready: ${address}\nPress F5 there. Ctrl+C here ends it.`);
  if (open && process.stdout.isTTY) {
    openBrowser(address);
  }
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
  console.log('\nStopped.');
}

/** Best effort: the address is printed for whom it does not reach. */
function openBrowser(address: string): void {
  const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'start ""' };
  const child = spawn(`${openers[process.platform] ?? 'xdg-open'} "${address}"`, { shell: true, stdio: 'ignore' });
  child.unref();
}

try {
  await main(readStartOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\nnpm start -- --help shows what can be said.`);
  process.exitCode = 1;
}
