import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { LookedThrough } from '../look-through.ts';
import type { Payloads } from './lean-pages.ts';
import type { Answer, LookRequest, Request } from './reader-program.ts';

type Unnumbered<Each> = Each extends Request ? Omit<Each, 'id'> : never;

/** What a thread reads it gives away at once. In MB. */
const LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 };

/** How long it waits to be asked again, in milliseconds. */
const PATIENCE = 5_000;

/** Among the sources the thread's program stands beside this file, in the package beside the bundles. */
const PROGRAM = new URL(`./reader-program${path.extname(import.meta.url)}`, import.meta.url);

/**
 * A thread that reads a database beside the one that works on what was read. It is started when it is needed, which for
 * most sessions is never, and ends when nobody has asked for a while: it takes some 25 MB. It does not keep a process alive.
 */
export class ReaderThread {
  /** Is there a processor for it? */
  readonly canHelp = availableParallelism() > 1;
  readonly #file: string;
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, (answer: Answer | undefined) => void>();
  readonly #patience: number;
  #idle: NodeJS.Timeout | undefined;
  #resting: Promise<unknown> | undefined;
  #next = 0;
  #isGone = false;

  constructor(file: string, patience = PATIENCE) {
    this.#file = file;
    this.#patience = patience;
  }

  /** The rows of a statement; undefined when they could not be read, and whoever asks should try himself. */
  async all(sql: string, params: readonly unknown[]): Promise<unknown[] | undefined> {
    const answer = await this.#ask({ kind: 'rows', sql, params });
    return answer && 'rows' in answer ? answer.rows : undefined;
  }

  /** As `all`, of rows that are payloads. */
  async payloads(sql: string, params: readonly unknown[]): Promise<Payloads | undefined> {
    const answer = await this.#ask({ kind: 'payloads', sql, params });
    return answer && 'payloads' in answer ? answer.payloads : undefined;
  }

  /** Looks through a window for an event that one of the filters selects; undefined as above. */
  async lookThrough(request: Omit<LookRequest, 'id' | 'kind'>): Promise<LookedThrough | undefined> {
    const answer = await this.#ask({ kind: 'look', ...request });
    return answer && 'looked' in answer ? answer.looked : undefined;
  }

  /** Resolves when it has let go of the file. */
  async close(): Promise<void> {
    this.#isGone = true;
    clearTimeout(this.#idle);
    this.#worker?.ref();
    await Promise.all([this.#worker?.terminate(), this.#resting]);
  }

  #ask(request: Unnumbered<Request>): Promise<Answer | undefined> {
    if (this.#isGone) return Promise.resolve(undefined);
    const id = this.#next++;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage({ ...request, id } satisfies Request);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #start(): Worker {
    // Loaded here, for a process that never needs a thread starts sooner without.
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const worker = new Worker(PROGRAM, { workerData: this.#file, resourceLimits: LIMITS, execArgv: [] });
    worker.on('message', (answer: Answer) => this.#settle(answer.id, answer));
    // Without its thread a store reads by itself.
    worker.on('error', () => this.#end(worker));
    worker.on('exit', () => this.#end(worker));
    return worker;
  }

  /** Ends it until it is needed again. */
  #rest(): void {
    this.#idle = undefined;
    if (this.#waiting.size > 0) return;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#resting = worker?.terminate();
  }

  #settle(id: number, answer: Answer | undefined): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
    if (this.#waiting.size > 0 || this.#isGone) return;
    this.#worker?.unref();
    this.#idle ??= setTimeout(() => this.#rest(), this.#patience).unref();
    this.#idle.refresh();
  }

  #end(worker: Worker): void {
    if (worker !== this.#worker) return;
    this.#isGone = true;
    for (const id of this.#waiting.keys()) this.#settle(id, undefined);
  }
}
