import { DomainError } from '../../domain/errors.ts';

/** What a URI of PostgreSQL says; what it leaves out is undefined. */
export interface PostgresUri {
  readonly host: string;
  readonly port: number;
  readonly database: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Where the tables are; the search path decides when left out. */
  readonly schema: string | undefined;
  readonly options: ReadonlyMap<string, string>;
}

/** The last @ ends the password, and no other part has one: else a part of a password could be taken for a host. */
const URI =
  /^(?:([^:/?@]*)(?::([^/?]*))?@)?(?:(?:\[([^/?\]@]+)\]|([^/:?[\]@]*))(?::(\d*))?)?(?:\/([^?@]*))?(?:\?([^@]*))?$/s;

/** Options that say where and as whom, in the words of libpq. */
const PLACE = ['host', 'port', 'dbname', 'user', 'password', 'schema'];

const SESSION = ['application_name', 'connect_timeout', 'options', 'statement_timeout'];
const TLS = ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'];

/**
 * Reads `postgres://user:password@host:port/database?schema=…&sslmode=…`, with SQLAlchemy's schemes
 * (`postgresql+psycopg2://`) and with places as options (`postgresql:///events?host=/run/postgresql`). Throws
 * `bad-store-uri`, without any part of the URI in its message: it may hold a password.
 */
export function parsePostgresUri(uri: string): PostgresUri {
  const match = URI.exec(uri.replace(/^[a-z0-9+]+:\/\//i, ''));
  if (!match) {
    throw badUri(
      'A URI of PostgreSQL reads postgres://user:password@host:5432/database; encode / ? @ in a password as %2F %3F %40',
    );
  }
  const [, user, password, ipv6, host, port, database, query = ''] = match;
  const options = new Map(new URLSearchParams(query));
  const place = (name: string, found: string | undefined) => options.get(name) || (found && decode(found)) || undefined;
  const address = place('host', ipv6 ?? host) ?? 'localhost';
  if (address.includes(',')) throw badUri('A store of PostgreSQL is on one host: name one of the hosts of the list');
  return {
    host: address,
    port: readPort(place('port', port)),
    database: place('dbname', database),
    user: place('user', user),
    password: place('password', password),
    schema: options.get('schema') || undefined,
    options: new Map([...options].filter(([name]) => !PLACE.includes(name))),
  };
}

/** How the store is named without secrets: `postgres://db.example:5433/events?schema=tuning`. */
export function addressOf({ host, port, database, user, schema }: PostgresUri): string {
  const shownHost = host.includes(':') ? `[${host}]` : encodeURIComponent(host);
  const shownPort = port === 5432 ? '' : `:${port}`;
  const shownSchema = schema === undefined ? '' : `?schema=${encodeURIComponent(schema)}`;
  return `postgres://${shownHost}${shownPort}/${encodeURIComponent(database ?? user ?? '')}${shownSchema}`;
}

/** What is not understood of a URI, which other programs may have use for, as sentences for its user. */
export function remarksOnUri({ options }: PostgresUri): string[] {
  const unknown = [...options.keys()].filter((name) => !SESSION.includes(name) && !TLS.includes(name));
  if (unknown.length === 0) return [];
  return [`The URI has options that are not understood here, and were ignored: ${unknown.join(', ')}.`];
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? 5432);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw badUri('The port of a PostgreSQL server is a number from 1 to 65535');
}

/** As it stands where it is not percent-encoded: people paste passwords with a bare % too. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function badUri(message: string, cause?: unknown): DomainError {
  return new DomainError('bad-store-uri', message, { cause });
}
