import { DomainError, isDomainError } from '../../domain/errors.ts';
import type { Event } from '../../domain/event.ts';
import { checkAppend } from './append-state.ts';
import type { PostgresDatabase } from './database.ts';
import { copyEvents, insertEvents } from './insert-events.ts';
import { codeOf, isLost } from './postgres-errors.ts';
import { sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** So many events go into one statement. */
const MOST_AT_ONCE = 5_000;
/** From here on it is faster to copy rows than to insert them. */
const WORTH_COPYING = 20;
/** How often a transaction that another one got in the way of is tried again. */
const TRIES = 10;

/** How two writers are kept from each other. */
type Guard = 'index' | 'serializable' | 'lock';

/**
 * Appends all or none of these events, which are valid. The unique index on (aggregate_id, version) decides between two writers. It cannot where a
 * writer who expects a version leaves a gap after it: then the transaction is serializable. And where nobody made such
 * an index, the table is locked against other writers.
 */
export async function appendEvents(
  database: PostgresDatabase,
  shape: TableShape,
  events: readonly Event[],
  expectedVersion?: number,
): Promise<string[]> {
  const ids = events.map((event) => event.event_id);
  if (events.length === 0) return ids;
  const guard = guardOf(shape, events, expectedVersion);
  for (let tries = 1; ; tries++) {
    try {
      if (await appendOnce(database, shape, events, expectedVersion, guard)) return ids;
    } catch (error) {
      const code = codeOf(causeOf(error));
      const isCollision = code === '23505' || code === '40001' || code === '40P01';
      if (!isCollision || tries >= TRIES) throw explain(error, database.address);
    }
    // Says which event is in the way of what; when none is any more, the next try will do.
    await checkAppend((query) => database.read(query), shape, events, expectedVersion);
  }
}

export function guardOf(shape: TableShape, events: readonly Event[], expectedVersion: number | undefined): Guard {
  if (shape.streamIndex !== 'unique') return 'lock';
  const isNext = expectedVersion === undefined || events[0]!.version === expectedVersion + 1;
  return isNext ? 'index' : 'serializable';
}

/** False when nothing was written, because the stream was not where the writer expects it. */
async function appendOnce(
  database: PostgresDatabase,
  shape: TableShape,
  events: readonly Event[],
  expectedVersion: number | undefined,
  guard: Guard,
): Promise<boolean> {
  if (guard === 'index' && expectedVersion === undefined && events.length >= WORTH_COPYING && shape.canCopy) {
    const { command, chunks } = copyEvents(shape, events);
    await database.copy(command, chunks);
    return true;
  }
  if (guard === 'index' && events.length <= MOST_AT_ONCE) {
    const inserted = await database.write(insertEvents(shape, events, expectedVersion), true);
    return expectedVersion === undefined || inserted.length > 0;
  }
  const begin = guard === 'serializable' ? 'BEGIN ISOLATION LEVEL SERIALIZABLE' : 'BEGIN';
  return database.transaction(begin, async (ask) => {
    if (guard === 'lock') await ask(sql(`LOCK TABLE ${shape.events} IN SHARE ROW EXCLUSIVE MODE`));
    if (guard !== 'index') await checkAppend(ask, shape, events, expectedVersion);
    for (let from = 0; from < events.length; from += MOST_AT_ONCE) {
      await ask(insertEvents(shape, events.slice(from, from + MOST_AT_ONCE)));
    }
    return true;
  });
}

/** What the server says of a value is about the event; and nobody knows what a server did that went away. */
export function explain(error: unknown, address: string): unknown {
  const reason = causeOf(error);
  const code = codeOf(reason) ?? '';
  if (code.startsWith('22') || code === '23502') {
    return new DomainError('invalid-event', `${address} cannot hold the event: ${(reason as Error).message}`, {
      cause: reason,
    });
  }
  if (code === '42501') {
    return new DomainError('read-only-store', `${address}: your user may not write: ${(reason as Error).message}`, {
      cause: reason,
    });
  }
  if (!isLost(reason)) return error;
  const message = `The connection to ${address} was lost while it wrote: look whether the events are there before you write them again`;
  return new DomainError('store-failed', message, { cause: reason });
}

/** The driver's error behind one of ours. */
function causeOf(error: unknown): unknown {
  return isDomainError(error) ? error.cause : undefined;
}

/** Did the connection break, so that nobody knows whether something was written? */
export function isUncertain(error: unknown): boolean {
  return isLost(causeOf(error));
}
