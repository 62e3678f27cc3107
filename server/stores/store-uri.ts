import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DomainError } from '../domain/errors.ts';

export type StoreUri =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly uri: string }
  | { readonly kind: 'http'; readonly uri: string };

const UNDERSTOOD =
  'this version understands a SQLite file (events.db, sqlite:PATH, sqlite:///PATH), postgres://USER@HOST/DATABASE, http://HOST:PORT and memory:';

/**
 * Reads the name of a store: a path, `sqlite:PATH`, `file:///PATH`, `postgres://…`, `http(s)://…` (another event-replay
 * service), `memory:`, and SQLAlchemy's spellings
 * (`sqlite:///./relative.db`, `sqlite+pysqlite:///…`, `postgresql+psycopg2://…`), as people paste their DATABASE_URL.
 * The path comes back absolute; a relative one starts at `baseFolder`. Throws `bad-store-uri`, in whose message no part
 * of the URI but its scheme appears: it may hold a password.
 */
export function parseStoreUri(uri: string, baseFolder: string = process.cwd()): StoreUri {
  const text = uri.trim();
  if (text === '') throw new DomainError('bad-store-uri', `No store was named: ${UNDERSTOOD}`);
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return sqliteAt(text, baseFolder);
  if (scheme === 'memory') return { kind: 'memory' };
  if (/^sqlite(\+\w+)?$/.test(scheme)) return sqliteAt(sqlitePath(text.slice(scheme.length + 1)), baseFolder);
  if (/^postgres(ql)?(\+\w+)?$/.test(scheme)) return { kind: 'postgres', uri: text };
  if (scheme === 'http' || scheme === 'https') return { kind: 'http', uri: text };
  if (scheme === 'file') return sqliteAt(filePath(text), baseFolder);
  if (text.startsWith('//', scheme.length + 1)) {
    throw new DomainError('bad-store-uri', `A store of the kind ${scheme}:// cannot be opened: ${UNDERSTOOD}`);
  }
  return sqliteAt(text, baseFolder);
}

/** What follows `sqlite:`. After `//` it is SQLAlchemy's form: one more slash, then a path, then options. */
function sqlitePath(rest: string): string {
  if (!rest.startsWith('//')) return rest;
  const [database = ''] = rest.slice(2).split('?');
  if (database === '') return ':memory:';
  if (!database.startsWith('/')) {
    throw new DomainError(
      'bad-store-uri',
      'sqlite:// must be followed by a slash and a path: sqlite:///events.db is relative, sqlite:////data/events.db absolute',
    );
  }
  return database.slice(1);
}

function filePath(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (cause) {
    throw new DomainError('bad-store-uri', 'A file: URI must name a local path: file:///data/events.db', { cause });
  }
}

function sqliteAt(file: string, baseFolder: string): StoreUri {
  if (file === ':memory:') return { kind: 'memory' };
  if (file === '') throw new DomainError('bad-store-uri', 'sqlite: must be followed by a path: sqlite:events.db');
  return { kind: 'sqlite', path: path.resolve(baseFolder, file) };
}
