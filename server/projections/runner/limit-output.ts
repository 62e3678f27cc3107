const LINES_PER_SECOND = 1_000;
/** What has no line break by then is cut into lines. */
const LONGEST_LINE = 10_000;

/**
 * Turns chunks of text into whole lines and lets a bounded number of them through, so that a projection that prints for
 * every event of a long stream drowns nobody. What was dropped is counted, and the count printed. `end` gives what is
 * left.
 */
export function limitOutput(emit: (lines: string) => void): { write(chunk: string): void; end(): void } {
  let rest = '';
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
    write: (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      if (rest.length > LONGEST_LINE) {
        lines.push(rest);
        rest = '';
      }
      if (lines.length > 0) pass(lines.map((line) => clip(line)));
    },
    end: () => {
      if (rest !== '') pass([clip(rest)]);
      rest = '';
      reportDropped();
    },
  };
}

function clip(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
}
