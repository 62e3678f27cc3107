import type { FastifyRequest } from 'fastify';
import type { JsonValue } from '../../domain/json.ts';
import { toJsonText } from '../../domain/json-text.ts';

/** All that an append wants, in one text: two requests with the same one are the same. */
export function requestText({ method, url, headers, body }: FastifyRequest): string {
  const text = typeof body === 'string' ? body : toJsonText(body as JsonValue);
  return [method, url, headers['content-type'], headers['if-match'], text].join('\n');
}
