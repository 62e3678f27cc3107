import assert from 'node:assert/strict';

export interface ReadEvent {
  readonly id: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** The server-sent events of a route as they come, and everything else that came in between as comments. */
export async function* readEvents(
  url: string,
  { lastEventId, signal }: { lastEventId?: number; signal?: AbortSignal } = {},
): AsyncGenerator<ReadEvent | { readonly comment: string }> {
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
  const response = await fetch(url, { headers, ...(signal && { signal }) });
  assert.equal(response.status, 200, await (response.ok ? '' : response.text()));
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) yield toEvent(block);
  }
}

function toEvent(block: string): ReadEvent | { comment: string } {
  if (block.startsWith(':')) return { comment: block.slice(1).trim() };
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
  return { id: Number(fields.id), event: fields.event, data: JSON.parse(fields.data) };
}

/** The next events, without comments, until one for which `isLast` holds; it is the last of them. */
export async function eventsUntil(
  stream: AsyncGenerator<ReadEvent | { readonly comment: string }>,
  isLast: (event: ReadEvent) => boolean,
): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for (;;) {
    const { value, done } = await stream.next();
    if (done) assert.fail(`the stream ended after ${JSON.stringify(events)}`);
    if ('comment' in value) continue;
    events.push(value);
    if (isLast(value)) return events;
  }
}
