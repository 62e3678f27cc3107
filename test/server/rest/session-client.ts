import assert from 'node:assert/strict';
import type { Moved } from '../../../server/rest/sessions/session-shapes.ts';
import type { CheckedFetch } from './checked-fetch.ts';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Asks with a body of JSON, and reads one. */
export async function ask<T = Record<string, unknown>>(
  fetch: CheckedFetch,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(path, { method, ...sent });
  return { status: response.status, body: (await response.json()) as T };
}

/** One session; whatever is refused fails the test, unless `refused` asks. */
export class SessionClient {
  readonly path: string;
  readonly #fetch: CheckedFetch;

  private constructor(fetch: CheckedFetch, id: string) {
    this.#fetch = fetch;
    this.path = `/sessions/${id}`;
  }

  static async start(fetch: CheckedFetch, body: object = { aggregate_id: 'agent-123' }): Promise<SessionClient> {
    const { status, body: started } = await ask<{ session_id: string }>(fetch, 'POST', '/sessions/start', body);
    assert.equal(status, 200, JSON.stringify(started));
    return new SessionClient(fetch, started.session_id);
  }

  static of(fetch: CheckedFetch, id: string): SessionClient {
    return new SessionClient(fetch, id);
  }

  get<T = Record<string, unknown>>(path: string): Promise<T> {
    return this.#good('GET', path);
  }

  post<T = Record<string, unknown>>(path: string, body?: unknown): Promise<T> {
    return this.#good('POST', path, body);
  }

  /** Where it stands after a movement. */
  async move(path: string, body?: unknown): Promise<[reason: string | undefined, position: number, hits?: string[]]> {
    const { stop, position } = await this.#good<Moved>('POST', path, body);
    return stop?.hits.length ? [stop.reason, position, stop.hits] : [stop?.reason, position];
  }

  delete<T = Record<string, unknown>>(path = ''): Promise<T> {
    return this.#good('DELETE', path);
  }

  /** The status and the code of what is refused. */
  async refused(method: string, path: string, body?: unknown): Promise<[status: number, code: string, detail: string]> {
    const answer = await ask<{ code: string; detail: string }>(this.#fetch, method, this.path + path, body);
    return [answer.status, answer.body.code, answer.body.detail];
  }

  async #good<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await ask<T>(this.#fetch, method, this.path + path, body);
    assert.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
