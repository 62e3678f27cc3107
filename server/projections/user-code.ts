import { loadProjection, type ProjectionOptions } from './load-projection.ts';
import type { Projection } from './projection.ts';

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

  /** Loads it afresh; the one before ends when that has succeeded. Throws `bad-launch`, `projection-failed`. */
  async load(): Promise<Projection> {
    const signal = this.#patience === undefined ? undefined : AbortSignal.timeout(this.#patience);
    const loaded = await loadProjection({ ...this.#options, signal });
    const old = this.#isClosed ? loaded : this.#loaded;
    this.#loaded = loaded;
    await old?.close?.();
    return loaded;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#loaded?.close?.();
  }
}
