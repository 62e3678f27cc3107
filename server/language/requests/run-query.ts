import { TextDocument } from 'vscode-languageserver-textdocument';
import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import { bareType, qualifiedType } from '../../domain/event-types.ts';
import { type Problem, parseQuery, storeOf, storeProblem, toFilter } from '../../domain/queries/index.ts';
import { toResultLine } from '../../domain/stream-text.ts';
import type { QueryProblem, ResultRow } from '../../protocol/query-requests.ts';
import type { Handler } from '../handler.ts';

/** One page of what a query finds. */
export const runQuery: Handler<'runQuery'> = async (_, { text, cursor, read, limit }, { known, signal }) => {
  const query = parseQuery(text);
  const stores = await known.list();
  const missing = storeProblem(query, stores);
  const problems = [...query.problems, ...(missing ? [missing] : [])];
  if (problems.length > 0) return { kind: 'problems', problems: problems.map((problem) => toPlace(text, problem)) };
  const { address, name } = storeOf(query, stores)!;
  const store = await known.open(address);
  const left = query.limit - read;
  const options = { order: query.order, limit: Math.max(1, Math.min(limit, left)), cursor, signal };
  const page = await store.queryEvents(toFilter(query), options).catch((error: unknown) => {
    throw signal.aborted ? new DomainError('cancelled', 'The query was cancelled', { cause: error }) : error;
  });
  const isFull = left <= page.events.length;
  return {
    kind: 'page',
    store: address,
    storeName: name,
    title: query.title ?? null,
    order: query.order,
    limit: query.limit,
    rows: page.events.map(toRow),
    next: isFull ? null : (page.next ?? null),
    cut: isFull && page.next !== undefined,
  };
};

function toPlace(text: string, { message, span, fix }: Problem): QueryProblem {
  const { line, character } = TextDocument.create('', '', 0, text).positionAt(span.from);
  return { message, line, character, needsStore: fix !== undefined };
}

function toRow(event: RecordedEvent): ResultRow {
  return {
    eventId: event.event_id,
    aggregateId: event.aggregate_id,
    version: event.version,
    qualifiedType: qualifiedType(event),
    bareType: bareType(event),
    timestamp: event.timestamp,
    malformed: event.malformed ?? null,
    line: toResultLine(event),
  };
}
