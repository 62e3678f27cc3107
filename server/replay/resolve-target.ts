import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { normaliseTimestamp } from '../domain/timestamp.ts';
import type { EventLog } from './event-log.ts';
import { placeOf } from './open-log.ts';
import type { MoveTarget } from './stop.ts';

type Named = Exclude<MoveTarget, string>;

/** The position in the log that a target means. Throws `bad-position` with what there is instead, and `bad-timestamp`. */
export async function resolveTarget(log: EventLog, target: MoveTarget): Promise<number> {
  if (target === 'first') return log.first;
  if (target === 'last') return log.last();
  const position = await find(log, target);
  if (position === undefined) throw await noSuch(log, target);
  if (position >= log.first) return position;
  throw new DomainError('bad-position', `This replay starts at event ${log.first}, and ${position} is before it`);
}

async function find(log: EventLog, target: Named): Promise<number | undefined> {
  if ('position' in target) {
    const { aggregate_id: aggregateId, position } = target;
    if (aggregateId !== undefined) return log.find({ aggregateId, position });
    return (await log.placeAt(position)) && position;
  }
  if ('timestamp' in target) return lastUntil(log, normaliseTimestamp(target.timestamp));
  const event = await ('version' in target ? ofVersion(log, target) : log.store.getEvent(target.event_id));
  return event && log.find(await placeOf(log.store, event));
}

async function ofVersion(
  { store, aggregateIds }: EventLog,
  { aggregate_id, version }: Extract<Named, { version: number }>,
): Promise<RecordedEvent | undefined> {
  const aggregateId = aggregate_id ?? aggregateIds[0]!;
  if (aggregate_id === undefined && aggregateIds.length > 1) {
    throw new DomainError('bad-position', 'This replay has several streams: name the aggregate of the version');
  }
  const [event] = await store.readStream(aggregateId, { fromVersion: version, limit: 1 });
  return event?.version === version ? event : undefined;
}

async function lastUntil(log: EventLog, to_timestamp: string): Promise<number | undefined> {
  let last: number | undefined;
  for (const aggregate_id of log.aggregateIds) {
    const [event] = (await log.store.queryEvents({ aggregate_id, to_timestamp }, { limit: 1 })).events;
    const position = event && (await log.find(await placeOf(log.store, event)));
    if (position !== undefined) last = Math.max(last ?? 0, position);
  }
  return last;
}

async function noSuch(log: EventLog, target: Named): Promise<DomainError> {
  const who = log.aggregateIds.length === 1 ? log.aggregateIds[0] : `This replay of ${log.aggregateIds.length} streams`;
  return new DomainError(
    'bad-position',
    `${who} has events ${log.first} to ${await log.last()}, and no ${named(target)}`,
  );
}

function named(target: Named): string {
  if ('version' in target) return `version ${target.version}`;
  if ('timestamp' in target) return `event up to ${target.timestamp}`;
  if ('event_id' in target) return `event ${target.event_id}`;
  return `event ${target.position}${target.aggregate_id === undefined ? '' : ` of ${target.aggregate_id}`}`;
}
