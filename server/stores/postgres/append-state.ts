import type { Event } from '../../domain/event.ts';
import { checkVersion, duplicateEvent } from '../append-rules.ts';
import type { Ask } from './ask.ts';
import { textOf } from './columns.ts';
import { sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/**
 * Holds events that are to be appended against what the table holds, as if they were appended one by one. Throws the
 * `version-conflict` or the `duplicate-event` of the first that may not be.
 */
export async function checkAppend(
  ask: Ask,
  shape: TableShape,
  events: readonly Event[],
  expectedVersion: number | undefined,
): Promise<void> {
  const ids = [...new Set(events.map((event) => event.aggregate_id))];
  const [aggregate, event] = [textOf(shape, 'aggregate_id'), textOf(shape, 'event_id')];
  const heads = await ask<{ id: string; version: string | null }>(
    sql(
      `SELECT a.id, (SELECT max(version) FROM ${shape.events} WHERE ${aggregate} = a.id) AS version
       FROM unnest($?::text[]) AS a(id)`,
      ids,
    ),
  );
  const taken = await ask<{ id: string; version: string }>(
    sql(
      `SELECT a.id, a.version FROM unnest($?::text[], $?::bigint[]) AS a(id, version)
       WHERE EXISTS (SELECT 1 FROM ${shape.events} AS e WHERE e.${aggregate} = a.id AND e.version = a.version)`,
      events.map((each) => each.aggregate_id),
      events.map((each) => each.version),
    ),
  );
  const known = await ask<{ id: string }>(
    sql(
      `SELECT ${event} AS id FROM ${shape.events} WHERE ${event} = ANY ($?::text[])`,
      events.map((each) => each.event_id),
    ),
  );
  const versions = new Map(heads.map(({ id, version }) => [id, Number(version ?? 0)]));
  const places = new Set(taken.map(({ id, version }) => `${version} ${id}`));
  const stored = new Set(known.map(({ id }) => id));
  for (const each of events) {
    const currentVersion = versions.get(each.aggregate_id) ?? 0;
    const place = `${each.version} ${each.aggregate_id}`;
    checkVersion(each, { currentVersion, expectedVersion, isTaken: () => places.has(place) });
    if (stored.has(each.event_id)) throw duplicateEvent(each.event_id);
    versions.set(each.aggregate_id, Math.max(currentVersion, each.version));
    places.add(place);
    stored.add(each.event_id);
  }
}
