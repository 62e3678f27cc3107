import { loadProjection } from '../server/projections/load-projection.ts';
import type { Projection } from '../server/projections/projection.ts';
import type { LaunchArguments } from '../server/protocol/launch-arguments.ts';
import type { Events } from './events.ts';

/** Does a session run code of its user? */
export function hasUserCode({ projection, upcasters = [] }: LaunchArguments): boolean {
  return projection !== undefined || upcasters.length > 0;
}

/**
 * The projection and the upcasters of a session, which are the user's own code: what they print goes to the debug
 * console. Paths lead from the folder in which the adapter runs; VS Code makes that the workspace folder.
 */
export class UserCode {
  readonly #args: LaunchArguments;
  readonly #events: Events;
  #loaded: Projection | undefined;

  constructor(args: LaunchArguments, events: Events) {
    this.#args = args;
    this.#events = events;
  }

  /** Loads it afresh; the one before ends when that has succeeded. Throws `bad-launch`, `projection-failed`. */
  async load(): Promise<Projection> {
    const { projection, upcasters } = this.#args;
    const loaded = await loadProjection({
      projection,
      upcasters,
      baseFolder: process.cwd(),
      onOutput: (text, category) => this.#events.send('output', { category, output: text }),
    });
    await this.close();
    this.#loaded = loaded;
    return loaded;
  }

  async close(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await loaded?.close?.();
  }
}
