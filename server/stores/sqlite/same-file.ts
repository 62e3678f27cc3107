import { statSync } from 'node:fs';
import { DomainError } from '../../domain/errors.ts';

/**
 * An open file goes on living when its name is taken away: whoever reads it sees the past for ever, and what is written
 * to it is lost. The function that is returned throws `store-failed` when the name no longer leads to the file that it
 * leads to now.
 */
export function watchIdentity(file: string): () => void {
  const opened = identityOf(file);
  return () => {
    const found = identityOf(file);
    if (found === opened) return;
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
