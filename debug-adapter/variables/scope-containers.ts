import { changeText } from '../../server/domain/change-text.ts';
import { RecordedEvent } from '../../server/domain/event.ts';
import type { EventStore } from '../../server/domain/event-store.ts';
import { qualifiedType } from '../../server/domain/event-types.ts';
import type { JsonObject } from '../../server/domain/json.ts';
import type { StateChange } from '../../server/domain/state-diff.ts';
import { formatStatePath } from '../../server/domain/state-path.ts';
import type { Edit } from '../../server/replay/edits.ts';
import type { EventView } from '../../server/replay/event-view.ts';
import { type Container, type Item, listOf } from './container.ts';
import { toContainer, toItem } from './value-item.ts';

const MAX_CHANGES = 1_000;
const PREVIEW = 80;

const NOTHING = listOf(() => []);

export function stateContainer(state: JsonObject, name: 'state' | 'before'): Container {
  return toContainer(state, name) ?? NOTHING;
}

/** One row per difference: `temperature: 0.2 → 1.7`. */
export function changesContainer(view: EventView): Container {
  return listOf(() => {
    const changes = view.changes(MAX_CHANGES + 1);
    const items = changes.slice(0, MAX_CHANGES).map(toChangeItem);
    if (changes.length <= MAX_CHANGES) return items;
    return [
      ...items,
      { name: '…', value: `more than ${MAX_CHANGES.toLocaleString('en-US')} changes: see State and Before` },
    ];
  });
}

function toChangeItem(change: StateChange): Item {
  const old = change.old === undefined ? [] : [toItem('old', change.old)];
  const now = change.new === undefined ? [] : [toItem('new', change.new)];
  const isDeep = [...old, ...now].some(({ container }) => container);
  return {
    name: formatStatePath(change.path),
    value: changeText(change.old, change.new, PREVIEW),
    container: isDeep ? listOf(() => [...old, ...now]) : undefined,
  };
}

/** The event's own fields; first what is wrong with it, and what was said to be otherwise about it. */
export function eventContainer(event: RecordedEvent, position: number, edit: Edit | undefined): Container {
  return listOf(() => {
    const { malformed } = event;
    const problem: Item[] = malformed ? [{ name: 'malformed', value: malformed }] : [];
    const raw: Item[] = malformed ? [toItem('event_data (raw text)', event.row.event_data_text)] : [];
    const type: Item = { name: 'type', value: qualifiedType(event) };
    return [
      ...problem,
      ...(edit ? whatIfRows(edit) : []),
      type,
      ...raw,
      ...recordedAs(event, edit?.data ? 'what if' : 'as recorded'),
      ...FIELDS.map((field) => fieldItem(event, field)),
      toItem('position', position, 'position'),
    ];
  });
}

function whatIfRows({ isSkipped, data, values }: Edit): Item[] {
  const texts = values.map(({ path }) => `${formatStatePath(path)} is another`);
  if (data) texts.unshift('this is another payload');
  if (isSkipped) texts.unshift('it is skipped');
  return texts.map((value) => ({ name: 'what if', value }));
}

/** The payload as it was recorded, beside what upcasters made of it. */
function recordedAs(event: RecordedEvent, how: string): Item[] {
  const { lift } = event;
  if (!lift) return [];
  const what = lift.problem ?? `from schema version ${lift.from} to ${lift.to}`;
  return [{ name: 'upcast', value: what }, toItem(`event_data (${how})`, new RecordedEvent(event.row).event_data)];
}

const FIELDS = [
  'event_data',
  'timestamp',
  'version',
  'event_id',
  'event_type',
  'aggregate_id',
  'aggregate_type',
  'correlation_id',
  'causation_id',
  'user_id',
  'service_name',
  'metadata',
] as const;

function fieldItem(event: RecordedEvent, field: (typeof FIELDS)[number]): Item {
  return toItem(field, event[field], `event.${field}`);
}

/** The events of the same business transaction, in all streams, oldest first. */
export async function correlationContainer(store: EventStore, event: RecordedEvent): Promise<Container> {
  const { correlation_id } = event;
  if (!correlation_id) {
    return listOf(() => [{ name: 'correlation_id', value: 'None: this event belongs to no correlation' }]);
  }
  return {
    size: await store.countEvents({ correlation_id }),
    isPaged: true,
    children: async (offset, limit) => {
      const page = await store.queryEvents({ correlation_id }, { offset, limit, order: 'oldest-first' });
      return page.events.map((related, index) => toRelatedItem(related, offset + index, event));
    },
  };
}

function toRelatedItem(related: RecordedEvent, index: number, current: RecordedEvent): Item {
  const here = related.event_id === current.event_id ? '  ← this event' : '';
  return {
    name: String(index),
    value: `${related.timestamp.slice(11, 23)} ${qualifiedType(related)} · ${related.aggregate_id} v${related.version}${here}`,
    container: listOf(() => FIELDS.map((field) => ({ ...toItem(field, related[field]), evaluateName: undefined }))),
  };
}
