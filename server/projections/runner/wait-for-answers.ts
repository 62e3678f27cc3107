import type { RunnerProcess } from './runner-process.ts';

/** The runners stop a request after 50 ms of work, so that silence for this long means one item that takes long. */
const QUIET_MS = 250;

export interface Answers {
  readonly answers: readonly string[];
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
    const answers: string[] = [];
    let heard = 0;
    let isQuiet = false;
    let isOver = false;

    const settle = (end: Answers['end'], how?: string) => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      child.listen(undefined);
      resolve(how === undefined ? { answers, end } : { answers, end, how });
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
        answers.push(line);
        heard++;
        isQuiet = false;
        timer.refresh();
      },
      ended: (how) => settle('died', how),
    });
  });
}
