import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What a module of the user's exports, by name. The parts of a default export that is an object (and so of a CommonJS
 * module) count as exported too.
 */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const main = exported.default;
  return typeof main === 'object' && main !== null ? { ...main, ...exported } : exported;
}

/** The user exported something else than we need. */
export function wrongExport(file: string, what: string): Error {
  const error = new Error(`${path.basename(file)} ${what}`);
  error.name = 'ExportError';
  return error;
}
