import assert from 'node:assert/strict';
import { toStreamUri } from '../../../server/protocol/stream-address.ts';
import type { LanguageServer } from './language-server.ts';

/** Where the cursor is in the examples. */
const CURSOR = '‸';

export interface CursorPlace {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

/**
 * The place that is marked in a line of a stream's document. The example is any part of the line; it must occur once in
 * the text that the server serves.
 */
export async function cursorIn(
  server: LanguageServer,
  { store, aggregateId }: { readonly store: string; readonly aggregateId: string },
  example: string,
): Promise<CursorPlace> {
  const { text } = await server.request('streamText', { store, aggregateId, firstPosition: 1 });
  return {
    textDocument: { uri: toStreamUri({ store, aggregateId, firstPosition: 1 }) },
    position: placeOf(text, example),
  };
}

/** The marked place in a text that contains the example once. */
export function placeOf(text: string, example: string): { line: number; character: number } {
  const [before = '', after = ''] = example.split(CURSOR);
  const found = text.split(before + after);
  assert.equal(found.length, 2, `'${example}' must occur once in:\n${text}`);
  const lines = (found[0] + before).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}
