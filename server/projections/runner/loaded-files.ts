import module from 'node:module';
import { fileURLToPath } from 'node:url';

const urls = new Set<string>();

/** From now on remembers which files are loaded. A runtime that cannot tell knows of none. */
export function watchLoading(): void {
  module.registerHooks?.({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      urls.add(found.url);
      return found;
    },
  });
}

/** The files named, and those of the user's that they brought in. */
export function loadedFiles(named: readonly string[]): string[] {
  const files = [...urls].filter((url) => url.startsWith('file:') && !url.includes('/node_modules/'));
  return [...new Set([...named, ...files.map((url) => fileURLToPath(url.replace(/[?#].*$/, '')))])];
}
