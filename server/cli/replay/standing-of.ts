import type { Pace } from '../../replay/pace.ts';
import type { ReplaySession } from '../../replay/replay-session.ts';
import type { Standing } from './report.ts';

/** Changes of one event that are told. */
const MOST_CHANGES = 100;

/** Where a session stands now: on an event. */
export async function standingOf(session: ReplaySession, pace: Pace): Promise<Standing> {
  const view = (await session.look(pace))!;
  return { event: view.event, position: view.position, changes: view.changes(MOST_CHANGES) };
}
