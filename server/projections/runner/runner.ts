import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { parseJson } from '../../domain/parse-json.ts';
import type { Printed } from '../printed.ts';
import { ProjectionFailure } from '../projection-failure.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { RunnerCommand } from './runner-command.ts';
import { type OnOutput, RunnerProcess } from './runner-process.ts';
import { Unreturned } from './unreturned.ts';
import { waitForAnswers } from './wait-for-answers.ts';

/** How long a file may take to load. */
const LOAD_SECONDS = 30;
const MAX_ITEMS = 1_000;
const MAX_CHARACTERS = 1_000_000;

/** An event to work on, and the line that the process is sent for it. */
export interface Item {
  readonly event: RecordedEvent;
  readonly line: string;
}

/** What came of a request. */
export interface Work {
  /** One for each item that was worked on, in order, and what was printed meanwhile. */
  readonly answers: readonly { readonly answer: JsonObject; readonly printed: readonly Printed[] }[];
  /** How the process ended by itself on the item after the last answer, and what it had printed there. */
  readonly died?: { readonly how: string; readonly printed: readonly Printed[] } | undefined;
}

/**
 * The user's code, in a process of its own that can be ended at any time and is started again when it is next needed.
 * It keeps nothing from one request to the next.
 */
export class Runner {
  readonly #name: string;
  readonly #command: RunnerCommand;
  readonly #onOutput: OnOutput;
  readonly #unreturned: Unreturned;
  #process: RunnerProcess | undefined;
  #fingerprint: string | undefined;
  #before: Promise<unknown> = Promise.resolve();
  #batch = 32;
  #isClosed = false;

  /** `name` is how messages call the code: `projection 'agent.ts'`; `who`, what of it has not returned. */
  constructor(name: string, command: RunnerCommand, onOutput: OnOutput, who = `The ${name}`) {
    this.#name = name;
    this.#command = command;
    this.#onOutput = onOutput;
    this.#unreturned = new Unreturned(who, onOutput);
  }

  /** Changes when a file of the code does. Known once it has been started. */
  get fingerprint(): string {
    return this.#fingerprint!;
  }

  /** Loads the code, and resolves with what it says of itself. Throws `bad-launch`, `projection-failed`, `cancelled`. */
  async start(signal: AbortSignal): Promise<JsonObject> {
    const child = new RunnerProcess(this.#command, this.#onOutput);
    this.#process = child;
    try {
      const hello = await this.#hello(child, signal);
      this.#checkUnchanged(fingerprintOf(hello.files as readonly string[]));
      return hello;
    } catch (error) {
      await this.#kill();
      throw this.#isClosed ? this.#cancelled() : error;
    }
  }

  /**
   * Works on the items, at least one, in turn: on as many as fit into a short time. Without an answer it waits until the
   * signal is aborted, and throws `cancelled`; when `isPatient` is false only until it is clear that something takes long.
   */
  async work(items: Iterable<Item>, signal: AbortSignal, isPatient = true): Promise<Work> {
    const turn = whenFree(this.#before, signal).then(() => this.#work(items, signal, isPatient));
    this.#before = Promise.allSettled([this.#before, turn]);
    return turn;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#kill();
  }

  async #work(items: Iterable<Item>, signal: AbortSignal, isPatient: boolean): Promise<Work> {
    const taken = this.#take(items);
    const process = await this.#ready(taken[0]!.event, signal);
    process.send(`${taken.length}\n${taken.map(({ line }) => line).join('\n')}\n`);
    const { answers, printed, end, how } = await waitForAnswers(process, signal, isPatient);
    if (this.#isClosed) throw this.#cancelled();
    this.#unreturned.returnedFrom(taken.slice(0, answers.length).map(({ event }) => event));
    if (end === 'done') this.#learn(answers.length, taken.length);
    if (end === 'stuck') {
      this.#unreturned.remember(taken[answers.length]!.event, printed);
      await this.#kill();
      if (answers.length === 0 && isPatient) throw this.#unreturned.toError();
    }
    const hasDied = end === 'died' && answers.length < taken.length;
    return {
      answers: answers.map((each) => ({ answer: toObject(each.line), printed: each.printed })),
      died: hasDied ? { how: how!, printed } : undefined,
    };
  }

  /** A process that works on the event next; started again when the last one has ended. */
  async #ready(event: RecordedEvent, signal: AbortSignal): Promise<RunnerProcess> {
    try {
      if (signal.aborted || this.#isClosed) throw this.#cancelled();
      if (!this.#process || this.#process.hasEnded) await this.start(signal);
      return this.#process!;
    } catch (error) {
      throw signal.aborted && !this.#isClosed && this.#unreturned.is(event) ? this.#unreturned.toError() : error;
    }
  }

  #take(items: Iterable<Item>): Item[] {
    const taken: Item[] = [];
    let characters = 0;
    for (const item of items) {
      taken.push(item);
      characters += item.line.length;
      if (taken.length >= this.#batch || characters >= MAX_CHARACTERS) break;
    }
    return taken;
  }

  /** Asks for as much as was done the last time, and for more when that was all. */
  #learn(done: number, asked: number): void {
    if (done < asked) this.#batch = Math.max(1, done);
    else if (asked === this.#batch) this.#batch = Math.min(MAX_ITEMS, this.#batch * 2);
  }

  async #hello(child: RunnerProcess, signal: AbortSignal): Promise<JsonObject> {
    const deadline = AbortSignal.timeout(LOAD_SECONDS * 1_000);
    const given = AbortSignal.any([signal, deadline]);
    const line = await new Promise<string>((resolve, reject) => {
      child.listen({
        line: resolve,
        ended: (how, hasRun) => {
          const code = hasRun ? 'projection-failed' : 'bad-launch';
          reject(new DomainError(code, `The ${this.#name} could not be loaded: ${how}`));
        },
      });
      const giveUp = () => reject(this.#notLoaded(deadline.aborted));
      if (given.aborted) giveUp();
      given.addEventListener('abort', giveUp, { once: true });
    });
    child.listen(undefined);
    const { failed, ...hello } = toObject(line);
    if (!isJsonObject(failed)) return hello;
    const cause = new ProjectionFailure(String(failed.message), String(failed.stack));
    throw new DomainError('projection-failed', `The ${this.#name} could not be loaded: ${cause.message}`, { cause });
  }

  #notLoaded(isLate: boolean): DomainError {
    const how = `The ${this.#name} did not finish loading`;
    if (!isLate) return new DomainError('cancelled', `${how}; its process was ended`);
    return new DomainError('projection-failed', `${how} within ${LOAD_SECONDS} seconds; its process was ended`);
  }

  #cancelled(): DomainError {
    return new DomainError('cancelled', `The work of the ${this.#name} was cancelled`);
  }

  /** Half a replay with the old code and half with the new would be neither. */
  #checkUnchanged(fingerprint: string): void {
    this.#fingerprint ??= fingerprint;
    if (fingerprint === this.#fingerprint) return;
    throw new DomainError(
      'projection-failed',
      `The code of the ${this.#name} was changed: restart the replay to use it`,
    );
  }

  async #kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    await child?.kill();
  }
}

/** Resolves when the one before is done, or when nobody wants to wait for that any more. */
async function whenFree(before: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const aborted = new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true, signal: done.signal });
  });
  if (!signal.aborted) await Promise.race([before, aborted]);
  done.abort();
}

function toObject(line: string): JsonObject {
  return parseJson(line) as JsonObject;
}
