import { DomainError } from '../../domain/errors.ts';

/** Where another event-replay service is, and what it wants to be shown. */
export interface ServiceUri {
  /** Without a slash at its end, without secrets: also what the store is called. */
  readonly base: string;
  readonly token: string | undefined;
}

/**
 * Reads `http://host:8012`, `https://:TOKEN@host/under/a/path`; the token may stand in place of the user or of the
 * password, or in the environment as `EVENT_REPLAY_TOKEN`. Throws `bad-store-uri`, without any part of the URI in its
 * message.
 */
export function parseServiceUri(uri: string, environment: NodeJS.ProcessEnv = process.env): ServiceUri {
  const url = URL.parse(uri);
  if (!url?.host) {
    throw new DomainError('bad-store-uri', 'A service is named http://host:8012, or https://:TOKEN@host with a token');
  }
  if (url.search || url.hash) {
    throw new DomainError('bad-store-uri', 'The URI of a service ends with its host or a path: leave ? and # out');
  }
  const token = decode(url.password) || decode(url.username) || environment.EVENT_REPLAY_TOKEN || undefined;
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new DomainError('bad-store-uri', 'The token of a service is made of ASCII characters without spaces');
  }
  return { base: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, token };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new DomainError('bad-store-uri', 'A % in the token of a service is written %25', { cause });
  }
}
