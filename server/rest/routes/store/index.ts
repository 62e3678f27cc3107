import type { Route } from '../../route.ts';
import { appendEvent } from './append-event.ts';
import { appendEvents } from './append-events.ts';
import { countEvents } from './count-events.ts';
import { countStream } from './count-stream.ts';
import { deleteSnapshots } from './delete-snapshots.ts';
import { describeStore } from './describe-store.ts';
import { followEvents } from './follow-events.ts';
import { getAggregateState } from './get-aggregate-state.ts';
import { getCausedEvents } from './get-caused-events.ts';
import { getEvent } from './get-event.ts';
import { getEventAt } from './get-event-at.ts';
import { getMetrics } from './get-metrics.ts';
import { getPosition } from './get-position.ts';
import { getStream } from './get-stream.ts';
import { getStreamEvents } from './get-stream-events.ts';
import { getVersion } from './get-version.ts';
import { listAggregateTypes } from './list-aggregate-types.ts';
import { listAggregates } from './list-aggregates.ts';
import { listAlerts } from './list-alerts.ts';
import { listSnapshots } from './list-snapshots.ts';
import { queryEvents } from './query-events.ts';
import { saveSnapshot } from './save-snapshot.ts';
import { searchStream } from './search-stream.ts';

/** The routes of the store: events, streams, snapshots. */
export const STORE_ROUTES: readonly Route[] = [
  describeStore,
  getMetrics,
  listAlerts,
  queryEvents,
  appendEvent,
  appendEvents,
  countEvents,
  followEvents,
  getEvent,
  getCausedEvents,
  listAggregateTypes,
  listAggregates,
  getStreamEvents,
  getEventAt,
  getStream,
  getVersion,
  countStream,
  getPosition,
  getAggregateState,
  searchStream,
  listSnapshots,
  saveSnapshot,
  deleteSnapshots,
];
