import type { RecordedEvent } from '../../domain/event.ts';
import type { Snapshot } from '../../domain/event-store.ts';
import { isJsonObject } from '../../domain/json.ts';
import { parseJson } from '../../domain/parse-json.ts';
import { EndLine, EventRowLine, SnapshotLine } from '../../protocol/event-rows.ts';
import type { ServiceClient } from './service-client.ts';
import { toRecordedEvent } from './wire-row.ts';

/** The lines of an answer as they come, `timeout` milliseconds at most between two pieces of it. */
export async function* readLines(body: ReadableStream<Uint8Array>, timeout: number): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), timeout);
      if (done) break;
      const lines = (rest + value).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    // Whoever stops reading early lets the far side stop writing.
    void reader.cancel().catch(() => {});
  }
}

async function inTime<T>(work: Promise<T>, timeout: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the answer stopped in the middle')), timeout);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

export interface RowPage {
  readonly events: readonly RecordedEvent[];
  /** Undefined on the last page, and when reading ended early. */
  readonly next: string | undefined;
  /** False when `enough` said so before the page was whole. */
  readonly isWhole: boolean;
}

/**
 * A page of events. `enough` is asked after each event whether to leave the rest of the page unread. Throws
 * `store-failed` for an answer that was cut off or is no page.
 */
export async function readRows(
  client: ServiceClient,
  { body }: Response,
  enough: (count: number, bytes: number) => boolean = () => false,
): Promise<RowPage> {
  const events: RecordedEvent[] = [];
  let bytes = 0;
  for await (const line of linesOf(client, body)) {
    const end = line.startsWith('{"next"') ? EndLine.safeParse(parse(client, line)) : undefined;
    if (end?.success) return { events, next: end.data.next ?? undefined, isWhole: true };
    events.push(toEvent(client, line));
    bytes += line.length;
    if (enough(events.length, bytes)) return { events, next: undefined, isWhole: false };
  }
  throw client.away(new Error('the answer was cut off'));
}

export async function readEventRow(client: ServiceClient, { body }: Response): Promise<RecordedEvent> {
  for await (const line of linesOf(client, body)) return toEvent(client, line);
  throw client.away(new Error('the answer was cut off'));
}

export function toEvent(client: ServiceClient, line: string): RecordedEvent {
  const row = EventRowLine.safeParse(parse(client, line));
  if (row.success) return toRecordedEvent(row.data);
  throw client.misunderstood(row.error);
}

export async function readSnapshots(client: ServiceClient, { body }: Response): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = [];
  for await (const line of linesOf(client, body)) {
    const read = SnapshotLine.safeParse(parse(client, line));
    if (!read.success) throw client.misunderstood(read.error);
    const { snapshot_data_text, ...rest } = read.data;
    const snapshot_data = parseJson(snapshot_data_text);
    if (!isJsonObject(snapshot_data)) throw client.misunderstood(new Error('a snapshot that is no object'));
    snapshots.push({ ...rest, snapshot_data });
  }
  return snapshots;
}

async function* linesOf(client: ServiceClient, body: Response['body']): AsyncGenerator<string> {
  if (!body) return;
  try {
    yield* readLines(body, client.timeout);
  } catch (error) {
    throw client.away(error);
  }
}

function parse(client: ServiceClient, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw client.misunderstood(error);
  }
}
