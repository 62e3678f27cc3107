import { SemanticTokensBuilder } from 'vscode-languageserver';
import { isFailure } from '../../domain/anomalies.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import { bareType } from '../../domain/event-types.ts';
import { partsOfLine, type Span } from '../../domain/stream-line-parts.ts';
import { toStreamLine } from '../../domain/stream-text.ts';
import { WINDOW_SIZE } from '../../protocol/stream-address.ts';
import type { Feature } from '../feature.ts';
import { inStream } from '../in-stream.ts';
import { type EventLines, readLines } from '../read-lines.ts';

export const TOKEN_TYPES = ['number', 'comment', 'type', 'event', 'property', 'string', 'keyword'] as const;
export const TOKEN_MODIFIERS = ['failed', 'malformed'] as const;

type TokenType = (typeof TOKEN_TYPES)[number];
type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

const JSON_TOKEN = /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null|NaN|-?Infinity)/g;

/**
 * The colours of the lines in view, which a grammar cannot know: which types say that something failed, and which events
 * cannot be read. Never of a whole document.
 */
export const semanticTokensFeature: Feature = {
  capabilities: {
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      range: true,
    },
  },
  serve: (connection, { stores }) =>
    connection.languages.semanticTokens.onRange(async (params, token) => {
      const found = await inStream(params, token, async (address) =>
        semanticTokens(await readLines(stores, address, params.range)),
      );
      return found ?? { data: [] };
    }),
};

export function semanticTokens({ firstLine, events }: EventLines): { data: number[] } {
  const builder = new SemanticTokensBuilder();
  for (const [index, event] of events.entries()) {
    if (firstLine + index >= WINDOW_SIZE) break;
    for (const { start, end, type, modifier } of tokensOf(event)) {
      const modifiers = modifier === undefined ? 0 : 1 << TOKEN_MODIFIERS.indexOf(modifier);
      builder.push(firstLine + index, start, end - start, TOKEN_TYPES.indexOf(type), modifiers);
    }
  }
  return { data: builder.build().data };
}

interface Token extends Span {
  readonly type: TokenType;
  readonly modifier?: TokenModifier;
}

/** In the order of the line. */
function tokensOf(event: RecordedEvent): Token[] {
  const line = toStreamLine(event);
  const parts = partsOfLine(line);
  if (!parts) return [];
  const { version, timestamp, type, payload } = parts;
  const bare = Math.max(type.start, type.end - bareType(event).length);
  const tokens: Token[] = [
    { ...version, type: 'number' },
    { ...timestamp, type: 'comment' },
  ];
  // The dot has no colour.
  if (bare - 1 > type.start) tokens.push({ start: type.start, end: bare - 1, type: 'type' });
  tokens.push({ start: bare, end: type.end, type: 'event', ...(isFailure(event) && { modifier: 'failed' }) });
  if (event.malformed !== undefined) tokens.push({ ...payload, type: 'string', modifier: 'malformed' });
  else tokens.push(...jsonTokens(line.slice(payload.start), payload.start));
  return tokens.filter(({ start, end }) => end > start);
}

function* jsonTokens(json: string, offset: number): Generator<Token> {
  for (const { 0: whole, 1: text, 2: colon, 3: number, index } of json.matchAll(JSON_TOKEN)) {
    const start = offset + index;
    if (text !== undefined)
      yield { start, end: start + text.length, type: colon === undefined ? 'string' : 'property' };
    else yield { start, end: start + whole.length, type: number === undefined ? 'keyword' : 'number' };
  }
}
