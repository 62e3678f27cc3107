import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest } from './reader-program.ts';

/** What a thread reads it gives away at once. In MB. */
const LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 };

/** Among the sources the thread's program stands beside this file, in the package beside the bundles. */
const PROGRAM = new URL(`./reader-program${path.extname(import.meta.url)}`, import.meta.url);

/**
 * A thread that reads a database beside the one that works on what was read. It is started when it is first needed, which
 * for most sessions is never: it takes some 25 MB. It does not keep a process alive.
 */
export class ReaderThread {
  /** Is there a processor for it? */
  readonly canHelp = availableParallelism() > 1;
  readonly #file: string;
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, (rows: unknown[] | undefined) => void>();
  #next = 0;
  #isGone = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** The rows of a statement; undefined when they could not be read, and whoever asks should try himself. */
  all(sql: string, params: readonly unknown[]): Promise<unknown[] | undefined> {
    return this.#read({ sql, params, isPlucked: false });
  }

  /** As `all`, the first column of each row. */
  pluck(sql: string, params: readonly unknown[]): Promise<unknown[] | undefined> {
    return this.#read({ sql, params, isPlucked: true });
  }

  /** Resolves when it has let go of the file. */
  async close(): Promise<void> {
    this.#isGone = true;
    this.#worker?.ref();
    await this.#worker?.terminate();
  }

  #read(request: Omit<ReadRequest, 'id'>): Promise<unknown[] | undefined> {
    if (this.#isGone) return Promise.resolve(undefined);
    const id = this.#next++;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage({ ...request, id } satisfies ReadRequest);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #start(): Worker {
    const worker = new Worker(PROGRAM, { workerData: this.#file, resourceLimits: LIMITS, execArgv: [] });
    worker.on('message', (answer: ReadAnswer) => this.#settle(answer.id, 'rows' in answer ? answer.rows : undefined));
    // Without its thread a store reads by itself.
    worker.on('error', () => this.#end());
    worker.on('exit', () => this.#end());
    return worker;
  }

  #settle(id: number, rows: unknown[] | undefined): void {
    this.#waiting.get(id)?.(rows);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0 && !this.#isGone) this.#worker?.unref();
  }

  #end(): void {
    this.#isGone = true;
    for (const id of this.#waiting.keys()) this.#settle(id, undefined);
  }
}
