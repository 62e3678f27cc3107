import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Printed } from '../printed.ts';
import { limitOutput } from './limit-output.ts';
import type { RunnerCommand } from './runner-command.ts';

export type OnOutput = (text: string, stream: Printed['stream']) => void;

/** Who waits for what the process says. */
export interface Listener {
  line(text: string): void;
  /** Not always whole lines. */
  printed?(text: string, stream: Printed['stream']): void;
  /** `hasRun` is false when there was nothing to start. */
  ended(how: string, hasRun: boolean): void;
}

interface End {
  readonly how: string;
  readonly hasRun: boolean;
}

type Output = ReturnType<typeof limitOutput>;

/** How the lines begin that say what was printed; the text follows as JSON. */
const PRINTED: Readonly<Record<string, Printed['stream']>> = { 'out ': 'stdout', 'err ': 'stderr' };

/**
 * One process that runs the user's code. Requests go to its descriptor 3 and answers come from its descriptor 4, line
 * by line, with what is printed in between. `onOutput` gets what comes by stdout and stderr themselves, which are the
 * user's own, and what is printed while nobody listens to that.
 */
export class RunnerProcess {
  readonly #child: ChildProcess;
  readonly #requests: Writable;
  readonly #closed: Promise<void>;
  #end: End | undefined;
  #listener: Listener | undefined;
  readonly #outputs: Readonly<Record<Printed['stream'], Output>>;
  #isKilled = false;

  constructor({ executable, args, cwd, advice }: RunnerCommand, onOutput: OnOutput) {
    const env = {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      PYTHONIOENCODING: 'utf-8',
      // The order of a set must not depend on the process that makes it.
      PYTHONHASHSEED: '0',
    };
    const stdio = ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] as const;
    this.#child = spawn(executable, args, { cwd, env, stdio: [...stdio], windowsHide: true });
    const answers = this.#child.stdio[4] as Readable;
    this.#requests = this.#child.stdio[3] as Writable;
    // A process that is gone is noticed by its end.
    this.#requests.on('error', () => undefined);
    this.#outputs = {
      stdout: limitOutput((text) => onOutput(text, 'stdout')),
      stderr: limitOutput((text) => onOutput(text, 'stderr')),
    };
    forward(this.#child.stdout!, this.#outputs.stdout);
    forward(this.#child.stderr!, this.#outputs.stderr);
    eachLine(answers, (line) => this.#hear(line));
    const exit = new Promise<End>((resolve) => {
      this.#child.once('exit', (code, signal) => resolve({ how: howItEnded(code, signal), hasRun: true }));
      this.#child.once('error', ({ message }) => {
        resolve({ how: `'${executable}' could not be started (${message}). ${advice}`, hasRun: false });
      });
    });
    // Only when the last answer has been read is it over.
    const drained = new Promise((resolve) => answers.once('close', resolve));
    this.#closed = Promise.all([exit, drained]).then(([end]) => {
      this.#end = end;
      this.#listener?.ended(end.how, end.hasRun);
    });
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** The one who listens from now on; told at once when it is already over. */
  listen(listener: Listener | undefined): void {
    this.#listener = listener;
    if (this.#end) listener?.ended(this.#end.how, this.#end.hasRun);
  }

  send(text: string): void {
    this.#requests.write(text);
  }

  /** Ends it, whatever it is doing. */
  async kill(): Promise<void> {
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
    await this.#closed;
  }

  #hear(line: string): void {
    const stream = PRINTED[line.slice(0, 4)];
    if (stream === undefined) this.#listener?.line(line);
    else if (!this.#isKilled) this.#hearPrinted(JSON.parse(line.slice(4)) as string, stream);
  }

  #hearPrinted(text: string, stream: Printed['stream']): void {
    if (this.#listener?.printed) this.#listener.printed(text, stream);
    else this.#outputs[stream].write(text);
  }
}

function howItEnded(code: number | null, signal: string | null): string {
  return signal === null ? `its process ended with exit code ${code}` : `its process was ended by ${signal}`;
}

function eachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest: string[] = [];
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = chunk.split('\n');
    // A long line comes in many chunks: joined once.
    rest.push(lines[0]!);
    if (lines.length === 1) return;
    onLine(rest.join(''));
    for (const line of lines.slice(1, -1)) onLine(line);
    rest = [lines.at(-1)!];
  });
  stream.on('error', () => undefined);
}

function forward(stream: Readable, output: Output): void {
  stream.setEncoding('utf8').on('data', (chunk: string) => output.write(chunk));
  stream.on('error', () => undefined).once('close', () => output.end());
}
