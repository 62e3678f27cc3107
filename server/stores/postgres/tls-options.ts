import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { messageOf } from '../../domain/errors.ts';
import { badUri, type PostgresUri } from './postgres-uri.ts';

/** How a connection is to be encrypted. `isOptional`: without, where the server cannot. */
export interface Tls {
  readonly options: ConnectionOptions | false;
  readonly isOptional: boolean;
}

const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const;

/**
 * `sslmode`, `sslrootcert`, `sslcert` and `sslkey` as libpq means them: `prefer` when left out; `require` encrypts and
 * believes any server unless a root certificate is named; `verify-ca` checks who signed; `verify-full` the name, too.
 * Throws `bad-store-uri` for another mode and for a file that cannot be read.
 */
export function toTls({ host, options }: PostgresUri): Tls {
  const mode = readMode(options.get('sslmode') ?? options.get('ssl'));
  if (mode === 'disable' || host.startsWith('/')) return { options: false, isOptional: false };
  const ca = readPem(options, 'sslrootcert');
  const files = { ca, cert: readPem(options, 'sslcert'), key: readPem(options, 'sslkey') };
  const given = Object.fromEntries(Object.entries(files).filter(([, pem]) => pem !== undefined));
  const checks = mode === 'verify-full' || mode === 'verify-ca' || (mode === 'require' && ca !== undefined);
  return {
    options: {
      ...given,
      rejectUnauthorized: checks,
      ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
    },
    isOptional: mode === 'prefer' || mode === 'allow',
  };
}

function readMode(found = 'prefer'): (typeof MODES)[number] {
  if (found === 'true' || found === '1') return 'require';
  if (found === 'false' || found === '0') return 'disable';
  const mode = MODES.find((known) => known === found);
  if (mode) return mode;
  throw badUri(`The option sslmode of a PostgreSQL URI must be one of ${MODES.join(', ')}`);
}

function readPem(options: ReadonlyMap<string, string>, name: string): string | undefined {
  const file = options.get(name);
  // `system` is libpq's word for the certificates that the machine trusts, which are there anyway.
  if (file === undefined || file === 'system') return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw badUri(`The file that ${name} names cannot be read: ${messageOf(cause)}`, cause);
  }
}
