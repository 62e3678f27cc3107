import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import { Float } from '../../../../server/domain/json.ts';
import { ReplaySession } from '../../../../server/replay/replay-session.ts';
import { startService } from '../../../../server/rest/start-service.ts';
import { HttpStore } from '../../../../server/stores/http/http-store.ts';
import { MemoryStore } from '../../../../server/stores/memory/memory-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { follow } from '../contract/tailing.ts';
import { versions } from '../contract/with-store.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { rewarded, stream, updated } from '../example-events.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openFarStore, withFarStore } from './with-far-store.ts';

/** Longer than the afternoon of the other examples: all in one instant. */
const longStream = (length: number) =>
  stream(length, (version) => rewarded(version, version / 10, { timestamp: '2025-09-19T13:00:00Z' }));

describe('HttpStore', () => {
  const file = temporaryFolder();
  let stores = 0;
  itKeepsTheStoreContract(() => openFarStore(file(`far-${stores++}.db`)));

  it('carries every payload to the letter, whatever is stored', async () => {
    await withFarStore(file('events.db'), [rewarded(1, 0.5)], async ({ far, near }) => {
      const owner = new Database(file('events.db'));
      const texts = [
        '{"a": NaN, "b": [-Infinity, 1.0, 123456789012345678901234567890], "a": 2}',
        '{"torn": "\\ud83d", "raw":\n "line"}',
        'no json at all',
        '[1, 2]',
      ];
      const insert = owner.prepare(
        `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version)
         VALUES (?, ?, 'task-789', 'task', 'completed', ?, ?, ?)`,
      );
      for (const [n, text] of texts.entries()) {
        insert.run(`id-${n}`, `odd-${n}`, text, n === 3 ? 'noon' : '2025-09-19 13:00:00', n + 2);
      }
      owner.close();
      const there = await near.getEventsByAggregate('task-789');
      const here = await far.getEventsByAggregate('task-789');
      const read = (events: typeof here) =>
        events.map(({ row, malformed }) => [row.event_id, row.event_data_text, row.timestamp, row.key, malformed]);
      assert.deepEqual(read(here), read(there));
      assert.deepEqual(read([(await far.getEvent('odd-1'))!]), read([there[2]!]));
      assert.equal(here[3]?.row.event_data_text, 'no json at all');
      const copy = new MemoryStore();
      await copy.saveEvents(here.slice(0, 4));
      assert.equal((await copy.getEvent('odd-0'))?.row.event_data_text, texts[0]);
    });
  });

  it('saves payloads and snapshots to the letter', async () => {
    await withFarStore(file('events.db'), [], async ({ far, near }) => {
      const data = { gap: Number.NaN, whole: new Float(2), large: 2n ** 70n, torn: '\ud83d', ['__proto__']: 1 };
      await far.saveEvent(rewarded(1, 0, { event_data: data }));
      assert.deepEqual((await near.getEventAt('task-789', 1))?.event_data, data);
      await far.saveSnapshot('task-789', data, 1);
      assert.deepEqual((await near.getLatestSnapshot('task-789'))?.snapshot_data, data);
      assert.deepEqual(await far.getLatestSnapshot('task-789'), await near.getLatestSnapshot('task-789'));
    });
  });

  it('finds aggregates and events whatever their ids look like', async () => {
    const ids = ['a/b', 'a b?c#d', 'Zoë %2F', 'count', 'ü'.repeat(300)];
    const events = ids.map((aggregate_id) => updated(1, { aggregate_id, event_id: `event of ${aggregate_id}` }));
    await withFarStore(file('events.db'), events, async ({ far }) => {
      for (const id of ids) {
        assert.equal(await far.getAggregateVersion(id), 1, id);
        assert.equal((await far.getEventAt(id, 1))?.aggregate_id, id);
        assert.equal((await far.getEvent(`event of ${id}`))?.aggregate_id, id);
      }
      await assert.rejects(far.getEvent('..'), { code: 'bad-filter', message: /cannot be asked for over HTTP/ });
    });
  });

  it('replays in a few requests: none for a step, one for a run that the service can search', async () => {
    await withFarStore(file('events.db'), longStream(30_000), async ({ far, relay }) => {
      const session = await ReplaySession.open({ store: far, aggregateId: 'task-789' });
      await session.start();
      for (let n = 0; n < 100; n++) await session.stepForward();
      await session.stepBack();
      assert.equal(session.position, 100);
      assert.ok(relay.requests.length <= 3, relay.requests.join(', '));

      relay.requests.length = 0;
      session.breakpoints.add({ condition: "event_data['reward'] > 2500" });
      await session.runForward();
      assert.equal(session.view?.event.version, 25_001);
      assert.ok(relay.requests.length < 10, relay.requests.join(', '));

      relay.requests.length = 0;
      await session.moveTo('first');
      session.breakpoints.add({ condition: "state['reward'] > 2900" });
      await session.runForward();
      await session.runForward();
      assert.ok(relay.requests.length < 30, `${relay.requests.length} requests for 30,000 events`);
    });
  }).timeout(60_000);

  it('searches by itself where the store of the service is no help', async () => {
    const events = longStream(5_000).map((event) =>
      [3, 2_000, 2_001, 4_999].includes(event.version) ? { ...event, event_type: 'failed' } : event,
    );
    await withFarStore(file('events.db'), events, async ({ far, relay }) => {
      relay.weather = ({ url }, response) => {
        if (!url!.endsWith('/search')) return 'pass';
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"kind": "no-search"}');
        return 'handled';
      };
      const search = far.searchStream('task-789', [{ event_type: 'failed' }, { where: 'position == 1' }]);
      assert.equal(search, undefined, 'no store can pass over events here');
      const { next, previous } = far.searchStream('task-789', [{ event_type: 'failed' }])!;
      const keyAt = async (position: number) => (await far.getEventAt('task-789', position))!.key;
      const walk = async (way: 'next' | 'previous', from?: number, to?: number) => {
        const found: number[] = [];
        const end = to === undefined ? undefined : await keyAt(to);
        for (let key = from === undefined ? undefined : await keyAt(from); ; ) {
          const step = way === 'next' ? await next(key, end) : await previous(key!, end);
          if (step.kind === 'end') return found;
          key = step.kind === 'found' ? step.event.key : step.key;
          if (step.kind === 'found') found.push(step.position!);
        }
      };
      assert.deepEqual(await walk('next'), [3, 2_000, 2_001, 4_999]);
      assert.deepEqual(await walk('next', 3, 2_000), [2_000]);
      assert.deepEqual(await walk('previous', 5_000), [4_999, 2_001, 2_000, 3]);
      assert.deepEqual(await walk('previous', 4_999, 2_001), [2_001]);
      assert.deepEqual(await walk('previous', 3, 3), []);
      assert.equal(relay.requests.filter((request) => request.endsWith('/search')).length, 1);
    });
  }).timeout(60_000);

  it('reads a stream of many pages with few requests, and only the fields that are asked for', async () => {
    await withFarStore(file('events.db'), longStream(25_000), async ({ far, relay }) => {
      let count = 0;
      for await (const { version } of far.replayEvents('task-789')) assert.equal(version, ++count);
      assert.equal(count, 25_000);
      assert.ok(relay.requests.length <= 7, `${relay.requests.length} requests`);
      const [lean] = await far.readStream('task-789', { limit: 1, fields: new Set(['timestamp']) });
      assert.equal(typeof lean?.timestamp, 'string');
      assert.throws(() => lean?.event_data, /event_data was not read/);
    });
  }).timeout(60_000);

  it('fetches no more ahead than fits into memory', async () => {
    const large = 'x'.repeat(1 << 20);
    const events = stream(24, (version) => rewarded(version, 0, { event_data: { large } }));
    await withFarStore(file('events.db'), events, async ({ far, relay }) => {
      const pages: number[][] = [];
      for (let after = undefined as { version: number; tie: number | string } | undefined; ; ) {
        const page = await far.readStream('task-789', { after, limit: 1 });
        if (page.length === 0) break;
        pages.push(versions(page));
        after = page.at(-1)!.key;
      }
      assert.deepEqual(pages.flat(), versions(events));
      // 1, 4, and then not 16 but the 8 that fit, again and again.
      assert.equal(relay.requests.length, 6);
    });
  }).timeout(60_000);

  it('appends once, though the answer got lost', async () => {
    await withFarStore(file('events.db'), stream(3), async ({ far, near, relay }) => {
      let lost = 0;
      relay.weather = ({ method }) => (method === 'POST' && lost++ < 2 ? 'lose-answer' : 'pass');
      const event = rewarded(4, 0.4);
      assert.equal(await far.saveEvent(event, { expectedVersion: 3 }), event.event_id);
      assert.equal(lost, 3);
      lost = 1;
      assert.equal((await far.saveEvents([rewarded(5, 0.5), updated(1)])).length, 2);
      assert.deepEqual(versions(await near.getEventsByAggregate('task-789')), [1, 2, 3, 4, 5]);
    });
  });

  it('asks again when the service is busy for a moment, and gives up when it stays so', async () => {
    await withFarStore(file('events.db'), stream(3), async ({ far, relay }) => {
      let busy = 2;
      relay.weather = (_message, response) => {
        if (busy-- <= 0) return 'pass';
        response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Busy</h1>');
        return 'handled';
      };
      assert.equal(await far.countStream('task-789'), 3);
      busy = Number.POSITIVE_INFINITY;
      relay.requests.length = 0;
      await assert.rejects(far.countStream('task-789'), { code: 'store-failed', message: /it answers 503/ });
      assert.equal(relay.requests.length, 5);
    });
  });

  it('tells an answer that was cut off from one that is whole', async () => {
    await withFarStore(file('events.db'), stream(200), async ({ far, relay }) => {
      relay.weather = (_message, response) => {
        response.writeHead(200, { 'content-type': 'application/vnd.event-replay.rows' }).end();
        return 'handled';
      };
      await assert.rejects(far.queryEvents({}), { code: 'store-failed', message: /cut off/ });
      await assert.rejects(far.getEvent('event-1'), { code: 'store-failed', message: /cut off/ });
    });
  });

  it('gives up a service that does not answer', async () => {
    const { url, close } = await pretend(() => {});
    await assert.rejects(HttpStore.open(url, { readOnly: true, timeout: 20, attempts: 2, firstDelay: 1 }), {
      code: 'store-failed',
      message: `The service at ${url} cannot be reached (it does not answer): see that it runs, and that its address is right`,
    });
    await close();
  });

  it('says what is wrong with an address, and never says the token', async () => {
    const { url, close } = await pretend((_request, response) => response.end('<html>Hello</html>'));
    const secret = url.replace('//', '//:reward-0.8@');
    await assert.rejects(openStore(secret), {
      code: 'not-a-store',
      message: /no event-replay service: check host and port/,
    });
    await close();
    const options = { readOnly: true, attempts: 1 };
    const away = await HttpStore.open(secret, options).catch((error: Error) => error);
    assert.match(String(away), /cannot be reached/);
    assert.ok(!String(away).includes('reward-0.8'));
    for (const uri of ['http://', 'http://host?token=reward-0.8', 'http://%zz@host', 'http://töken@host']) {
      const error = await HttpStore.open(uri, options).catch((reason: Error & { code?: string }) => reason);
      assert.equal((error as { code?: string }).code, 'bad-store-uri', uri);
    }
  });

  it('tells a service that is older than this program from one that is none', async () => {
    const notFound = { code: 'not-found', detail: 'There is no GET /store; /docs lists what there is' };
    const { url, close } = await pretend((_request, response) =>
      response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify(notFound)),
    );
    await assert.rejects(openStore(url), { code: 'not-a-store', message: /is older than this program.*: update it/ });
    await close();
  });

  it('shows the token that the URI or the environment has, and is not called by it', async () => {
    const store = new MemoryStore();
    const { app, url } = await startService({ store, token: 'reward-0.8' }, { port: 0 });
    const before = process.env.EVENT_REPLAY_TOKEN;
    try {
      for (const user of ['reward-0.8@', ':reward-0.8@', 'me:reward-0%2E8@']) {
        const far = await openStore(url.replace('//', `//${user}`));
        assert.equal(far.address, url);
        assert.deepEqual(await far.listAggregateTypes(), []);
        await far.close();
      }
      await assert.rejects(openStore(url.replace('//', '//wrong@')), {
        code: 'store-failed',
        message: `The service at ${url} wants its token: put it into the URI, http://:TOKEN@host, or into EVENT_REPLAY_TOKEN`,
      });
      process.env.EVENT_REPLAY_TOKEN = 'reward-0.8';
      await (await openStore(url)).close();
    } finally {
      if (before === undefined) delete process.env.EVENT_REPLAY_TOKEN;
      else process.env.EVENT_REPLAY_TOKEN = before;
      await app.close();
    }
  });

  it('is read-only when it is told so, and when the service does not let anybody write', async () => {
    await withFarStore(
      file('events.db'),
      stream(1),
      async ({ far, relay }) => {
        await assert.rejects(far.saveEvent(rewarded(2, 0.5)), { code: 'read-only-store' });
        assert.deepEqual(relay.requests, []);
      },
      { readOnly: true },
    );
    const { app, url } = await startService({ store: new MemoryStore({ readOnly: true }) }, { port: 0 });
    const far = await openStore(url, { readOnly: false });
    assert.equal(far.readOnly, true);
    assert.match(far.remarks.join(), /does not let anybody write to it/);
    await far.close();
    await app.close();
  });

  it('follows on after a lost connection, misses nothing, and makes no fuss of it', async () => {
    await withFarStore(file('events.db'), stream(1), async ({ far, near, relay }) => {
      const errors: unknown[] = [];
      const { promise: first, resolve: heardFirst } = Promise.withResolvers<void>();
      const { promise: all, resolve: heardAll } = Promise.withResolvers<void>();
      const heard: number[] = [];
      const onEvents = (events: readonly RecordedEvent[]) => {
        heard.push(...versions(events));
        if (heard.length === 1) heardFirst();
        if (heard.length === 4) heardAll();
      };
      const onError = (error: unknown) => void errors.push(error);
      const tail = far.subscribe({ aggregate_type: 'task' }, onEvents, { onError });
      await far.saveEvent(rewarded(2, 0.2));
      await first;
      let broken = 3;
      relay.weather = (_message, response) => {
        if (broken-- <= 0) return 'pass';
        response.destroy();
        return 'handled';
      };
      relay.cut();
      await near.saveEvents([rewarded(3, 0.3), rewarded(4, 0.4)]);
      await near.saveEvent(rewarded(5, 0.5));
      await all;
      assert.deepEqual(heard, [2, 3, 4, 5]);
      assert.deepEqual(errors, []);
      assert.ok(broken < 0, 'it was refused three times');
      tail.close();
    });
  });

  it('says so when there is nobody to follow any more, and goes on when there is again', async () => {
    await withFarStore(file('events.db'), stream(1), async ({ far, near, relay }) => {
      const { promise: away, resolve: isAway } = Promise.withResolvers<unknown>();
      const { promise: heard, resolve: hear } = Promise.withResolvers<void>();
      let weather: 'pass' | 'handled' = 'handled';
      relay.weather = (_message, response) => {
        if (weather === 'handled') response.destroy();
        return weather;
      };
      const tail = far.subscribe({}, () => hear(), { onError: isAway });
      assert.match(String(await away), /cannot be reached/);
      weather = 'pass';
      let version = 1;
      const append = setInterval(() => void near.saveEvent(rewarded(++version, 0.1)), 5);
      await heard;
      clearInterval(append);
      tail.close();
    });
  });

  it('says that events may have been missed when the service does not know any more, and follows on', async () => {
    await withFarStore(file('events.db'), stream(1), async ({ far, near, restart }) => {
      const { promise: lost, resolve } = Promise.withResolvers<string>();
      const heard: number[] = [];
      const { promise: more, resolve: heardMore } = Promise.withResolvers<void>();
      const tail = far.subscribe(
        {},
        (events) => {
          heard.push(...versions(events));
          if (heard.length === 2) heardMore();
        },
        { onError: (error) => /may have been missed/.test(String(error)) && resolve(String(error)) },
      );
      await far.saveEvent(rewarded(2, 0.2));
      await restart();
      assert.match(await lost, /read the store again/);
      const again = follow(near, {}, 1);
      await near.saveEvent(rewarded(3, 0.3));
      await again;
      await more;
      assert.deepEqual(heard, [2, 3]);
      tail.close();
    });
  });

  it('ends what is under way when it is closed, and says so afterwards', async () => {
    await withFarStore(file('events.db'), stream(1), async ({ far, relay }) => {
      relay.weather = () => 'handled';
      const waiting = assert.rejects(far.countStream('task-789'), { code: 'store-failed', message: /was closed/ });
      await far.close();
      await waiting;
      await assert.rejects(far.getEventAt('task-789', 1), { code: 'store-failed', message: /was closed/ });
    });
  });
});

/** A server that is none of ours. */
async function pretend(answer: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
