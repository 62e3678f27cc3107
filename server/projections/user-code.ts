import type { ProjectionOptions } from './load-projection.ts';
import type { Projection } from './projection.ts';
import { shallowMerge } from './shallow-merge.ts';

/** Its signal costs something to make, and is asked for only when there is code to load. */
export interface Stoppable {
  readonly signal: AbortSignal;
}

/** The projection and the upcasters of a session, which are the user's own code. Close it with the session. */
export class UserCode {
  readonly #options: Omit<ProjectionOptions, 'signal'>;
  readonly #patience: number | undefined;
  #loaded: Projection | undefined;
  #isClosed = false;

  /** Code that has not been loaded after so many milliseconds is given up. */
  constructor(options: Omit<ProjectionOptions, 'signal'>, patience?: number) {
    this.#options = options;
    this.#patience = patience;
  }

  /** Loads it afresh; the one before ends when that has succeeded. Throws `bad-launch`, `projection-failed`, `cancelled`. */
  async load(pace?: Stoppable): Promise<Projection> {
    const loaded = await this.#loadNamed(pace);
    const old = this.#isClosed ? loaded : this.#loaded;
    this.#loaded = loaded;
    await old?.close?.();
    return loaded;
  }

  async #loadNamed(pace?: Stoppable): Promise<Projection> {
    const { projection, upcasters = [] } = this.#options;
    if (projection === undefined && upcasters.length === 0) return shallowMerge;
    const late = this.#patience === undefined ? undefined : AbortSignal.timeout(this.#patience);
    const signal = AbortSignal.any([pace?.signal, late].filter((each) => each !== undefined));
    // What runs code in a process of its own is loaded when there is some: most sessions have none, and should begin soon.
    const { loadProjection } = await import('./load-projection.ts');
    return loadProjection({ ...this.#options, signal });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#loaded?.close?.();
  }
}
