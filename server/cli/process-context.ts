import { once } from 'node:events';
import { addAbortSignal, type Readable } from 'node:stream';
import { styleText } from 'node:util';
import { DomainError } from '../domain/errors.ts';
import type { CommandContext, Output } from './command.ts';
import { EXIT_CODES } from './exit-code.ts';

/**
 * The context of a real process: its streams, its terminal, its Ctrl+C. The first Ctrl+C asks the command to end, the
 * second ends it at once. When the reader of the output goes away, so does the process, without a word.
 */
export function processContext(openStore: CommandContext['openStore']): CommandContext {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(EXIT_CODES.readerGone);
      stderr.write(`event-replay: the output cannot be written: ${error.message}\n`);
      process.exit(EXIT_CODES.failed);
    });
  }
  const { signal } = interruption();
  const progress = progressLine(stderr);
  return {
    openStore,
    print: (line) => {
      progress.clear();
      stdout.write(`${line}\n`);
    },
    drained: async () => {
      if (stdout.writableNeedDrain) await once(stdout, 'drain', { signal });
    },
    printError: (line) => {
      progress.clear();
      stderr.write(`${line}\n`);
    },
    showProgress: stderr.isTTY ? progress.show : undefined,
    env: process.env,
    get input(): Readable {
      return addAbortSignal(signal, process.stdin);
    },
    signal,
    output: outputOf(stdout),
  };
}

function interruption(): AbortController {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(EXIT_CODES.interrupted);
    controller.abort(new DomainError('cancelled', 'interrupted'));
  });
  return controller;
}

/** A line of the terminal that is there until something else is printed. */
function progressLine(stderr: NodeJS.WriteStream): { show(line: string): void; clear(): void } {
  let isShown = false;
  const show = (line: string) => {
    stderr.write(`\r\u001b[K${line}`);
    isShown = line !== '';
  };
  return { show, clear: () => isShown && show('') };
}

function outputOf(stdout: NodeJS.WriteStream): Output {
  return {
    isTerminal: stdout.isTTY === true,
    // A terminal that does not know its width says 0.
    columns: stdout.isTTY ? stdout.columns || 80 : Infinity,
    // It heeds NO_COLOR, FORCE_COLOR and what the terminal can do.
    hasColors: styleText('bold', '-', { stream: stdout }) !== '-',
  };
}
