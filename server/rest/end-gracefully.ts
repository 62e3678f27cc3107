import type { App, RouteContext } from './route.ts';

/** A connection that has not ended by then is cut, in milliseconds. */
const PATIENCE = 5_000;

/**
 * When the service closes: whatever runs is stopped, which answers those who wait for it; streams hear of that and end;
 * connections are not kept; sessions are saved where they are to be. `close()` resolves after all of it.
 */
export function endGracefully(app: App, { sessions, eventStreams }: RouteContext): void {
  let isClosing = false;
  let cut: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    isClosing = true;
    await sessions.halt();
    eventStreams.closeAll();
    cut = setTimeout(() => app.server.closeAllConnections(), PATIENCE);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
  app.addHook('onClose', async () => {
    clearTimeout(cut);
    await sessions.close((problem) => app.log.error(problem));
  });
}
