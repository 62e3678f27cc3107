import { loadProjection, type ProjectionOptions } from '../server/projections/load-projection.ts';
import type { Projection } from '../server/projections/projection.ts';
import type { LaunchArguments } from '../server/protocol/launch-arguments.ts';

export type OnOutput = ProjectionOptions['onOutput'];

/** Does a session run code of its user? */
export function hasUserCode({ projection, upcasters = [] }: LaunchArguments): boolean {
  return projection !== undefined || upcasters.length > 0;
}

/**
 * The projection and the upcasters of a session, which are the user's own code. Paths lead from the folder in which the
 * adapter runs; VS Code makes that the workspace folder.
 */
export class UserCode {
  readonly #args: LaunchArguments;
  readonly #onOutput: OnOutput;
  #loaded: Projection | undefined;

  constructor(args: LaunchArguments, onOutput: OnOutput) {
    this.#args = args;
    this.#onOutput = onOutput;
  }

  /** Loads it afresh; the one before ends when that has succeeded. Throws `bad-launch`, `projection-failed`. */
  async load(): Promise<Projection> {
    const { projection, upcasters } = this.#args;
    const loaded = await loadProjection({
      projection,
      upcasters,
      baseFolder: process.cwd(),
      onOutput: this.#onOutput,
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
