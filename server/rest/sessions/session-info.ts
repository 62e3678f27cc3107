import * as z from 'zod';
import { isDomainError } from '../../domain/errors.ts';
import type { Pace } from '../../replay/pace.ts';
import { describeBreakpoints, watchedValues } from '../../replay/session-file.ts';
import { timelineLength } from '../../replay/timeline.ts';
import { describeStop } from './answer-move.ts';
import { describeEvent } from './describe-event.ts';
import type { LiveSession } from './live-session.ts';
import { BreakpointShape, EventShape, Json, LastError, SessionState, StopShape } from './session-shapes.ts';

/** The reference's debug info, and ours. */
export const SessionInfo = z.object({
  session_id: z.string(),
  state: SessionState,
  aggregate_id: z.string(),
  from_version: z.int(),
  current_event: EventShape.nullable(),
  breakpoints: z.array(BreakpointShape),
  timeline_length: z.int(),
  watched_values: z.record(z.string(), Json).meta({ description: 'A failing one reads Error: …' }),
  last_error: LastError.nullable(),
  started_at: z.string(),
  aggregate_ids: z.array(z.string()),
  to_version: z.int().nullable(),
  position: z.int(),
  first_position: z.int(),
  follow: z.boolean(),
  last_stop: StopShape.nullable(),
});
export type SessionInfo = z.infer<typeof SessionInfo>;

export async function sessionInfo(session: LiveSession, pace: Pace): Promise<SessionInfo> {
  const { replay, lastStop } = session;
  const watched_values = await session.look(() => watched(session, pace));
  return {
    session_id: session.id,
    state: replay.state,
    aggregate_id: replay.aggregateId,
    from_version: replay.fromVersion,
    current_event: replay.view ? describeEvent(replay.view.event) : null,
    breakpoints: describeBreakpoints(replay),
    timeline_length: timelineLength(replay),
    watched_values,
    last_error: replay.lastError ?? null,
    started_at: session.startedAt,
    aggregate_ids: [...replay.aggregateIds],
    to_version: replay.toVersion ?? null,
    position: replay.position,
    first_position: replay.log.first,
    follow: session.follows,
    last_stop: lastStop ? describeStop(lastStop) : null,
  };
}

/** The values of watches; none of a session that moves, or begins to. */
async function watched({ replay }: LiveSession, pace: Pace): Promise<SessionInfo['watched_values']> {
  try {
    if (replay.watches.list().length === 0) return {};
    await replay.look(pace);
    return await watchedValues(replay, pace);
  } catch (error) {
    const isMoving = isDomainError(error, 'session-running') || isDomainError(error, 'cancelled');
    if (isMoving && !pace.isStopRequested) return {};
    throw error;
  }
}
