import { DomainError } from '../domain/errors.ts';
import { toJson } from '../domain/expressions/index.ts';
import type { JsonObject, JsonValue } from '../domain/json.ts';
import { now } from '../domain/timestamp.ts';
import type { Breakpoint } from './breakpoint.ts';
import type { WhatIf } from './edits.ts';
import { Pace } from './pace.ts';
import type { ReplaySession } from './replay-session.ts';
import { type TimelineEntry, timeline, timelineLength } from './timeline.ts';

/** The version of the session file's shape. */
export const SESSION_FILE_VERSION = 1;

/** A session file holds at most this many timeline entries, the latest ones, and says how many it left out. */
const MAX_TIMELINE = 100_000;

/** What is saved of a session: the reference's keys, and ours beside them. */
export interface SessionFile {
  readonly aggregate_id: string;
  readonly from_version: number;
  readonly breakpoints: readonly BreakpointDescription[];
  readonly execution_timeline: readonly TimelineEntry[];
  readonly variable_watches: readonly string[];
  /** The debugger's state: `paused`, `stopped` … */
  readonly final_state: ReplaySession['state'];
  readonly last_error: { readonly message: string; readonly type: string } | null;
  readonly exported_at: string;
  readonly format_version: number;
  readonly store: string;
  readonly to_version: number | null;
  readonly position: number;
  readonly projection: string;
  readonly timeline_omitted: number;
  readonly watched_values: { readonly [expression: string]: JsonValue };
  /** The folded state at the position. */
  readonly state: JsonObject;
  /** All streams of the session. */
  readonly aggregate_ids: readonly string[];
  /** What this replay folded otherwise than it is recorded. */
  readonly what_if: readonly WhatIf[];
}

/** Of a session that stands still and has been looked at. Throws `cancelled`, also when the session moves meanwhile. */
export async function exportSession(session: ReplaySession, pace = new Pace()): Promise<SessionFile> {
  const omitted = Math.max(0, timelineLength(session) - MAX_TIMELINE);
  const execution_timeline: TimelineEntry[] = [];
  for await (const entry of timeline(session, omitted)) execution_timeline.push(entry);
  return {
    aggregate_id: session.aggregateId,
    from_version: session.fromVersion,
    breakpoints: describeBreakpoints(session),
    execution_timeline,
    variable_watches: session.watches.list(),
    final_state: session.state,
    last_error: session.lastError ?? null,
    exported_at: now(),
    format_version: SESSION_FILE_VERSION,
    store: session.store.address,
    to_version: session.toVersion ?? null,
    position: session.position,
    projection: session.source.projection.name,
    timeline_omitted: omitted,
    watched_values: await watchedValues(session, pace),
    state: session.view?.state ?? {},
    aggregate_ids: session.aggregateIds,
    what_if: session.whatIfs,
  };
}

export function describeBreakpoints(session: ReplaySession): BreakpointDescription[] {
  return session.breakpoints.list().map(describeBreakpoint);
}

/** `{id, event_type, condition, enabled}` as in the reference, and what else a breakpoint says. */
export function describeBreakpoint({ id, spec, enabled }: Breakpoint) {
  return {
    id,
    event_type: spec.event_type ?? null,
    condition: spec.condition ?? null,
    enabled,
    event_id: spec.event_id ?? null,
    position: spec.position ?? null,
    hit_condition: spec.hit_condition ?? null,
    log_message: spec.log_message ?? null,
    aggregate_id: spec.aggregate_id ?? null,
    changes: spec.changes ?? null,
    exception: spec.exception ?? null,
  };
}
type BreakpointDescription = ReturnType<typeof describeBreakpoint>;

/**
 * `{expression: value}`; a failing one reads `Error: …`, and what JSON has no shape for reads as Python prints it. Each is
 * bounded work, all together they are not. Throws `cancelled`, also when the session moves meanwhile.
 */
export async function watchedValues(session: ReplaySession, pace: Pace): Promise<{ [expression: string]: JsonValue }> {
  const values: { [expression: string]: JsonValue } = Object.create(null);
  const { view } = session;
  for (const [expression, watched] of session.watches.each(view)) {
    values[expression] = 'error' in watched ? `Error: ${watched.error}` : toJson(watched.value);
    await pace.breatheOrCancel(session.position);
    if (session.view !== view || session.state === 'running') {
      throw new DomainError('cancelled', 'The replay has moved on meanwhile');
    }
  }
  return values;
}
