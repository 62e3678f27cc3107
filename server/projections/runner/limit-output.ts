import { WholeLines } from './whole-lines.ts';

const LINES_PER_SECOND = 1_000;

/**
 * Turns chunks of text into whole lines and lets a bounded number of them through, so that code that prints without end
 * drowns nobody. What was dropped is counted, and the count printed. `end` gives what is left.
 */
export function limitOutput(emit: (lines: string) => void): { write(chunk: string): void; end(): void } {
  const whole = new WholeLines();
  let second = 0;
  let passed = 0;
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;

  const reportDropped = () => {
    clearTimeout(timer);
    timer = undefined;
    if (dropped === 0) return;
    const limit = LINES_PER_SECOND.toLocaleString('en-US');
    emit(`… ${dropped.toLocaleString('en-US')} lines were left out: more than ${limit} in one second\n`);
    dropped = 0;
  };

  const pass = (lines: readonly string[]) => {
    if (lines.length === 0) return;
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) {
      second = now;
      passed = 0;
      reportDropped();
    }
    const some = lines.slice(0, LINES_PER_SECOND - passed);
    passed += some.length;
    dropped += lines.length - some.length;
    if (dropped > 0) timer ??= setTimeout(reportDropped, 1_000);
    if (some.length > 0) emit(some.map((line) => `${line}\n`).join(''));
  };

  return {
    write: (chunk) => pass(whole.add(chunk)),
    end: () => {
      pass(whole.end());
      reportDropped();
    },
  };
}
