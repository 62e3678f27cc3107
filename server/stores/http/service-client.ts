import { setTimeout as wait } from 'node:timers/promises';
import { DomainError, isDomainError, messageOf } from '../../domain/errors.ts';
import { problemToError } from './problem-to-error.ts';
import type { ServiceUri } from './service-uri.ts';

export interface ServiceRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE' | undefined;
  /** Segments of the path; each is encoded. */
  readonly path: readonly string[];
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** False for what must not be done twice. */
  readonly repeatable?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ClientOptions {
  /** How long nothing may come, in milliseconds. */
  readonly timeout: number;
  /** How often a request is sent at most. */
  readonly attempts: number;
  /** The wait before the second attempt, in milliseconds; it doubles with each. */
  readonly firstDelay: number;
}

export const CLIENT_OPTIONS: ClientOptions = { timeout: 30_000, attempts: 5, firstDelay: 200 };
const LONGEST_DELAY = 30_000;

/** Requests to one service: with its token, in time, and again where that does no harm. */
export class ServiceClient {
  readonly base: string;
  readonly #authorization: Readonly<Record<string, string>>;
  readonly #options: ClientOptions;
  readonly #closed = new AbortController();

  constructor({ base, token }: ServiceUri, options: ClientOptions) {
    this.base = base;
    this.#authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    this.#options = options;
  }

  get timeout(): number {
    return this.#options.timeout;
  }

  /** The wait before the n-th retry, n from 0, in milliseconds. Some of it is by chance: clients must not come all at once. */
  delay(retry: number): number {
    return Math.min(LONGEST_DELAY, this.#options.firstDelay * 2 ** Math.min(retry, 20)) * (0.5 + Math.random() / 2);
  }

  /** Waits so many milliseconds; throws when the client is closed meanwhile. */
  async pause(ms: number, signal?: AbortSignal): Promise<void> {
    const signals = [this.#closed.signal, ...(signal ? [signal] : [])];
    await wait(ms, undefined, { signal: AbortSignal.any(signals) }).catch(() => this.#closed.signal.throwIfAborted());
  }

  /** A successful answer whose body has yet to be read. Throws what the service says, or `store-failed`. */
  async send(request: ServiceRequest): Promise<Response> {
    const most = request.repeatable === false ? 1 : this.#options.attempts;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#sendOnce(request);
      } catch (error) {
        if (this.#closed.signal.aborted || request.signal?.aborted || !(error instanceof Failure)) throw error;
        if (attempt >= most || !error.isPassing) throw error.error;
        await this.pause(Math.max(error.retryAfter, this.delay(attempt - 1)));
      }
    }
  }

  /** As `send`, with the answer read as JSON and handed to `read`. */
  async json<T>(request: ServiceRequest, read: (value: unknown) => T): Promise<T> {
    const response = await this.send(request);
    try {
      return read(await response.json());
    } catch (error) {
      throw this.misunderstood(error);
    }
  }

  /** For an answer that is not what was agreed on. */
  misunderstood(cause: unknown): DomainError {
    if (isDomainError(cause)) return cause;
    return new DomainError(
      'store-failed',
      `The service at ${this.base} answered what this program does not understand: see that both are of one version`,
      { cause },
    );
  }

  /** For an answer that did not come, or not whole. */
  away(cause: unknown): DomainError {
    if (isDomainError(cause)) return cause;
    return new DomainError(
      'store-failed',
      `The service at ${this.base} cannot be reached (${reasonOf(cause)}): see that it runs, and that its address is right`,
      { cause },
    );
  }

  /** Ends what is under way. */
  close(): void {
    this.#closed.abort(new DomainError('store-failed', `The store ${this.base} was closed`));
  }

  async #sendOnce({ method = 'GET', path, query = {}, headers, body, signal }: ServiceRequest): Promise<Response> {
    this.#closed.signal.throwIfAborted();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error('it does not answer')), this.#options.timeout);
    const signals = [this.#closed.signal, late.signal, ...(signal ? [signal] : [])];
    let response: Response;
    try {
      response = await fetch(this.#url(path, query), {
        method,
        headers: { ...this.#authorization, ...headers },
        ...(body !== undefined && { body }),
        // A redirect would carry the token to wherever it leads.
        redirect: 'manual',
        signal: AbortSignal.any(signals),
      });
    } catch (error) {
      if (this.#closed.signal.aborted || signal?.aborted) throw error;
      throw new Failure(this.away(error), true, 0);
    } finally {
      clearTimeout(timer);
    }
    if (response.ok) return response;
    const text = await response.text().catch(() => '');
    const error = problemToError(this.base, response.status, text);
    const isPassing = isDomainError(error, 'store-busy') || (response.status >= 502 && !isProblem(response));
    throw new Failure(error, isPassing, Math.min(10, Number(response.headers.get('retry-after')) || 0) * 1_000);
  }

  #url(path: readonly string[], query: NonNullable<ServiceRequest['query']>): string {
    const given = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
    const search = given.toString();
    return `${this.base}/${path.map(segment).join('/')}${search && `?${search}`}`;
  }
}

/** What came of one attempt; `isPassing` when another one may do better. */
class Failure extends Error {
  readonly error: DomainError;
  readonly isPassing: boolean;
  /** In milliseconds. */
  readonly retryAfter: number;

  constructor(error: DomainError, isPassing: boolean, retryAfter: number) {
    super(error.message);
    this.error = error;
    this.isPassing = isPassing;
    this.retryAfter = retryAfter;
  }
}

function isProblem({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/problem+json') === true;
}

/** An id as a part of a URL. A few that are legal as ids cannot stand there. */
function segment(id: string): string {
  if (id !== '' && id !== '.' && id !== '..' && id.isWellFormed()) return encodeURIComponent(id);
  throw new DomainError(
    'bad-filter',
    `The id ${JSON.stringify(id)} cannot be asked for over HTTP: open the store of the service itself`,
  );
}

/** The words of the network: `fetch` hides them in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const { code } = cause as { code?: string };
  return messageOf(cause) || code || 'no reason given';
}
