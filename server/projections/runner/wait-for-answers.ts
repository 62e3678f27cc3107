import { NOTHING_PRINTED, type Printed } from '../printed.ts';
import { ItemPrints } from './item-prints.ts';
import type { RunnerProcess } from './runner-process.ts';

/** The runners stop a request after 50 ms of work, so that silence for this long means one item that takes long. */
const QUIET_MS = 250;

export interface Answer {
  readonly line: string;
  readonly printed: readonly Printed[];
}

export interface Answers {
  readonly answers: readonly Answer[];
  /** What was printed after the last answer. */
  readonly printed: readonly Printed[];
  /** Done with what was asked, or with what fitted into the time; stuck in the next item; or dead. */
  readonly end: 'done' | 'stuck' | 'died';
  readonly how?: string;
}

/**
 * Collects the answers to a request. Silence ends the wait when there is an answer to go on with, when nobody has the
 * patience to wait for one, or when the signal is aborted. An abort that finds the process at work lets it go on until
 * it falls silent: its answer is due in a moment.
 */
export function waitForAnswers(child: RunnerProcess, signal: AbortSignal, isPatient: boolean): Promise<Answers> {
  return new Promise((resolve) => {
    const answers: Answer[] = [];
    let prints: ItemPrints | undefined;
    let heard = 0;
    let isQuiet = false;
    let isOver = false;

    const takePrinted = () => {
      const printed = prints?.end() ?? NOTHING_PRINTED;
      prints = undefined;
      return printed;
    };
    const settle = (end: Answers['end'], how?: string) => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      child.listen(undefined);
      const outcome = { answers, printed: takePrinted(), end };
      resolve(how === undefined ? outcome : { ...outcome, how });
    };
    const onSilence = () => {
      if (isOver) return;
      isQuiet = true;
      if (answers.length > 0 || !isPatient || signal.aborted) settle('stuck');
    };
    const onAbort = () => {
      if (isQuiet) settle('stuck');
    };
    // Timers come before input: when this process was busy itself, an answer may be waiting to be read.
    const timer = setTimeout(() => {
      const before = heard;
      setImmediate(() => {
        if (heard === before) onSilence();
        else if (!isOver) timer.refresh();
      });
    }, QUIET_MS);
    signal.addEventListener('abort', onAbort);
    child.listen({
      line: (line) => {
        if (line === 'done') return settle('done');
        answers.push({ line, printed: takePrinted() });
        heard++;
        isQuiet = false;
        timer.refresh();
      },
      printed: (text, stream) => {
        prints ??= new ItemPrints();
        prints.add(text, stream);
      },
      ended: (how) => settle('died', how),
    });
  });
}
