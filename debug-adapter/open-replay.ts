import type { EventStore } from '../server/domain/event-store.ts';
import type { LaunchArguments } from '../server/protocol/launch-arguments.ts';
import { ReplaySession } from '../server/replay/replay-session.ts';
import type { Stop } from '../server/replay/stop.ts';
import { loadSchemas } from '../server/schemas/load-schemas.ts';
import { type OnOutput, UserCode } from './user-code.ts';

/** A replay that a client can be connected to, whoever opened it. */
export interface OpenReplay {
  readonly replay: ReplaySession;
  /** Loads the user's projection and upcasters anew, for the next restart: their files may have changed. */
  reloadProjection(): Promise<void>;
  /** Lets go of it. */
  close(): Promise<void>;
  /** Given when others move it too. */
  readonly shared?: Shared | undefined;
}

/** A replay that several front ends drive: all its movements go through here. */
export interface Shared {
  /** Throws `session-running`. Breakpoints that change on the way count from then on. */
  move(step: (replay: ReplaySession) => Promise<Stop>): Promise<Stop>;
  /** Resolves when nothing moves any more, whoever moved it. */
  pause(): Promise<void>;
  /** Is this stop only for a run to take notice of other breakpoints, and nobody's business? */
  isGoingOn(): boolean;
  /** Where the last movement ended; undefined while one is on its way, and when it failed. */
  lastStop(): Stop | undefined;
}

/**
 * Opens a replay of its own over an open store, which is closed with it, also when this fails. `onOutput` is called with
 * what the user's code prints apart from any event.
 */
export async function openReplay(args: LaunchArguments, store: EventStore, onOutput: OnOutput): Promise<OpenReplay> {
  const code = new UserCode(args, onOutput);
  const close = async () => {
    await code.close();
    await store.close();
  };
  try {
    const { aggregateId, aggregateIds, correlationId, fromVersion, toVersion, follow } = args;
    const streams = { aggregateId, aggregateIds, correlationId, fromVersion, toVersion };
    const projection = await code.load();
    const findViolation = args.schemas === undefined ? undefined : await loadSchemas(args.schemas);
    const replay = await ReplaySession.open({ store, ...streams, follow, projection, findViolation, looksLate: true });
    return { replay, reloadProjection: async () => replay.replaceProjection(await code.load()), close };
  } catch (error) {
    await close();
    throw error;
  }
}
