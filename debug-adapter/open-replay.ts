import type { FindViolation } from '../server/domain/anomalies.ts';
import type { EventStore } from '../server/domain/event-store.ts';
import type { ProjectionOptions } from '../server/projections/load-projection.ts';
import { UserCode } from '../server/projections/user-code.ts';
import type { LaunchArguments } from '../server/protocol/launch-arguments.ts';
import { Movements } from '../server/replay/movements.ts';
import type { Pace } from '../server/replay/pace.ts';
import { ReplaySession } from '../server/replay/replay-session.ts';
import type { MoveTarget } from '../server/replay/stop.ts';

export type OnOutput = ProjectionOptions['onOutput'];

/** A replay that a client can be connected to, whoever opened it. */
export interface OpenReplay {
  readonly replay: ReplaySession;
  /** All that moves it goes through here. */
  readonly movements: Movements;
  /** Do others move it too? */
  readonly isShared: boolean;
  /** Loads the user's projection and upcasters anew, for the next restart: their files may have changed. */
  reloadProjection(pace?: Pace): Promise<void>;
  /** Lets go of it. */
  close(): Promise<void>;
}

/**
 * Opens a replay of its own over an open store, which is closed with it, also when this fails. `onOutput` is called with
 * what the user's code prints apart from any event. Paths of code lead from the folder in which the adapter runs; VS Code
 * makes that the workspace folder.
 */
export async function openReplay(
  args: LaunchArguments,
  store: EventStore,
  onOutput: OnOutput,
  pace?: Pace,
): Promise<OpenReplay> {
  const { projection: named, upcasters } = args;
  const code = new UserCode({ projection: named, upcasters, baseFolder: process.cwd(), onOutput });
  const close = async () => {
    await code.close();
    await store.close();
  };
  try {
    const { aggregateId, aggregateIds, correlationId, fromVersion, toVersion, follow } = args;
    const streams = { aggregateId, aggregateIds, correlationId, fromVersion, toVersion };
    const projection = await code.load(pace);
    const findViolation = args.schemas === undefined ? undefined : await loadSchemas(args.schemas);
    const replay = await ReplaySession.open({ store, ...streams, follow, projection, findViolation, looksLate: true });
    const start = startOf(args);
    if (start) await replay.resolve(start);
    const reloadProjection = async (pace?: Pace) => replay.replaceProjection(await code.load(pace));
    return { replay, movements: new Movements(replay), isShared: false, reloadProjection, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function loadSchemas(folder: string): Promise<FindViolation> {
  return (await import('../server/schemas/load-schemas.ts')).loadSchemas(folder);
}

/** Where it starts, when not at its first event. */
export function startOf({ at, position }: LaunchArguments): MoveTarget | undefined {
  if (position !== undefined) return { position };
  return at === undefined ? undefined : { timestamp: at };
}
