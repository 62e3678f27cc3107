import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ExpressionContext } from '../../../../../server/domain/expressions/expression.ts';
import { compileExpression, EXPRESSION_NAMES, toJson } from '../../../../../server/domain/expressions/index.ts';
import { toJsonText } from '../../../../../server/domain/json-text.ts';

/** Undefined where there is no python3. */
export function pythonVersion(): string | undefined {
  const asked = spawnSync('python3', ['-c', 'import platform; print(platform.python_version())'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : undefined;
}

/** A python3 that evaluates expressions with the names of an event bound as Agent Lightning binds them. */
export class Python {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #errors = '';

  constructor() {
    const script = join(import.meta.dirname, 'evaluate-cases.py');
    // Time zone and hash seed are the machine's otherwise.
    this.#process = spawn('python3', [script], { env: { ...process.env, TZ: 'UTC', PYTHONHASHSEED: '0' } });
    this.#process.stderr.on('data', (data) => {
      this.#errors += data;
    });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** Each case's `repr`, its error as `KeyError: 'reward'`, or `too much`. */
  async ask(context: ExpressionContext, cases: readonly string[]): Promise<readonly string[]> {
    this.#process.stdin.write(`{"names": {${namesOf(context)}}, "cases": ${JSON.stringify(cases)}}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`python3 ended: ${this.#errors}`);
    return JSON.parse(value) as readonly string[];
  }

  stop(): void {
    this.#process.kill();
  }
}

function namesOf(context: ExpressionContext): string {
  return EXPRESSION_NAMES.map(({ name }) => name)
    .filter((name) => name !== 'changed')
    .map((name) => `${JSON.stringify(name)}: ${toJsonText(toJson(compileExpression(name).evaluate(context)))}`)
    .join(', ');
}
