import assert from 'node:assert/strict';
import { DomainError } from '../../../server/domain/errors.ts';
import { findAlerts } from '../../../server/metrics/find-alerts.ts';
import { createMetrics } from '../../../server/metrics/metrics.ts';

const completed = { aggregate_type: 'task', event_type: 'completed' };
const events = (count: number) => Array.from({ length: count }, () => completed);

describe('findAlerts', () => {
  let time: number;
  let metrics: ReturnType<typeof createMetrics>;
  const kinds = () => findAlerts(metrics.read()).map(({ kind }) => kind);
  beforeEach(() => {
    time = 0;
    metrics = createMetrics({ now: () => time });
  });

  it('has nothing to say of a service that works', () => {
    metrics.stored(events(1_000));
    metrics.called('saveEvents', 0.01);
    metrics.snapshotTaken();
    assert.deepEqual(kinds(), []);
  });

  it('says that events were lost, for an hour', () => {
    metrics.lost(events(2));
    const [alert] = findAlerts(metrics.read());
    assert.deepEqual([alert?.kind, alert?.severity], ['events-lost', 'error']);
    assert.match(alert!.message, /^2 events were lost in the last hour: .*look whether/);
    time = 3_600_000;
    assert.deepEqual(kinds(), []);
  });

  it('says that the store is away when it fails again and again, until it answers', () => {
    const away = new DomainError('store-failed', 'connect ECONNREFUSED');
    for (let n = 0; n < 3; n++) {
      assert.deepEqual(kinds(), []);
      metrics.called('readStream', 0, away);
    }
    const [alert] = findAlerts(metrics.read());
    assert.equal(alert?.kind, 'store-unreachable');
    assert.match(alert.message, /failed 3 times in a row \(connect ECONNREFUSED\)/);
    metrics.called('getEvent', 0.001, new DomainError('event-not-found', 'no such event'));
    assert.deepEqual(kinds(), []);
  });

  it('warns of a high volume while it lasts', () => {
    metrics.stored(events(60_000));
    const [alert] = findAlerts(metrics.read());
    assert.deepEqual([alert?.kind, alert?.severity], ['high-volume', 'warning']);
    assert.match(alert!.message, /^60,000 events were published in the last minute/);
    time = 60_000;
    assert.deepEqual(kinds(), []);
  });

  it('warns of snapshots that fail', () => {
    metrics.snapshotFailed();
    const [alert] = findAlerts(metrics.read());
    assert.equal(alert?.kind, 'snapshots-failing');
    assert.match(alert.message, /^1 snapshot could not be taken/);
  });

  it('takes the thresholds that it is given', () => {
    metrics.stored(events(10));
    metrics.lost(events(10));
    const thresholds = { eventsPerMinute: 10, lostPerHour: 11 };
    assert.deepEqual(
      findAlerts(metrics.read(), thresholds).map(({ kind }) => kind),
      ['high-volume'],
    );
  });
});
