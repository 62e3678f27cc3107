import { existsSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { DomainError } from '../domain/errors.ts';

/** A file for what a migration sets aside; it is made with its first line. */
export interface SetAsideFile {
  write(line: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * `replace`: the lines of an interrupted run are written anew. Otherwise throws `store-failed` when the file exists: it
 * may hold events that are nowhere else.
 */
export function setAsideFile(file: string, { replace }: { readonly replace: boolean }): SetAsideFile {
  if (!replace && existsSync(file)) {
    throw new DomainError(
      'store-failed',
      `${file} holds what another run set aside: move it away, or name another file`,
    );
  }
  let handle: FileHandle | undefined;
  return {
    write: async (line) => {
      handle ??= await open(file, replace ? 'w' : 'wx');
      await handle.appendFile(`${line}\n`);
    },
    close: async () => {
      await handle?.sync();
      await handle?.close();
    },
  };
}
