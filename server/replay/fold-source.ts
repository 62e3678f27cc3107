import type { Anomaly, AnomalyKind, FindViolation } from '../domain/anomalies.ts';
import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import type { Overwritten } from '../projections/overwritten.ts';
import type { Projection } from '../projections/projection.ts';
import type { Checkpoints } from './checkpoints.ts';
import { type Edits, setValues } from './edits.ts';
import type { EventLog } from './event-log.ts';
import { inspect } from './inspect.ts';
import { type Track, type Tracks, trackOf } from './tracks.ts';

/** What is folded, how, and what is remembered of it. */
export interface FoldSource {
  readonly log: EventLog;
  readonly projection: Projection;
  readonly checkpoints: Checkpoints;
  /** What the user said should have been otherwise. */
  readonly edits: Edits;
  /** Tells which payloads do not match their schema. */
  readonly findViolation?: FindViolation | undefined;
}

/** All that a run asks of its events. */
export interface Needs {
  /** All fields when left out. */
  readonly fields?: ReadonlySet<keyof Event> | undefined;
  /** What is looked for that is wrong with them. */
  readonly anomalies?: ReadonlySet<AnomalyKind> | undefined;
  /** No more events than this at once. */
  readonly most?: number | undefined;
}

export interface Page {
  readonly events: readonly RecordedEvent[];
  readonly anomalies: ReadonlyMap<RecordedEvent, readonly Anomaly[]>;
}

export const NO_ANOMALIES: readonly Anomaly[] = [];
const NOTHING_FOUND: ReadonlyMap<RecordedEvent, readonly Anomaly[]> = new Map();

/** The next events after a place, ready to be applied; none at the end of the log. */
export async function readPage(
  source: FoldSource,
  position: number,
  key: StreamKey | undefined,
  tracks: Tracks,
  signal: AbortSignal,
  { fields, anomalies, most }: Needs = {},
): Promise<Page> {
  const { log, projection, edits } = source;
  const some = edits.isEmpty ? withFields(fields, projection.fields) : undefined;
  let events: readonly RecordedEvent[] = await log.read(position, key, some, most);
  if (!edits.isEmpty) events = edits.applyToPage(events, tracks);
  if (events.length > 0 && projection.prepare) {
    events = await projection.prepare(events, (id) => trackOf(tracks, id, projection).state, signal);
  }
  if (!anomalies || anomalies.size === 0) return { events, anomalies: NOTHING_FOUND };
  return { events, anomalies: await inspect(events, anomalies, source, tracks) };
}

/** Applies an event to its stream. An error of the projection is returned: the event then changes nothing. */
export function applyEvent(
  { projection, edits }: FoldSource,
  track: Track,
  event: RecordedEvent,
  overwritten: Overwritten,
): Error | undefined {
  const edit = edits.isEmpty ? undefined : edits.at(track);
  let failure: Error | undefined;
  try {
    if (!edit?.isSkipped) projection.apply(track.state, event, overwritten);
  } catch (error) {
    overwritten.undo(track.state);
    overwritten.clear();
    failure = error instanceof Error ? error : new Error(String(error));
  }
  if (edit) setValues(edit, track.state, overwritten);
  return failure;
}

function withFields(
  some: ReadonlySet<keyof Event> | undefined,
  others: ReadonlySet<keyof Event> | undefined,
): ReadonlySet<keyof Event> | undefined {
  return some && others ? new Set([...some, ...others]) : undefined;
}
