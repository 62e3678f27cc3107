import type { Event } from '../../../server/domain/event.ts';
import type { EventStore } from '../../../server/domain/event-store.ts';
import { inTurn, median, reportRounds, time } from '../measure.ts';
import { newEvents } from './new-events.ts';

const ROUNDS = 9;
const SINGLE = 200;
const CALLERS = 100;
const EACH = 20;
const BATCH = 100;
const BATCHES = 30;
const LARGE_BATCH = 1_000;

/** The least code that appends to the same table. */
export interface Bare {
  insert(event: Event): Promise<void>;
  /** All or none. */
  insertAll(events: readonly Event[]): Promise<void>;
}

/** Appends of one, by many callers, and of batches. */
export async function compareAppends(store: EventStore, bare: Bare): Promise<void> {
  const one = await inTurn(
    ROUNDS,
    (round) => medianOf((event) => store.saveEvent(event), `one-${round}`),
    (round) => medianOf(bare.insert, `bare-one-${round}`),
  );
  reportRounds('append one, by a bare insert', one, '<= 1.25');

  const expecting = await inTurn(
    ROUNDS,
    (round) => medianOf((event) => store.saveEvent(event, { expectedVersion: event.version - 1 }), `next-${round}`),
    (round) => medianOf(bare.insert, `bare-next-${round}`),
  );
  reportRounds('append one with an expected version, by a bare insert', expecting, '<= 1.25');

  const many = await inTurn(
    ROUNDS,
    (round) => {
      const streams = Array.from({ length: CALLERS }, (_, caller) => newEvents(`many-${round}-${caller}`, EACH));
      return time(() =>
        Promise.all(
          streams.map(async (events) => {
            for (const event of events) await store.saveEvent(event);
          }),
        ),
      );
    },
    (round) => {
      const events = newEvents(`bare-many-${round}`, CALLERS * EACH);
      return time(async () => {
        for (const event of events) await bare.insert(event);
      });
    },
  );
  reportRounds(`${CALLERS} callers who append ${EACH} each, by bare inserts one by one`, many, '<= 0.33');

  await compareBatches(store, bare, BATCH, BATCHES, '<= 1.43');
  await compareBatches(store, bare, LARGE_BATCH, 10, '<= 1.25');
}

/** What one of many appends takes, one after the other. */
async function medianOf(save: (event: Event) => Promise<unknown>, aggregateId: string): Promise<number> {
  const times: number[] = [];
  for (const event of newEvents(aggregateId, SINGLE)) times.push(await time(() => save(event)));
  return median(times);
}

async function compareBatches(store: EventStore, bare: Bare, size: number, count: number, goal: string): Promise<void> {
  const inBatches = (save: (events: readonly Event[]) => Promise<unknown>, name: string) => {
    const batches = Array.from({ length: count }, (_, batch) => newEvents(name, size, batch * size + 1));
    return time(async () => {
      for (const batch of batches) await save(batch);
    });
  };
  const rounds = await inTurn(
    ROUNDS,
    (round) => inBatches((events) => store.saveEvents(events), `batches-${size}-${round}`),
    (round) => inBatches(bare.insertAll, `bare-batches-${size}-${round}`),
  );
  reportRounds(`${count} batches of ${size.toLocaleString('en-US')}, by the bare loop`, rounds, goal);
}
