import assert from 'node:assert/strict';
import type { CheckedFetch } from '../checked-fetch.ts';
import type { FuzzRequest } from './requests-of.ts';

/** There are always so many sessions to send requests about. */
const FEWEST = 3;

/** Sends a request, about one of these sessions, which it adds to. Fails on an answer that says that the service failed. */
export async function send(fetch: CheckedFetch, request: FuzzRequest, sessions: string[]): Promise<void> {
  const { method, template, session, parameters, query, body } = request;
  while (sessions.length < FEWEST) sessions.push(await startPlain(fetch));
  const session_id = sessions[session % (sessions.length + 1)] ?? 'no-session';
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encode(name === 'session_id' ? session_id : parameters[name]!),
  );
  const search = Object.entries(query).map(([name, value]) => `${name}=${encode(value)}`);
  const response = await fetch(search.length > 0 ? `${path}?${search.join('&')}` : path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) return response.body!.cancel();
  const text = await response.text();
  assert.ok(response.status < 500, `${JSON.stringify(request)}: ${response.status} ${text}`);
  if (response.status !== 200) return;
  if (method === 'POST' && /^\/sessions\/(start|import)$/.test(template)) sessions.push(JSON.parse(text).session_id);
  if (method === 'DELETE' && template === '/sessions/{session_id}' && sessions.includes(session_id)) {
    sessions.splice(sessions.indexOf(session_id), 1);
  }
}

async function startPlain(fetch: CheckedFetch): Promise<string> {
  const body = JSON.stringify({ aggregate_id: 'agent-123' });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch('/sessions/start', { method: 'POST', body, headers });
  return ((await response.json()) as { session_id: string }).session_id;
}

/** An empty part of a path would name another route; a dot is taken away on its way. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/^\.*$/, '-');
}
