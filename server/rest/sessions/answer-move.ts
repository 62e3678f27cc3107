import { setTimeout } from 'node:timers/promises';
import type { ReplaySession } from '../../replay/replay-session.ts';
import type { Stop } from '../../replay/stop.ts';
import type { LiveSession } from './live-session.ts';
import type { Moved } from './session-shapes.ts';

/** What a caller is told of a movement that has ended; of one that goes on beyond `wait`, that it does. */
interface Told {
  readonly status: string;
  readonly message: string;
  /** Milliseconds. */
  readonly wait: number;
}

/** Moves a session, and answers when it stands still again, or goes on moving after all that patience. */
export async function answerMove(
  session: LiveSession,
  movement: (replay: ReplaySession) => Promise<Stop>,
  { status, message, wait }: Told,
): Promise<Moved> {
  const moving = session.move(movement);
  const stop = await within(moving, wait);
  const text = stop ? message : `${message}; it is on its way, and GET /sessions/${session.id} tells where it is`;
  return describeMove(session, status, text);
}

/** Where a session stands, as the answer to what moved it or stopped it. */
export function describeMove({ replay, lastStop }: LiveSession, status: string, message: string): Moved {
  const { state, position } = replay;
  return { status, message, state, position, stop: lastStop ? describeStop(lastStop) : null };
}

export function describeStop({ hits, anomalies, ...stop }: Stop) {
  return { ...stop, hits: [...hits], anomalies: [...anomalies] };
}

async function within(moving: Promise<Stop>, milliseconds: number): Promise<Stop | undefined> {
  const giveUp = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: giveUp.signal }).catch(() => undefined);
  try {
    return await Promise.race([moving, late]);
  } finally {
    giveUp.abort();
    // What fails after its caller was answered is told by the session's state and its feed.
    moving.catch(() => {});
  }
}
