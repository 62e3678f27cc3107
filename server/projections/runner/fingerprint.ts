import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A text that changes when the content of one of the files does. */
export function fingerprintOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const content = readFileSync(file);
    hash.update(`${content.length}:`).update(content);
  }
  return hash.digest('hex');
}
