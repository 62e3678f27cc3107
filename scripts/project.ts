import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the checkout. */
export const root = path.dirname(import.meta.dirname);

/** The command line of an installed package, quoted for a shell. */
export function bin(name: string): string {
  const file = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
  if (!existsSync(file)) {
    throw new Error(`${name} is not installed. Run 'node scripts/setup.mjs'.`);
  }
  return `"${file}"`;
}
