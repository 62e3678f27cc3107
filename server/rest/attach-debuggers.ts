import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { DEBUG_ADAPTER_PROTOCOL } from '../protocol/service-url.ts';
import type { CallerCheck } from './guard.ts';
import { toProblem } from './problem.ts';
import { Refusal } from './refusal.ts';
import type { App, RouteContext } from './route.ts';
import type { ConnectDebugger } from './service-options.ts';

const PATH = /^\/sessions\/([^/?]+)\/debug-adapter$/;

/**
 * `GET /sessions/{id}/debug-adapter` with `Upgrade: dap`: from then on the connection speaks the Debug Adapter Protocol with
 * the live session. An editor that joins so holds the session: it does not expire.
 */
export function attachDebuggers(
  app: App,
  { sessions, limits }: RouteContext,
  check: CallerCheck,
  connect: ConnectDebugger,
): void {
  const open = new Set<Duplex>();
  app.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      check(request.headers);
      const session = sessions.get(sessionOf(request));
      if (open.size >= limits.streams) {
        throw new Refusal('too-many-streams', `At most ${limits.streams} debuggers are attached at once: end one`);
      }
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.write(
        `HTTP/1.1 101 ${STATUS_CODES[101]}\r\nConnection: Upgrade\r\nUpgrade: ${DEBUG_ADAPTER_PROTOCOL}\r\n\r\n`,
      );
      if (head.length > 0) socket.unshift(head);
      connect(socket, session.attach());
    } catch (error) {
      refuse(socket, error);
    }
  });
  app.addHook('preClose', async () => {
    for (const socket of open) socket.destroy();
  });
}

function sessionOf({ url = '', headers }: IncomingMessage): string {
  const id = PATH.exec(url)?.[1];
  if (id !== undefined && headers.upgrade?.toLowerCase() === DEBUG_ADAPTER_PROTOCOL) return decodeURIComponent(id);
  throw new Refusal('not-found', 'Only /sessions/{id}/debug-adapter can be upgraded, to the protocol dap');
}

function refuse(socket: Duplex, error: unknown): void {
  const problem = toProblem(error);
  const text = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
