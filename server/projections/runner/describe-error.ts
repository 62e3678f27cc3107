import { inspect } from 'node:util';
import { syntaxPlace } from './syntax-place.ts';

export interface Described {
  readonly message: string;
  readonly stack: string;
}

/**
 * What the user's code threw, in the words of its language, without our own part of the stack. `files` are what was
 * being loaded.
 */
export function describeError(error: unknown, files: readonly string[] = []): Described {
  if (!(error instanceof Error)) {
    const message = `${inspect(error, { depth: 1, breakLength: Infinity })} was thrown`;
    return { message, stack: message };
  }
  const message = `${error.name}: ${error.message}${adviceFor(error, files)}`;
  const stack = (error.stack ?? message).split('\n').filter((line) => !isOurs(line));
  return { message: message + syntaxPlace(error, files), stack: stack.join('\n') };
}

function isOurs(line: string): boolean {
  const at = line.trimStart();
  return at.startsWith('at ') && (at.includes('node:internal') || at.includes(OURS));
}

/** Among the sources our files are in this folder, in the package in one bundle. */
const OURS = import.meta.url.endsWith('.ts') ? new URL('.', import.meta.url).href : import.meta.url;

function adviceFor(error: NodeJS.ErrnoException, files: readonly string[]): string {
  if (error.code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return '. Only types can be taken out of TypeScript here: no enums, namespaces or parameter properties';
  }
  const isTypeScript = files.some((file) => /\.[cm]?ts$/i.test(file));
  if (!isTypeScript || process.features.typescript || error.code !== 'ERR_UNKNOWN_FILE_EXTENSION') return '';
  return '. This Node cannot read TypeScript: use Node 22.18 or newer, or compile the file and name the .js';
}
