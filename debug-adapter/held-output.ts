import type { Writable } from 'node:stream';

/**
 * The way to the client. What is written while it is held goes out in one piece: each write wakes the client, and a stream's
 * own `cork` makes more of it than writing costs.
 */
export class HeldOutput {
  readonly #output: Writable;
  #held: string | undefined;

  constructor(output: Writable) {
    this.#output = output;
  }

  write(text: string): boolean {
    if (this.#held === undefined) return this.#output.write(text);
    this.#held += text;
    return true;
  }

  /** Until `flush`, or until no promise has anything to do at once. */
  hold(): void {
    if (this.#held !== undefined) return;
    this.#held = '';
    process.nextTick(() => this.flush());
  }

  flush(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#output.write(held);
  }

  on(event: string, listener: (...args: unknown[]) => void): this {
    this.#output.on(event, listener);
    return this;
  }

  end(): void {
    this.flush();
    this.#output.end();
  }
}
