import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root } from '../../scripts/project.ts';
import { launchChromium } from './chromium.ts';
import { COUNTS_FILE } from './counting-reporter.ts';
import { makeDemo } from './demo-folder.ts';
import { findDesktopVsCode } from './desktop-vscode.ts';
import { testFolder } from './install-vscode-server.ts';
import { REPORT_MARK } from './report-mark.ts';
import { startVsCodeServer } from './vscode-server.ts';

/** A run that is silent for so long has got stuck in the workbench: ten minutes, in milliseconds. */
const LONGEST_RUN = 600_000;

const output = path.join(root, 'test-output');
mkdirSync(output, { recursive: true });
const log = createWriteStream(path.join(output, 'extension-host.log'));
const suite = path.join(root, 'out', 'extension', 'index.js');

/** Runs test/extension inside a real extension host; sets the exit code. */
async function main(): Promise<void> {
  await bundleTests();
  mkdirSync(testFolder, { recursive: true });
  const workspace = mkdtempSync(path.join(testFolder, 'workspace-'));
  makeDemo(workspace);
  try {
    const desktop = findDesktopVsCode();
    process.exitCode = await (desktop ? runInDesktop(desktop.executable, workspace) : runInServer(workspace));
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** Each test file becomes one module, so that mocha loads them one by one. */
async function bundleTests(): Promise<void> {
  rmSync(path.dirname(suite), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/extension/index.ts', 'test/extension/**/*.test.ts'],
    outbase: 'test/extension',
    outdir: path.dirname(suite),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external: ['vscode'],
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

async function runInDesktop(executable: string, workspace: string): Promise<number> {
  console.log(`In ${executable}`);
  return runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    extensionTestsEnv: { [COUNTS_FILE]: process.env[COUNTS_FILE] },
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
  });
}

/** The workbench in a headless browser, whose extension host runs the suite beside the server. */
async function runInServer(workspace: string): Promise<number> {
  const server = await startVsCodeServer({ forTests: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => report(format(...args)));
    await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    page.on('crash', () => reject(new Error('The browser page that shows the workbench crashed.')));
    const stuck = new Error(`The extension host did not report a result within ${LONGEST_RUN / 60_000} minutes.`);
    const timer = setTimeout(() => reject(stuck), LONGEST_RUN);
    await page.goto(addressOf(server.url, workspace));
    return await promise.finally(() => clearTimeout(timer));
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Shows mocha's lines; the workbench's own, which complain of a closed network, are kept in a file. */
function report(line: string): void {
  if (line.startsWith(REPORT_MARK)) {
    console.log(line.slice(REPORT_MARK.length));
  } else {
    log.write(`${line}\n`);
  }
}

/** The page's address with what `--extensionDevelopmentPath` and `--extensionTestsPath` say on a desktop. */
function addressOf(url: string, workspace: string): string {
  const remote = (file: string) => `vscode-remote://${new URL(url).host}${file}`;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(suite)],
  ];
  return `${url}/?${new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) })}`;
}

await main();
