import type { Readable, Writable } from 'node:stream';
import type { OpenStore } from './adapter.ts';
import { Connection } from './connection.ts';
import { keepNurserySmall } from './nursery.ts';

/** Serves one client over a pair of streams; `onClose` is called when it has gone and all is closed. */
export function connect(openStore: OpenStore, input: Readable, output: Writable, onClose: () => void): void {
  const connection = new Connection(openStore);
  const close = () => void connection.adapter.close().finally(onClose);
  connection.once('configured', keepNurserySmall);
  connection.on('close', close);
  connection.on('error', ({ body }: { body: string }) => process.stderr.write(`${body}\n`));
  connection.start(input, output);
}
