import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import type { OpenStore } from './adapter.ts';
import { connect } from './connect.ts';

const USAGE = `Usage: debug-adapter [--port N]

Speaks the Debug Adapter Protocol on standard input and output, or with --port on a TCP port of this machine, one
session per connection. --port 0 picks a free port and prints it.`;

/** Does what the arguments say; ends the process when they are wrong, and after the help. */
export function runCommandLine(args: string[], openStore: OpenStore): void {
  const port = readPort(args);
  if (port === undefined) connect(openStore, process.stdin, process.stdout, () => process.exit(0));
  else listen(port, openStore);
}

function readPort(args: string[]): number | undefined {
  try {
    const { values } = parseArgs({ args, options: { port: { type: 'string' }, help: { type: 'boolean' } } });
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

function listen(port: number, openStore: OpenStore): void {
  const server = createServer((socket) => {
    // A message is one small write; waiting to fill a packet would cost 40 ms on each.
    socket.setNoDelay(true);
    connect(openStore, socket, socket, () => socket.destroy());
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    exit(error.code === 'EADDRINUSE' ? `Port ${port} is taken: choose another with --port` : error.message, 1);
  });
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address) process.stdout.write(`Listening on 127.0.0.1:${address.port}\n`);
  });
}
