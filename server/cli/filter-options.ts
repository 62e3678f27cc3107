import { Option } from '@commander-js/extra-typings';
import { EventFilter } from '../domain/filter.ts';
import { more } from './options.ts';
import { UsageError } from './usage-error.ts';

/** Which events: what `events` and `export` take alike. */

export const EVENT_TYPE = new Option(
  '--type <type>',
  'only this event type, which may be a glob: task.completed, *.failed',
);
export const AGGREGATE_TYPE = new Option('--aggregate-type <type>', 'only events of this aggregate type: task');
export const CORRELATION = new Option('--correlation <id>', 'only what takes part in this correlation');
export const CAUSATION = new Option('--caused-by <event-id>', 'only what this event caused');
export const USER = new Option('--user <id>', 'only what this user did');
export const SERVICE = new Option('--service <name>', 'only what this service wrote');
export const FROM = new Option('--from <time>', 'not before this time: 2025-09-19T05:26:56Z');
export const TO = new Option('--to <time>', 'not after this time');
export const WHERE = new Option(
  '--where <expression>',
  `only events for which this Python expression holds: "event_data.get('reward', 0) > 0.8"`,
);

export const METADATA = new Option(
  '--metadata <key=value>',
  'only events with this in their metadata; the value is JSON, or else a text; may be given again',
).argParser(more);

interface FilterOptions {
  readonly aggregate?: string | undefined;
  readonly aggregateType?: string | undefined;
  readonly type?: string | undefined;
  readonly correlation?: string | undefined;
  readonly causedBy?: string | undefined;
  readonly user?: string | undefined;
  readonly service?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly where?: string | undefined;
  readonly metadata?: readonly string[] | undefined;
}

/** What was not given is not there. */
export function toFilter(options: FilterOptions): EventFilter {
  const filter: Record<keyof EventFilter, unknown> = {
    aggregate_id: options.aggregate,
    aggregate_type: options.aggregateType,
    event_type: options.type,
    event_types: undefined,
    correlation_id: options.correlation,
    causation_id: options.causedBy,
    user_id: options.user,
    service_name: options.service,
    from_timestamp: options.from,
    to_timestamp: options.to,
    where: options.where,
    metadata_filters: options.metadata && Object.fromEntries(options.metadata.map(toEntry)),
  };
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return EventFilter.parse(Object.fromEntries(given));
}

function toEntry(text: string): readonly [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--metadata takes a key and a value, for example 'schema_version=2', not '${text}'`);
  const value = text.slice(at + 1);
  try {
    return [text.slice(0, at), JSON.parse(value)];
  } catch {
    return [text.slice(0, at), value];
  }
}
