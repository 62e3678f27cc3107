import type { Printed } from '../printed.ts';
import { WholeLines } from './whole-lines.ts';

const MOST_LINES = 1_000;
const MOST_CHARACTERS = 50_000;

/** Collects what is printed while one item is worked on: so much of it as anybody reads, and the number of the rest. */
export class ItemPrints {
  readonly #whole = { stdout: new WholeLines(), stderr: new WholeLines() };
  readonly #kept: { text: string; readonly stream: Printed['stream'] }[] = [];
  #lines = 0;
  #characters = 0;
  #dropped = 0;

  add(chunk: string, stream: Printed['stream']): void {
    for (const line of this.#whole[stream].add(chunk)) this.#take(line, stream);
  }

  /** All of it, when the item is done. What was begun without a line break becomes a line. */
  end(): readonly Printed[] {
    for (const stream of ['stdout', 'stderr'] as const) {
      for (const line of this.#whole[stream].end()) this.#take(line, stream);
    }
    if (this.#dropped > 0) this.#keep(leftOut(this.#dropped), this.#kept.at(-1)?.stream ?? 'stdout');
    return this.#kept;
  }

  #take(line: string, stream: Printed['stream']): void {
    this.#lines++;
    this.#characters += line.length;
    if (this.#lines > MOST_LINES || this.#characters > MOST_CHARACTERS) this.#dropped++;
    else this.#keep(line, stream);
  }

  #keep(line: string, stream: Printed['stream']): void {
    const last = this.#kept.at(-1);
    if (last?.stream === stream) last.text += `${line}\n`;
    else this.#kept.push({ text: `${line}\n`, stream });
  }
}

function leftOut(lines: number): string {
  const limit = `${MOST_LINES.toLocaleString('en-US')} lines or ${MOST_CHARACTERS.toLocaleString('en-US')} characters`;
  return `… ${lines.toLocaleString('en-US')} lines were left out: more than ${limit} on one event`;
}
