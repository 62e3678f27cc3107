import assert from 'node:assert/strict';
import { type Schema, Validator } from '@cfworker/json-schema';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export type CheckedFetch = (path: string, init?: RequestInit) => Promise<Response>;

/** As `fetch`, and fails when an answer is not one that the service's OpenAPI document promises. */
export async function checkedFetch(url: string, headers: Record<string, string> = {}): Promise<CheckedFetch> {
  const document = (await (await fetch(`${url}/openapi.json`, { headers })).json()) as OpenApiDocument;
  const check = responseCheck(document);
  return async (path, init = {}) => {
    const response = await fetch(url + path, { ...init, headers: { ...headers, ...init.headers } });
    const type = response.headers.get('content-type') ?? '';
    const body = type.startsWith('text/event-stream') ? '' : await response.clone().text();
    check({ method: init.method ?? 'GET', path, status: response.status, type, body });
    return response;
  };
}

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Throws when an answer has a status, a type or a shape that the document does not promise. */
export function responseCheck(document: OpenApiDocument): (exchange: Exchange) => void {
  const routes = Object.entries(document.paths)
    .map(([path, operations]) => ({ pattern: patternOf(path), operations, variables: path.split('{').length }))
    .sort((a, b) => a.variables - b.variables);
  const validators = new Map<Schema, Validator>();
  return ({ method, path, status, type, body }) => {
    const what = `${method} ${path}: ${status} ${type} ${body.slice(0, 500)}`;
    const route = routes.find(
      ({ pattern, operations }) => pattern.test(path.split('?', 1)[0]!) && operations[method.toLowerCase()],
    );
    if (!route) {
      assert.equal(status, 404, `there is no such route in the document: ${what}`);
      assert.match(type, /^application\/problem\+json/, what);
      return;
    }
    const { responses } = route.operations[method.toLowerCase()]!;
    const promised = responses[status] ?? responses[`${String(status)[0]}XX`];
    assert.ok(promised, `the document does not promise this status: ${what}`);
    if (!promised.content) return assert.equal(body, '', `the document promises no body: ${what}`);
    const media = type.split(';', 1)[0]!;
    const content = promised.content[media];
    assert.ok(content, `the document does not promise this type: ${what}`);
    if (!/[/+]json$/.test(media)) return;
    if (!validators.has(content.schema)) validators.set(content.schema, new Validator(content.schema, '2020-12'));
    const { valid, errors } = validators.get(content.schema)!.validate(JSON.parse(withoutLoneHalves(body)));
    assert.ok(
      valid,
      `${what}\n${errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`).join('\n')}`,
    );
  };
}

/** The validator cannot name a place whose key holds half of a surrogate pair. */
function withoutLoneHalves(json: string): string {
  return json.replaceAll(/((?<!\\)(?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/gi, '$1?');
}

/** `/sessions/{id}` as an expression over whole paths. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/[.+*]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}
