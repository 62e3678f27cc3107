import { setImmediate } from 'node:timers/promises';

let stray: { readonly error: unknown } | undefined;

/** From now on what nobody catches, in promises and timers that the user's code left behind, does not end the process. */
export function catchStrays(): void {
  for (const kind of ['unhandledRejection', 'uncaughtException']) {
    process.on(kind, (error: unknown) => {
      stray ??= { error };
    });
  }
}

/** To be awaited after the user's code has returned: throws what was left behind and not caught until now. */
export async function throwStray(): Promise<void> {
  await setImmediate();
  if (!stray) return;
  const { error } = stray;
  stray = undefined;
  throw error;
}
