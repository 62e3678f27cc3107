import type { EventFilter } from '../filter.ts';
import type { Query } from './query.ts';

/** Which events a query without problems selects. */
export function toFilter({ types, from, to, where }: Query): EventFilter {
  const names = types.map(({ text }) => text);
  return {
    ...(names.length === 1 && { event_type: names[0] }),
    ...(names.length > 1 && { event_types: names }),
    ...(from !== undefined && { from_timestamp: from }),
    ...(to !== undefined && { to_timestamp: to }),
    ...(where && { where: where.text }),
  };
}
