import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { installVsCodeServer, testFolder } from './install-vscode-server.ts';

/** What a calm, offline profile looks like: no tour, no trust question, no assistant. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
  'update.showReleaseNotes': false,
  'git.openRepositoryInParentFolders': 'never',
};

export interface VsCodeServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Where the profile (settings, extensions, state) lives. A fresh folder, gone after the stop, when left out. */
  readonly profile?: string;
  /** A free one is taken when left out. */
  readonly port?: number;
  /** Packaged extensions to install before the start. */
  readonly extensions?: readonly string[];
  /** Honour the `payload` of test runs in the page's address. Shows no notifications: not for people, nor for stories. */
  readonly forTests?: boolean;
  /** Added to the default settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts VS Code's server, installing it once if need be, and returns when it listens. */
export async function startVsCodeServer(options: ServerOptions = {}): Promise<VsCodeServer> {
  const server = installVsCodeServer();
  const profile = options.profile ?? freshProfile();
  writeSettings(profile, options.settings ?? {});
  for (const vsix of options.extensions ?? []) {
    installExtension(server, vsix, profile);
  }
  const args = [
    ...[server, '--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off', ...profileArguments(profile)],
    ...(options.forTests ? ['--enable-smoke-test-driver'] : []),
  ];
  // A process group of its own: the extension hosts must go when the server goes.
  const child = spawn(process.execPath, args, {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const port = await portOf(child);
  const stop = async () => {
    await end(child);
    if (options.profile === undefined) {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

function freshProfile(): string {
  mkdirSync(testFolder, { recursive: true });
  return mkdtempSync(path.join(testFolder, 'profile-'));
}

function profileArguments(profile: string): string[] {
  return ['--user-data-dir', path.join(profile, 'data'), '--extensions-dir', path.join(profile, 'extensions')];
}

function writeSettings(profile: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = path.join(profile, 'data', 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2));
}

export function installExtension(server: string, vsix: string, profile: string): void {
  execFileSync(
    process.execPath,
    [server, '--accept-server-license-terms', '--install-extension', vsix, '--force', ...profileArguments(profile)],
    { stdio: 'pipe' },
  );
}

/** The port that the server says it listens on; its last words when it ends instead. */
async function portOf(child: ChildProcess): Promise<number> {
  const said: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream! }).on('line', (line) => {
      said.push(line);
      const listening = /agent listening on (\d+)/.exec(line);
      if (listening) {
        resolve(Number(listening[1]));
      }
    });
  }
  child.once('exit', () => reject(new Error(`VS Code's server ended before it listened:\n${said.join('\n')}`)));
  return promise;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (process.platform === 'win32') {
    child.kill();
  } else {
    process.kill(-child.pid!, 'SIGTERM');
  }
  await gone;
}
