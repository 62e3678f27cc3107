import type { Handlers } from './handler.ts';
import { browseAggregates } from './requests/browse-aggregates.ts';
import { checkWhere } from './requests/check-where.ts';
import { closeStore } from './requests/close-store.ts';
import { copyEvents } from './requests/copy-events.ts';
import { countAggregates } from './requests/count-aggregates.ts';
import { eventCauses } from './requests/event-causes.ts';
import { eventEffects } from './requests/event-effects.ts';
import { exportEvents } from './requests/export-events.ts';
import { findStores } from './requests/find-stores.ts';
import { getEvent } from './requests/get-event.ts';
import { lastEvents } from './requests/last-events.ts';
import { listAggregateTypes } from './requests/list-aggregate-types.ts';
import { listAggregates } from './requests/list-aggregates.ts';
import { listCorrelations } from './requests/list-correlations.ts';
import { listEvents } from './requests/list-events.ts';
import { locateEvent } from './requests/locate-event.ts';
import { nameStore } from './requests/name-store.ts';
import { openStore } from './requests/open-store.ts';
import { runQuery } from './requests/run-query.ts';
import { storesChanged } from './requests/stores-changed.ts';
import { streamStat } from './requests/stream-stat.ts';
import { streamText } from './requests/stream-text.ts';
import { takeSnapshot } from './requests/take-snapshot.ts';

/** A request without a handler does not compile. */
export const HANDLERS: Handlers = {
  openStore,
  nameStore,
  findStores,
  closeStore,
  listAggregateTypes,
  listAggregates,
  listCorrelations,
  takeSnapshot,
  lastEvents,
  exportEvents,
  eventEffects,
  eventCauses,
  countAggregates,
  copyEvents,
  checkWhere,
  browseAggregates,
  listEvents,
  streamText,
  streamStat,
  getEvent,
  runQuery,
  locateEvent,
  storesChanged,
};
