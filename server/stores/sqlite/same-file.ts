import { statSync } from 'node:fs';
import { clock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';

/** For so many milliseconds a reader goes by what was found: to look takes it as long as a page of a small stream. */
const TRUST = 100;

/**
 * An open file goes on living when its name is taken away: whoever reads it sees the past for ever, and what is written
 * to it is lost. The function that is returned throws `store-failed` when the name no longer leads to the file that it
 * leads to now: at once to who writes, a moment later at most to who reads.
 */
export function watchIdentity(file: string): (writes: boolean) => void {
  const opened = identityOf(file);
  let trusted = 0;
  return (writes) => {
    if (!writes && clock() < trusted) return;
    const found = identityOf(file);
    if (found === opened) {
      trusted = clock() + TRUST;
      return;
    }
    const [what, advice] =
      found === undefined
        ? ['deleted or moved', 'put it back, then open it again']
        : ['replaced by another file', 'open it again to see that one'];
    throw new DomainError('store-failed', `${file} was ${what} after it was opened: ${advice}`);
  };
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}
