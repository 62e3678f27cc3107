import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as vscode from 'vscode';

/** A service that answers: where, and what it wants to be shown. */
export interface RunningService {
  readonly url: string;
  readonly token: string;
  /** The address of the store that it offers. */
  readonly store: string;
}

/** Only the last lines say why a process ended. */
const LINES_KEPT = 5;

/**
 * The REST service, as a process that ends with the window. It listens on this machine alone, on a free port, and wants
 * a token that was made for it.
 */
export class ReplayService implements vscode.Disposable {
  readonly #cliModule: string;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #process: ChildProcessByStdio<null, Readable, Readable> | undefined;
  #running: RunningService | undefined;

  constructor(cliModule: string) {
    this.#cliModule = cliModule;
  }

  /** Undefined while none runs. */
  get running(): RunningService | undefined {
    return this.#running;
  }

  /**
   * Starts it over a store, in place of the one that ran before. `uri` opens the store, and may hold a password. Rejects with
   * what the service says when it cannot start; `onEnd` is called with it when it ends later, unasked.
   */
  async start(store: string, uri: string, onEnd: (why: string) => void): Promise<RunningService> {
    await this.stop();
    const token = randomBytes(24).toString('base64url');
    // In the environment, because other users of the machine can read a command line.
    const secrets = { EVENT_STORE_URL: uri, EVENT_REPLAY_TOKEN: token };
    // VS Code's own runtime, told to be Node.
    const env = { ...process.env, ...secrets, ELECTRON_RUN_AS_NODE: '1' };
    const args = [this.#cliModule, 'serve', '--port', '0', '--log-level', 'warn'];
    const started = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = started;
    const said: string[] = [];
    createInterface(started.stderr).on('line', (line) => {
      said.push(line.replace(/^event-replay: /, ''));
      if (said.length > LINES_KEPT) said.shift();
    });
    return new Promise((resolve, reject) => {
      createInterface(started.stdout).on('line', (line) => {
        const url = / at (http\S+)$/.exec(line)?.[1];
        if (url === undefined || this.#running) return;
        this.#running = { url, token, store };
        this.#changed.fire();
        resolve(this.#running);
      });
      started.on('error', reject);
      started.on('exit', (code) => {
        const why = said.join('\n') || vscode.l10n.t('The service ended with exit code {0}.', String(code));
        if (this.#process !== started) {
          reject(new Error(vscode.l10n.t('The service was stopped before it had started.')));
          return;
        }
        const wasRunning = this.#running !== undefined;
        this.#forget();
        if (wasRunning) onEnd(why);
        else reject(new Error(why));
      });
    });
  }

  /** Resolves when it has ended; does nothing when none runs. */
  async stop(): Promise<void> {
    const ending = this.#process;
    if (!ending) return;
    this.#forget();
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    if (ending.exitCode === null && ending.kill('SIGTERM')) await ended;
  }

  dispose(): void {
    this.#process?.kill('SIGTERM');
    this.#changed.dispose();
  }

  #forget(): void {
    this.#process = undefined;
    this.#running = undefined;
    this.#changed.fire();
  }
}
