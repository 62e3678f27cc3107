import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './refusal.ts';
import type { App } from './route.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without the token. */
    isOpen?: boolean;
  }
}

export interface GuardOptions {
  readonly token?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses by a request's headers, before anything is read or done: pages of other sites, names that are not the service's
 * (a page whose name was pointed at this machine has them), and, unless the route is open, callers without the token.
 */
export type CallerCheck = (headers: IncomingHttpHeaders, isOpen?: boolean) => void;

export function callerCheck({ token, allowedHosts = [] }: GuardOptions): CallerCheck {
  const names = new Set([...LOOPBACK, ...allowedHosts.map((name) => name.toLowerCase())]);
  const isTokenRight = token === undefined ? () => true : tokenCheck(token);
  return (headers, isOpen = false) => {
    assertOwnSite(headers);
    // With a token a strange name does no harm: the page behind it does not know the token.
    if (token === undefined || allowedHosts.length > 0) assertKnownName(headers, names);
    if (isOpen || isTokenRight(headers.authorization)) return;
    throw new Refusal('token-required', 'Send the token of the service: Authorization: Bearer TOKEN', {
      // In lines of their own: a browser looks at the first scheme of a line only.
      'www-authenticate': ['Bearer realm="event-replay"', 'Basic realm="event-replay"'],
    });
  };
}

export function guard(app: App, check: CallerCheck): void {
  app.addHook('onRequest', async ({ headers, routeOptions }, reply) => {
    // A browser that guesses at types could take an answer for a page.
    reply.header('x-content-type-options', 'nosniff');
    check(headers, routeOptions.config?.isOpen);
  });
}

function assertKnownName({ host = '' }: IncomingHttpHeaders, names: ReadonlySet<string>): void {
  const name = host.toLowerCase().replace(/:\d*$/, '');
  if (names.has(name)) return;
  throw new Refusal('wrong-host', `This service is not called '${name}'; start it with --allow-host if it is`);
}

/** Programs send none of these headers; browsers send them always, and pages cannot change them. */
function assertOwnSite(headers: IncomingHttpHeaders): void {
  const { origin, host } = headers;
  const isForeign = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
  const site = headers['sec-fetch-site'];
  const isOpened = headers['sec-fetch-mode'] === 'navigate';
  if (isForeign || (site !== undefined && site !== 'same-origin' && site !== 'none' && !isOpened)) {
    throw new Refusal('cross-site', 'Pages of other sites may not call this service; call it from a program');
  }
}

/** The token may come as a bearer's, or as the password of whoever: that is what browsers and URLs can send. */
function tokenCheck(token: string): (header: string | undefined) => boolean {
  const expected = digest(token);
  return (header = '') => {
    const [scheme = '', value = ''] = header.split(' ', 2);
    const given = scheme.toLowerCase() === 'basic' ? passwordOf(value) : value;
    return /^(bearer|basic)$/i.test(scheme) && timingSafeEqual(digest(given), expected);
  };
}

function passwordOf(credentials: string): string {
  const text = Buffer.from(credentials, 'base64').toString();
  return text.slice(text.indexOf(':') + 1);
}

/** Of one length whatever was given, so that comparing takes the same time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
