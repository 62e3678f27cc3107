import type { Readable, Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import type { OpenStore } from './adapter.ts';
import { Connection } from './connection.ts';

// A scan makes garbage as fast as it reads; left alone, V8 gives it a hundred megabytes to lie in. It is no slower without.
setFlagsFromString('--semi-space-growth-factor=1');

/** Serves one client over a pair of streams; `onClose` is called when it has gone and all is closed. */
export function connect(openStore: OpenStore, input: Readable, output: Writable, onClose: () => void): void {
  const connection = new Connection(openStore);
  const close = () => void connection.adapter.close().finally(onClose);
  connection.on('close', close);
  connection.on('error', ({ body }: { body: string }) => process.stderr.write(`${body}\n`));
  connection.start(input, output);
}
