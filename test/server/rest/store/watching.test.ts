import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { agentEvent } from '../../../support/agent-stream.ts';
import { updated } from '../../stores/example-events.ts';
import { withService } from '../with-service.ts';

interface Heard {
  readonly id?: string;
  readonly event: string;
  readonly data: { readonly version?: number; readonly event_id?: string };
}

/** The server-sent events of a path, as they come. */
async function* listen(url: string, headers: Record<string, string> = {}): AsyncGenerator<Heard> {
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers } });
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  let text = '';
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + piece).split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
      if (fields.event) yield { ...fields, data: JSON.parse(fields.data) } as Heard;
    }
  }
}

async function next(stream: AsyncGenerator<Heard>): Promise<Heard> {
  const { value, done } = await stream.next();
  assert.ok(!done, 'the stream ended');
  return value;
}

describe('GET /events/live', () => {
  it('tells what is appended, of what the filter selects', async () => {
    await withService({ readOnly: false }, async ({ url, store }) => {
      const live = listen(`${url}/events/live?event_type=agent.status`);
      assert.equal((await next(live)).event, 'ready');
      await store.saveEvents([agentEvent(9, 'status', { reward: 0.1 }), agentEvent(10, 'updated', {})]);
      await store.saveEvent(agentEvent(11, 'status', { reward: 0.2 }));
      const [first, second] = [await next(live), await next(live)];
      assert.deepEqual([first.event, first.data.event_id, second.data.event_id], ['appended', 'event-9', 'event-11']);
      await live.return(undefined);
    });
  });

  it('goes on behind Last-Event-ID, and says when it does not know that place any more', async () => {
    await withService({ readOnly: false }, async ({ url, store }) => {
      const live = listen(`${url}/events/live`);
      const { id } = await next(live);
      await store.saveEvent(agentEvent(9, 'status', {}));
      const heard = await next(live);
      await live.return(undefined);
      await store.saveEvent(agentEvent(10, 'status', {}));

      const whole = listen(`${url}/events/live`, { 'last-event-id': id! });
      assert.equal((await next(whole)).event, 'ready');
      assert.deepEqual([(await next(whole)).data.version, (await next(whole)).data.version], [9, 10]);
      const rest = listen(`${url}/events/live`, { 'last-event-id': heard.id! });
      assert.equal((await next(rest)).event, 'ready');
      assert.equal((await next(rest)).data.version, 10);
      const lost = listen(`${url}/events/live`, { 'last-event-id': 'from-another-life' });
      assert.equal((await next(lost)).event, 'lost');
      assert.equal((await next(lost)).event, 'ready');
      await Promise.all([whole, rest, lost].map((stream) => stream.return(undefined)));
    });
  });

  it('brings a large batch to a reader who reads', async () => {
    await withService({ readOnly: false, limits: { pendingBytes: 100_000 } }, async ({ url, store }) => {
      const live = listen(`${url}/events/live`);
      assert.equal((await next(live)).event, 'ready');
      await store.saveEvents(Array.from({ length: 5_000 }, (_, n) => agentEvent(9 + n, 'status', { n })));
      for (let version = 9; version < 5_009; version++) assert.equal((await next(live)).data.version, version);
      await live.return(undefined);
    });
  }).timeout(60_000);

  it('refuses a bad filter before it begins', async () => {
    await withService({}, async ({ fetch }) => {
      const response = await fetch('/events/live?where=reward%20%3E');
      assert.equal(response.status, 422);
      assert.equal(((await response.json()) as { code: string }).code, 'bad-expression');
    });
  });

  it('gives signs of life', async () => {
    await withService({ limits: { heartbeat: 5 } }, async ({ url }) => {
      const response = await fetch(`${url}/events/live`);
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (!text.includes(': still here')) text += (await reader.read()).value;
      await reader.cancel();
    });
  });

  it('cuts a reader off who does not read, and goes on for the others', async () => {
    await withService({ readOnly: false, limits: { liveBytes: 1_500_000 } }, async ({ url, store }) => {
      const { hostname, port } = new URL(url);
      const lazy = createConnection(Number(port), hostname);
      lazy.write(`GET /events/live HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`);
      await new Promise((resolve) => lazy.once('readable', resolve));
      const cut = new Promise<void>((resolve) => lazy.once('close', () => resolve()).once('error', () => resolve()));
      const live = listen(`${url}/events/live`);
      assert.equal((await next(live)).event, 'ready');
      const large = 'x'.repeat(1 << 20);
      for (let version = 1; version <= 16; version++) {
        await store.saveEvent(updated(version, { aggregate_id: 'agent-7', event_data: { large } }));
        assert.equal((await next(live)).data.version, version);
      }
      // What the network had taken by then can still be read; behind it there is nothing.
      lazy.resume();
      await cut;
      await live.return(undefined);
    });
  }).timeout(60_000);

  it('ends with the service', async () => {
    let live: AsyncGenerator<Heard> | undefined;
    await withService({}, async ({ url }) => {
      live = listen(`${url}/events/live`);
      await next(live);
    });
    assert.equal((await live!.next()).done, true);
  });
});

describe('watching over a service', () => {
  it('counts for Prometheus', async () => {
    await withService({ readOnly: false }, async ({ fetch }) => {
      await fetch('/events', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"aggregate_id": "task-789", "aggregate_type": "task", "event_type": "completed", "event_data": {}}',
      });
      await fetch('/sessions/start', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"aggregate_id": "agent-123"}',
      });
      const response = await fetch('/metrics');
      assert.match(response.headers.get('content-type')!, /^text\/plain; version=0\.0\.4/);
      const text = await response.text();
      for (const line of [
        'event_replay_events_total{aggregate_type="task",event_type="completed",result="success"} 1',
        'event_replay_sessions 1',
        'event_replay_store_up 1',
      ]) {
        assert.ok(text.includes(`${line}\n`), line);
      }
    });
  });

  it('says how the store answers, and what to look at when it does not', async () => {
    await withService({}, async ({ fetch, store }) => {
      type Health = { status: string; database: string; database_latency_ms: number | null; alerts: string[] };
      const health = async () => (await (await fetch('/health')).json()) as Health;
      const well = await health();
      assert.deepEqual([well.status, well.database, well.alerts], ['healthy', 'connected', []]);
      assert.equal(typeof well.database_latency_ms, 'number');
      await store.close();
      for (let n = 0; n < 2; n++) await health();
      const { database_latency_ms, ...ill } = await health();
      assert.equal(database_latency_ms, null);
      assert.deepEqual([ill.status, ill.database, ill.alerts], ['degraded', 'disconnected', ['store-unreachable']]);
      const { alerts } = (await (await fetch('/alerts')).json()) as { alerts: { kind: string; message: string }[] };
      assert.match(alerts[0]!.message, /The store has failed 3 times in a row/);
    });
  });

  it('describes the store to other services', async () => {
    await withService({}, async ({ fetch, store }) => {
      const { address, read_only, api } = (await (await fetch('/store')).json()) as Record<string, unknown>;
      assert.deepEqual([address, read_only, api], [store.address, true, 1]);
    });
  });
});
