import type { RunningReplay } from '../debugging/standings.ts';
import type { LiveSession } from '../service/live-sessions.ts';

/** What the Sessions view shows, as plain data; `session-item.ts` says how it looks. */
export type SessionNode = ReplayNode | LiveNode | ServiceNote;

/** A replay that runs in this window. */
export interface ReplayNode extends RunningReplay {
  readonly kind: 'replay';
}

/** A replay of a program, over the service of this window. */
export interface LiveNode {
  readonly kind: 'live';
  readonly live: LiveSession;
}

/** Why the service does not say which sessions it has. */
export interface ServiceNote {
  readonly kind: 'note';
  readonly text: string;
}
