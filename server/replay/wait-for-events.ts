import type { EventLog } from './event-log.ts';

/** Resolves when the log has more events, or when the signal is aborted. Throws what the store's tail throws. */
export async function waitForEvents(
  log: EventLog,
  hasMore: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  const streams = new Set(log.aggregateIds);
  const filter = streams.size === 1 ? { aggregate_id: log.aggregateIds[0] } : {};
  await new Promise<void>((resolve, reject) => {
    const settle = (done: () => void) => {
      tail.close();
      signal.removeEventListener('abort', stop);
      done();
    };
    const stop = () => settle(resolve);
    const tail = log.store.subscribe(
      filter,
      (events) => events.some(({ aggregate_id }) => streams.has(aggregate_id)) && settle(resolve),
      { onError: (error) => settle(() => reject(error)) },
    );
    signal.addEventListener('abort', stop);
    // What came before the tail began is not told by it.
    hasMore().then(
      (more) => (more || signal.aborted) && stop(),
      (error) => settle(() => reject(error)),
    );
  });
}
