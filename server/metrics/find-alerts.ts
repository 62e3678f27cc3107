import type { MetricsReading } from './metrics.ts';

/** From where on something is worth an alert. */
export interface AlertThresholds {
  /** Events lost in the last hour. */
  readonly lostPerHour: number;
  /** Calls of the store that failed one after the other. */
  readonly storeFailuresInARow: number;
  /** Events published in the last minute. */
  readonly eventsPerMinute: number;
  /** Snapshots that could not be taken in the last hour. */
  readonly snapshotFailuresPerHour: number;
}

export const ALERT_THRESHOLDS: AlertThresholds = {
  lostPerHour: 1,
  storeFailuresInARow: 3,
  eventsPerMinute: 60_000,
  snapshotFailuresPerHour: 1,
};

export interface Alert {
  readonly kind: 'events-lost' | 'store-unreachable' | 'high-volume' | 'snapshots-failing';
  readonly severity: 'error' | 'warning';
  /** What is wrong, and what to do about it. */
  readonly message: string;
}

/** What somebody should look at now. Thresholds that are left out are `ALERT_THRESHOLDS`'. */
export function findAlerts(
  { lost, store, stored, snapshotsFailed }: MetricsReading,
  thresholds: Partial<AlertThresholds> = {},
): Alert[] {
  const limits = { ...ALERT_THRESHOLDS, ...thresholds };
  const alerts: Alert[] = [];
  if (lost.lastHour >= limits.lostPerHour) {
    alerts.push({
      kind: 'events-lost',
      severity: 'error',
      message: `${count(lost.lastHour, 'event was', 'events were')} lost in the last hour: the publisher's warnings say why; look whether events are invalid, or the store was away for longer than the publisher's buffer lasts`,
    });
  }
  if (store.failuresInARow >= limits.storeFailuresInARow) {
    alerts.push({
      kind: 'store-unreachable',
      severity: 'error',
      message: `The store has failed ${store.failuresInARow} times in a row (${store.lastError}): look whether it runs, can be reached and has room on its disk`,
    });
  }
  if (stored.lastMinute >= limits.eventsPerMinute) {
    alerts.push({
      kind: 'high-volume',
      severity: 'warning',
      message: `${count(stored.lastMinute, 'event was', 'events were')} published in the last minute, ${limits.eventsPerMinute.toLocaleString('en')} are the limit: look for a service that publishes in a loop, or raise the limit`,
    });
  }
  if (snapshotsFailed.lastHour >= limits.snapshotFailuresPerHour) {
    alerts.push({
      kind: 'snapshots-failing',
      severity: 'warning',
      message: `${count(snapshotsFailed.lastHour, 'snapshot', 'snapshots')} could not be taken in the last hour: nothing is lost, but replays start slower; look whether the projection fails on an event, or the store is read-only`,
    });
  }
  return alerts;
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
