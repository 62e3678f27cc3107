import { shallowMerge } from '../../projections/shallow-merge.ts';
import type { Limits } from '../limits.ts';
import { addWatchTo } from './add-watch-to.ts';
import { addBreakpointTo } from './breakpoint-body.ts';
import type { LiveSession } from './live-session.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { SessionFileBody } from './session-file-shape.ts';
import { StartSession } from './start-session.ts';

/**
 * A session as a file describes it: its streams, breakpoints, watches and changes, where it stood. `remark` says what
 * could not be had. Throws as starting a session and setting breakpoints do; then there is no session.
 */
export async function restoreSession(
  sessions: LiveSessions,
  file: SessionFileBody,
  limits: Limits,
): Promise<{ readonly session: LiveSession; readonly remark: string | undefined }> {
  const session = await sessions.open(StartSession.parse(streamsOf(file)));
  try {
    for (const breakpoint of file.breakpoints) addBreakpointTo(session, breakpoint, limits.breakpoints);
    for (const expression of file.variable_watches) addWatchTo(session, expression, limits.watches);
    await session.move((replay) => replay.start());
    if (file.what_if.length > 0) await session.move((replay) => replay.whatIf(file.what_if));
    if (file.position > 0) await session.move((replay) => replay.moveTo({ position: file.position }));
  } catch (error) {
    await sessions.end(session.id);
    throw error;
  }
  const hasOwnCode = file.projection !== undefined && file.projection !== shallowMerge.name;
  return { session, remark: hasOwnCode ? `without its projection ${file.projection}` : undefined };
}

function streamsOf({ aggregate_id, aggregate_ids, from_version, to_version }: SessionFileBody) {
  if (aggregate_ids.length > 1) return { aggregate_ids };
  return { aggregate_id, from_version: from_version ?? 1, to_version: to_version ?? undefined };
}
