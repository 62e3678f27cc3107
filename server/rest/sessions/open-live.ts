import path from 'node:path';
import { DomainError } from '../../domain/errors.ts';
import type { EventStore } from '../../domain/event-store.ts';
import { loadProjection, type ProjectionOptions } from '../../projections/load-projection.ts';
import type { Projection } from '../../projections/projection.ts';
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
 * Opens a replay over the service's store. `onOutput` hears what the user's code prints apart from any event. Throws
 * `projections-not-allowed`, and what opening a session and loading a projection throw.
 */
export async function openLive(
  store: EventStore,
  args: StartSession,
  folder: string | undefined,
  onOutput: ProjectionOptions['onOutput'],
): Promise<OpenedReplay> {
  const load = projectionLoader(args, folder, onOutput);
  const { follow, from_version: fromVersion, to_version: toVersion } = args;
  const { aggregate_id: aggregateId, aggregate_ids: aggregateIds, correlation_id: correlationId } = args;
  const versions = aggregateId === undefined ? {} : { fromVersion, toVersion };
  const findViolation = args.schemas === undefined ? undefined : await loadSchemas(inside(folder, args.schemas));
  let projection = await load();
  let isClosed = false;
  try {
    const streams = { aggregateId, aggregateIds, correlationId, ...versions };
    const replay = await ReplaySession.open({ store, ...streams, follow, projection, findViolation, looksLate: true });
    return {
      replay,
      reloadProjection: async () => {
        const loaded = await load();
        if (isClosed) return loaded?.close?.();
        const old = projection;
        projection = loaded;
        replay.replaceProjection(projection);
        await old?.close?.();
      },
      close: async () => {
        isClosed = true;
        await projection?.close?.();
      },
    };
  } catch (error) {
    await projection?.close?.();
    throw error;
  }
}

/** Undefined is what it loads where the caller names no code. */
function projectionLoader(
  { projection, upcasters = [] }: StartSession,
  folder: string | undefined,
  onOutput: ProjectionOptions['onOutput'],
): () => Promise<Projection | undefined> {
  if (projection === undefined && upcasters.length === 0) return async () => undefined;
  for (const file of [...upcasters, ...(projection === undefined ? [] : [projection])]) inside(folder, file);
  return () =>
    loadProjection({
      projection,
      upcasters,
      baseFolder: folder!,
      onOutput,
      signal: AbortSignal.timeout(LOADING),
    });
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
