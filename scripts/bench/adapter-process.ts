import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { AGGREGATE } from './big-store.ts';

export const OURS = join(import.meta.dirname, '../../dist/debug-adapter.js');
export const CONSTANTS = withoutTypes('constant-adapter.ts');

/** A script beside this file as plain JavaScript: to strip its types takes Node longer than to run it. */
function withoutTypes(script: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), script.replace('.ts', '.mjs'));
  writeFileSync(file, stripTypeScriptTypes(readFileSync(join(import.meta.dirname, script), 'utf8')));
  return file;
}

interface Message {
  readonly type: 'response' | 'event' | 'request';
  readonly request_seq?: number;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

/** An adapter as an editor runs it, and the least that can talk to it. */
export class AdapterProcess {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #events = new Map<string, (() => void)[]>();
  #waiting: Buffer = Buffer.alloc(0);
  #seq = 1;

  constructor(script: string) {
    this.#process = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** From the start of its process to the call stack of the first stop. */
  static async launch(script: string, store: string): Promise<AdapterProcess> {
    const adapter = new AdapterProcess(script);
    await adapter.request('initialize', { adapterID: 'event-replay', clientID: 'vscode', linesStartAt1: true });
    const initialized = adapter.next('initialized');
    await adapter.request('launch', { store, aggregateId: AGGREGATE });
    await initialized;
    await adapter.move('configurationDone');
    await adapter.request('stackTrace', { threadId: 1 });
    return adapter;
  }

  /** Resolves with the answer's body. Rejects when it fails. */
  request(command: string, args: object = {}): Promise<unknown> {
    const seq = this.#seq++;
    const text = JSON.stringify({ seq, type: 'request', command, arguments: args });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return new Promise((resolve, reject) => {
      this.#answers.set(seq, ({ success, message, body }) =>
        success ? resolve(body) : reject(new Error(`${command}: ${message}`)),
      );
    });
  }

  /** The next event of this name. */
  next(event: string): Promise<void> {
    return new Promise((resolve) => this.#events.set(event, [...(this.#events.get(event) ?? []), resolve]));
  }

  /** A request that moves the replay, until it stands still. */
  async move(command: string, args: object = { threadId: 1 }): Promise<void> {
    const stopped = this.next('stopped');
    await this.request(command, args);
    await stopped;
  }

  /** What an editor asks for at a stop. */
  async look(): Promise<void> {
    const { stackFrames } = (await this.request('stackTrace', { threadId: 1 })) as { stackFrames: { id: number }[] };
    const { scopes } = (await this.request('scopes', { frameId: stackFrames[0]!.id })) as {
      scopes: { variablesReference: number }[];
    };
    await this.request('variables', { variablesReference: scopes[0]!.variablesReference });
  }

  /** Resident memory in MB. */
  get memory(): number {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.#process.pid)]).toString()) / 1024;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#process.once('close', resolve));
    await this.request('disconnect');
    this.#process.stdin.end();
    await closed;
  }

  #read(chunk: Buffer): void {
    this.#waiting = Buffer.concat([this.#waiting, chunk]);
    for (;;) {
      const header = this.#waiting.indexOf('\r\n\r\n');
      if (header < 0) return;
      const end = header + 4 + Number(/\d+/.exec(this.#waiting.toString('latin1', 0, header))![0]);
      if (this.#waiting.length < end) return;
      this.#take(JSON.parse(this.#waiting.toString('utf8', header + 4, end)));
      this.#waiting = this.#waiting.subarray(end);
    }
  }

  #take(message: Message): void {
    if (message.type === 'event') {
      for (const told of this.#events.get(message.event!)?.splice(0) ?? []) told();
    } else {
      this.#answers.get(message.request_seq!)?.(message);
      this.#answers.delete(message.request_seq!);
    }
  }
}
