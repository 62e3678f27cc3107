import path from 'node:path';
import { DomainError } from '../../domain/errors.ts';
import type { EventStore } from '../../domain/event-store.ts';
import type { ProjectionOptions } from '../../projections/load-projection.ts';
import { UserCode } from '../../projections/user-code.ts';
import { ReplaySession } from '../../replay/replay-session.ts';
import { loadSchemas } from '../../schemas/load-schemas.ts';
import { Refusal } from '../refusal.ts';
import type { StartSession } from './start-session.ts';

/** Code that has not been loaded by then is given up, in milliseconds. */
const LOADING = 30_000;

/** A replay that a front end can be connected to. */
export interface OpenedReplay {
  readonly replay: ReplaySession;
  /** Loads the user's projection and upcasters anew, for the next restart. */
  reloadProjection(): Promise<void>;
  /** Lets go of the replay; the store stays open. */
  close(): Promise<void>;
}

/**
 * Opens a replay over the service's store. `folder` holds what code callers may name. `onOutput` hears what the user's code prints apart from any event. Throws
 * `projections-not-allowed`, and what opening a session and loading a projection throw.
 */
export async function openLive(
  store: EventStore,
  args: StartSession,
  { folder, memory }: { readonly folder: string | undefined; readonly memory: number },
  onOutput: ProjectionOptions['onOutput'],
): Promise<OpenedReplay> {
  const { projection: named, upcasters = [] } = args;
  for (const file of [...upcasters, ...(named === undefined ? [] : [named])]) inside(folder, file);
  const code = new UserCode({ projection: named, upcasters, baseFolder: folder ?? '', onOutput }, LOADING);
  const { follow, from_version: fromVersion, to_version: toVersion } = args;
  const { aggregate_id: aggregateId, aggregate_ids: aggregateIds, correlation_id: correlationId } = args;
  const versions = aggregateId === undefined ? {} : { fromVersion, toVersion };
  const findViolation = args.schemas === undefined ? undefined : await loadSchemas(inside(folder, args.schemas));
  try {
    const projection = await code.load();
    const streams = { aggregateId, aggregateIds, correlationId, ...versions };
    const how = { projection, findViolation, looksLate: true, memory };
    const replay = await ReplaySession.open({ store, ...streams, follow, ...how });
    const reloadProjection = async () => replay.replaceProjection(await code.load());
    return { replay, reloadProjection, close: () => code.close() };
  } catch (error) {
    await code.close();
    throw error;
  }
}

/** The path of a file that a caller may name. */
function inside(folder: string | undefined, file: string): string {
  if (folder === undefined) {
    const message = `This service runs no code that callers name ('${file}'): start it with --allow-projections`;
    throw new Refusal('projections-not-allowed', message);
  }
  const resolved = path.resolve(folder, file);
  const way = path.relative(folder, resolved);
  if (!way.startsWith('..') && !path.isAbsolute(way)) return resolved;
  throw new DomainError('bad-launch', `'${file}' is not below the folder in which the service runs`);
}
