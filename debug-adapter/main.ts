import { createServer } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { openStore } from '../server/stores/open-store.ts';
import { Connection } from './connection.ts';

// A scan makes garbage as fast as it reads; left alone, V8 gives it a hundred megabytes to lie in. It is no slower without.
setFlagsFromString('--semi-space-growth-factor=1');

const USAGE = `Usage: debug-adapter [--port N]

Speaks the Debug Adapter Protocol on standard input and output, or with --port on a TCP port of this machine, one
session per connection. --port 0 picks a free port and prints it.`;

function readPort(): number | undefined {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(2),
      options: { port: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help) exit(USAGE, 0);
    if (values.port === undefined) return undefined;
    if (/^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536) return Number(values.port);
    return exit(`--port takes a number from 0 to 65535, not '${values.port}'`, 2);
  } catch (error) {
    return exit(`${(error as Error).message}\n\n${USAGE}`, 2);
  }
}

function exit(message: string, code: number): never {
  process[code === 0 ? 'stdout' : 'stderr'].write(`${message}\n`);
  process.exit(code);
}

function connect(input: Readable, output: Writable, onClose: () => void): void {
  const connection = new Connection(openStore);
  const close = () => void connection.adapter.close().finally(onClose);
  connection.on('close', close);
  connection.on('error', ({ body }: { body: string }) => process.stderr.write(`${body}\n`));
  connection.start(input, output);
}

function listen(port: number): void {
  const server = createServer((socket) => {
    // A message is one small write; waiting to fill a packet would cost 40 ms on each.
    socket.setNoDelay(true);
    connect(socket, socket, () => socket.destroy());
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    exit(error.code === 'EADDRINUSE' ? `Port ${port} is taken: choose another with --port` : error.message, 1);
  });
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address) console.log(`Listening on 127.0.0.1:${address.port}`);
  });
}

const port = readPort();
if (port === undefined) connect(process.stdin, process.stdout, () => process.exit(0));
else listen(port);
