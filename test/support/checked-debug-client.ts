import type { Readable, Writable } from 'node:stream';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import { violationsOf } from '../debug-adapter/protocol/violations-of.ts';

/** A debug client that holds every message of the adapter against the protocol: one that breaks it fails the test. */
export class CheckedDebugClient extends DebugClient {
  #received = Buffer.alloc(0);
  #lastSeq = 0;

  protected override connect(readable: Readable, writable: Writable): void {
    readable.on('data', (data: Buffer) => this.#receive(data));
    super.connect(readable, writable);
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const header = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#received.toString('latin1', 0, 64));
      if (!header) return;
      const end = header[0].length + Number(header[1]);
      if (this.#received.length < end) return;
      const text = this.#received.toString('utf8', header[0].length, end);
      this.#received = this.#received.subarray(end);
      this.#check(JSON.parse(text));
    }
  }

  /** Thrown out of the stream's listener, it fails the test that runs, whatever that waits for. */
  #check(message: { readonly seq: number; readonly type: string }): void {
    const violations = violationsOf(message);
    if (message.seq !== this.#lastSeq + 1) violations.push(`seq ${message.seq} follows ${this.#lastSeq}`);
    this.#lastSeq = message.seq;
    if (violations.length > 0) throw new Error(`The adapter broke the protocol.\n${violations.join('\n')}`);
  }
}
