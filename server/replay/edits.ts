import { RecordedEvent } from '../domain/event.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../domain/json.ts';
import { toJsonText } from '../domain/json-text.ts';
import { parseStatePath, type StatePath } from '../domain/state-path.ts';
import type { Overwritten } from '../projections/overwritten.ts';
import type { State } from '../projections/projection.ts';
import type { StreamPlace } from './event-log.ts';
import type { Tracks } from './tracks.ts';

/**
 * One thing that should have been otherwise: an event that did not happen, that said something else, or after which a
 * part of the state was another. Only this replay folds with it; the store is never written.
 */
export type WhatIf = { readonly aggregate_id: string; readonly position: number } & (
  | { readonly kind: 'skip' }
  | { readonly kind: 'payload'; readonly event_data: JsonObject }
  | { readonly kind: 'value'; readonly path: string; readonly value: JsonValue }
);

/** All that is otherwise about one event. */
export interface Edit {
  isSkipped: boolean;
  data: JsonObject | undefined;
  readonly values: { readonly path: StatePath; readonly value: JsonValue }[];
}

/** What the user said should have been otherwise, in the order of saying it. */
export class Edits {
  #all: readonly WhatIf[] = [];
  readonly #byPlace = new Map<string, Edit>();

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  list(): readonly WhatIf[] {
    return this.#all;
  }

  replaceAll(all: readonly WhatIf[]): void {
    this.#all = all;
    this.#byPlace.clear();
    for (const each of all) {
      const key = keyOf({ aggregateId: each.aggregate_id, position: each.position });
      const edit = this.#byPlace.get(key) ?? { isSkipped: false, data: undefined, values: [] };
      this.#byPlace.set(key, edit);
      if (each.kind === 'skip') edit.isSkipped = true;
      else if (each.kind === 'payload') Object.assign(edit, { isSkipped: false, data: each.event_data });
      else edit.values.push({ path: parseStatePath(each.path) ?? [], value: each.value });
    }
  }

  at(place: StreamPlace): Edit | undefined {
    return this.#byPlace.get(keyOf(place));
  }

  /**
   * The events with the payloads that they should have had, up to the first after which the state is otherwise than a
   * projection would say: the next page is worked out from there.
   */
  applyToPage(events: readonly RecordedEvent[], tracks: Tracks): readonly RecordedEvent[] {
    const passed = new Map<string, number>();
    const page: RecordedEvent[] = [];
    for (const event of events) {
      const { aggregate_id: aggregateId } = event;
      const position = (passed.get(aggregateId) ?? tracks.get(aggregateId)?.position ?? 0) + 1;
      passed.set(aggregateId, position);
      const edit = this.at({ aggregateId, position });
      page.push(edit?.data ? withPayload(event, edit.data) : event);
      if (edit && (edit.isSkipped || edit.values.length > 0)) break;
    }
    return page;
  }
}

/** The state's parts become what they should have been. */
export function setValues({ values }: Edit, state: State, overwritten: Overwritten): void {
  for (const { path, value } of values) {
    const [key, ...rest] = path;
    if (key === undefined) continue;
    overwritten.note(state, String(key));
    state[String(key)] = withValueAt(state[String(key)], rest, value);
  }
}

/** A copy in which another value stands at the path; dicts come into being on the way. */
function withValueAt(here: JsonValue | undefined, [part, ...rest]: StatePath, value: JsonValue): JsonValue {
  if (part === undefined) return value;
  if (isJsonArray(here))
    return here.map((item, index) => (index === Number(part) ? withValueAt(item, rest, value) : item));
  const copy: Record<string, JsonValue> = Object.assign(Object.create(null), isJsonObject(here) ? here : {});
  copy[part] = withValueAt(copy[part], rest, value);
  return copy;
}

function withPayload(event: RecordedEvent, data: JsonObject): RecordedEvent {
  const { problem: _, ...row } = event.row;
  return new RecordedEvent({ ...row, event_data_text: toJsonText(data) });
}

function keyOf({ aggregateId, position }: StreamPlace): string {
  return `${position} ${aggregateId}`;
}
