import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Event, RecordedEvent } from '../../domain/event.ts';
import type { QueryPage } from '../../domain/event-store.ts';
import { ROWS, toRowLine } from '../../protocol/event-rows.ts';
import { toEventLine } from '../../transfer/event-line.ts';
import type { Limits } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { EventAnswer, toEventAnswer } from './event-shape.ts';

export const LINES = 'application/x-ndjson';
/** Events that are read from the store at once: large enough to be fast, small enough to keep memory short. */
const PIECE = 500;
/** Characters that are sent at once. */
const PIECE_LENGTH = 1 << 16;
/** Events of an answer that is one JSON text. Lines have no such bound. */
const MOST_IN_JSON = 10_000;

const EventPage = z.object({
  events: z.array(EventAnswer),
  next: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last one.' }),
});

/** The answer 200 of a route that gives events: as JSON, or as lines when `Accept` says so. */
export const eventAnswers = {
  description: 'Events: one JSON text, or a line for each, payloads to the letter.',
  content: {
    'application/json': { schema: EventPage },
    [LINES]: { schema: z.string() },
    [ROWS]: { schema: z.string() },
  },
};

/** One page of a store, from a cursor on. */
export type ReadPage = (cursor: string | undefined, limit: number) => Promise<QueryPage>;

export interface EventsAsked {
  readonly limit: number;
  readonly cursor: string | undefined;
  /** The only fields that are wanted, besides the place in the stream. Rows alone can do without the others. */
  readonly fields?: ReadonlySet<keyof Event> | undefined;
}

/**
 * Answers with up to `limit` events. Lines are sent while they are read, in constant memory; one JSON text is bounded in
 * events and bytes. An error before the first line is a problem; one after it cuts the answer off.
 */
export async function answerEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  { limit, cursor, fields }: EventsAsked,
  { read, limits }: { read: ReadPage; limits: Limits },
): Promise<FastifyReply> {
  const form = acceptedForm(request);
  if (form === 'json') {
    const { events, next } = await collect(pagesOf(read, limit, cursor), limit, limits);
    return reply.send({ events, next });
  }
  const pages = pagesOf(read, limit, cursor);
  // Read before the answer begins, so that what is wrong with the request can still be said.
  const first = await pages.next();
  const text = form === ROWS ? rows(first, pages, fields) : lines(first, pages);
  return reply.type(form).send(Readable.from(text, { objectMode: false, highWaterMark: PIECE_LENGTH }));
}

/** What the caller can read best. */
export function acceptedForm({ headers: { accept = '' } }: FastifyRequest): 'json' | typeof LINES | typeof ROWS {
  if (accept.includes(ROWS)) return ROWS;
  return accept.includes(LINES) ? LINES : 'json';
}

async function* pagesOf(read: ReadPage, limit: number, after: string | undefined): AsyncGenerator<QueryPage> {
  let left = limit;
  let cursor = after;
  do {
    const page = await read(cursor, Math.min(left, PIECE));
    yield page;
    left -= page.events.length;
    cursor = page.next;
  } while (left > 0 && cursor !== undefined);
}

async function collect(pages: AsyncGenerator<QueryPage>, limit: number, { resultBytes }: Limits) {
  if (limit > MOST_IN_JSON) {
    throw new Refusal('result-too-large', `Ask for at most ${MOST_IN_JSON} events, or with Accept: ${LINES}`);
  }
  const events: z.infer<typeof EventAnswer>[] = [];
  let next: string | undefined;
  let size = 0;
  for await (const page of pages) {
    next = page.next;
    for (const event of page.events) {
      size += event.row.event_data_text.length + event.row.metadata_text.length;
      if (size > resultBytes) {
        throw new Refusal('result-too-large', `The answer would be too large: ask for less, or with Accept: ${LINES}`);
      }
      events.push(toEventAnswer(event));
    }
  }
  return { events, next: next ?? null };
}

type First = IteratorResult<QueryPage>;

async function* lines(first: First, pages: AsyncGenerator<QueryPage>): AsyncGenerator<string> {
  for (let page = first; !page.done; page = await pages.next()) yield* inPieces(page.value.events, toEventLine);
}

async function* rows(
  first: First,
  pages: AsyncGenerator<QueryPage>,
  fields: ReadonlySet<keyof Event> | undefined,
): AsyncGenerator<string> {
  let next: string | undefined;
  for (let page = first; !page.done; page = await pages.next()) {
    next = page.value.next;
    yield* inPieces(page.value.events, (event) => JSON.stringify(toRowLine(event, fields)));
  }
  yield `${JSON.stringify({ next: next ?? null })}\n`;
}

/** Lines in pieces that the network likes, however long a line is. */
function* inPieces(events: readonly RecordedEvent[], toLine: (event: RecordedEvent) => string): Generator<string> {
  let piece = '';
  for (const event of events) {
    piece += `${toLine(event)}\n`;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
