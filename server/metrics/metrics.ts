import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Recent, RecentCount } from './recent-count.ts';
import { StoreHealth, type StoreReading } from './store-health.ts';
import { type TypedEvent, typeLabels } from './type-labels.ts';

/** From a row in a cache to a scan of millions. In seconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What alerts are found in. */
export interface MetricsReading {
  readonly stored: Recent;
  readonly lost: Recent;
  readonly snapshotsFailed: Recent;
  readonly store: StoreReading;
  /** Live replay sessions. */
  readonly sessions: number;
}

/**
 * What happens to events, counted: for Prometheus in `registry`, which is nobody else's, and for alerts in `read()`. The
 * methods are plain functions, to be handed on as listeners: `onLost: metrics.lost`.
 */
export interface Metrics {
  readonly registry: Registry;
  /** A store took these events. `measuredStore` says so. */
  stored(events: readonly TypedEvent[]): void;
  /** These events never got into a store. */
  lost(events: readonly Partial<TypedEvent>[]): void;
  snapshotTaken(): void;
  snapshotFailed(): void;
  /** A call of the store took so many seconds; `error` is what it threw. `measuredStore` says so. */
  called(operation: string, seconds: number, error?: unknown): void;
  /** `count` is asked for the number of live sessions whenever somebody reads. */
  watchSessions(count: () => number): void;
  read(): MetricsReading;
}

export interface MetricsOptions {
  /** Milliseconds that never go back; the process's own clock when left out. */
  readonly now?: (() => number) | undefined;
}

export function createMetrics({ now = () => performance.now() }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  const stored = new RecentCount(now);
  const lost = new RecentCount(now);
  const snapshotsFailed = new RecentCount(now);
  const health = new StoreHealth(now);
  const labelsOf = typeLabels();
  let sessions = () => 0;
  const read = (): MetricsReading => ({
    stored: stored.read(),
    lost: lost.read(),
    snapshotsFailed: snapshotsFailed.read(),
    store: health.read(),
    sessions: sessions(),
  });
  const { events, calls, snapshots } = registerCounters(registry);
  registerGauges(registry, read);

  return {
    registry,
    read,
    stored: (taken) => {
      stored.add(taken.length);
      for (const event of taken) events.inc({ ...labelsOf(event), result: 'success' });
    },
    lost: (missed) => {
      lost.add(missed.length);
      for (const event of missed) events.inc({ ...labelsOf(event), result: 'failure' });
    },
    snapshotTaken: () => snapshots.inc({ result: 'success' }),
    snapshotFailed: () => {
      snapshotsFailed.add();
      snapshots.inc({ result: 'failure' });
    },
    called: (operation, seconds, error) => calls.observe({ operation, outcome: health.note(error) }, seconds),
    watchSessions: (count) => {
      sessions = count;
    },
  };
}

function registerCounters(registry: Registry) {
  const registers = [registry];
  return {
    events: new Counter({
      name: 'event_replay_events_total',
      help: 'Events that were published, by type: success when a store took them, failure when they were lost.',
      labelNames: ['aggregate_type', 'event_type', 'result'],
      registers,
    }),
    calls: new Histogram({
      name: 'event_replay_store_call_seconds',
      help: 'How long calls of the store took, by outcome: ok, or the code of the error.',
      labelNames: ['operation', 'outcome'],
      buckets: BUCKETS,
      registers,
    }),
    snapshots: new Counter({
      name: 'event_replay_snapshots_total',
      help: 'Snapshots that were to be taken, by result: success or failure.',
      labelNames: ['result'],
      registers,
    }),
  };
}

/** What is read at the moment in which somebody asks. */
function registerGauges(registry: Registry, read: () => MetricsReading): void {
  const registers = [registry];
  new Gauge({
    name: 'event_replay_recent_events',
    help: 'Events that were published in the last minute and in the last hour, by result.',
    labelNames: ['window', 'result'],
    registers,
    collect() {
      const { stored, lost } = read();
      this.set({ window: 'minute', result: 'success' }, stored.lastMinute);
      this.set({ window: 'hour', result: 'success' }, stored.lastHour);
      this.set({ window: 'minute', result: 'failure' }, lost.lastMinute);
      this.set({ window: 'hour', result: 'failure' }, lost.lastHour);
    },
  });
  new Gauge({
    name: 'event_replay_store_up',
    help: '1 when the last call of the store was answered, 0 when it failed.',
    registers,
    collect() {
      this.set(read().store.failuresInARow === 0 ? 1 : 0);
    },
  });
  new Gauge({
    name: 'event_replay_sessions',
    help: 'Live replay sessions.',
    registers,
    collect() {
      this.set(read().sessions);
    },
  });
}
