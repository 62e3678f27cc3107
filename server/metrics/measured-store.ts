import type { EventStore, StreamSearch } from '../domain/event-store.ts';
import type { Metrics } from './metrics.ts';

/**
 * A store whose calls are counted and timed, and which is in every other way the one that it stands for. `replayEvents`
 * is not timed: how long it takes is up to its reader.
 */
export function measuredStore(store: EventStore, metrics: Metrics): EventStore {
  const timed = async <T>(operation: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1_000;
    try {
      const result = await work();
      metrics.called(operation, seconds());
      return result;
    } catch (error) {
      metrics.called(operation, seconds(), error);
      throw error;
    }
  };
  const measuredSearch = (search: StreamSearch): StreamSearch => ({
    next: (after, upTo) => timed('searchStream', () => search.next(after, upTo)),
    previous: (before, downTo) => timed('searchStream', () => search.previous(before, downTo)),
  });

  return {
    address: store.address,
    readOnly: store.readOnly,
    get remarks() {
      return store.remarks;
    },
    saveEvent: async (event, options) => {
      const id = await timed('saveEvent', () => store.saveEvent(event, options));
      metrics.stored([event]);
      return id;
    },
    saveEvents: async (events) => {
      const ids = await timed('saveEvents', () => store.saveEvents(events));
      metrics.stored(events);
      return ids;
    },
    getEvent: (id) => timed('getEvent', () => store.getEvent(id)),
    getEventsByAggregate: (id, from) => timed('getEventsByAggregate', () => store.getEventsByAggregate(id, from)),
    getEventStream: (id) => timed('getEventStream', () => store.getEventStream(id)),
    getAggregateVersion: (id) => timed('getAggregateVersion', () => store.getAggregateVersion(id)),
    replayEvents: (id, from) => store.replayEvents(id, from),
    readStream: (id, options) => timed('readStream', () => store.readStream(id, options)),
    getEventAt: (id, position) => timed('getEventAt', () => store.getEventAt(id, position)),
    getPosition: (id, key) => timed('getPosition', () => store.getPosition(id, key)),
    countStream: (id) => timed('countStream', () => store.countStream(id)),
    // It is work only when it is asked for its next step.
    searchStream: (id, filters) => {
      const search = store.searchStream?.(id, filters);
      return search && measuredSearch(search);
    },
    queryEvents: (filter, options) => timed('queryEvents', () => store.queryEvents(filter, options)),
    countEvents: (filter) => timed('countEvents', () => store.countEvents(filter)),
    readAll: (options) => timed('readAll', () => store.readAll(options)),
    findCaused: (id, limit) => timed('findCaused', () => store.findCaused(id, limit)),
    listAggregateTypes: () => timed('listAggregateTypes', () => store.listAggregateTypes()),
    listAggregates: (options) => timed('listAggregates', () => store.listAggregates(options)),
    saveSnapshot: (id, data, version, expiresAt) =>
      timed('saveSnapshot', () => store.saveSnapshot(id, data, version, expiresAt)),
    getLatestSnapshot: (id) => timed('getLatestSnapshot', () => store.getLatestSnapshot(id)),
    listSnapshots: (id) => timed('listSnapshots', () => store.listSnapshots(id)),
    deleteSnapshots: (id, only) => timed('deleteSnapshots', () => store.deleteSnapshots(id, only)),
    subscribe: (filter, onEvents, { onError } = {}) =>
      store.subscribe(filter, onEvents, {
        onError: (error) => {
          metrics.called('subscribe', 0, error);
          onError?.(error);
        },
      }),
    close: () => store.close(),
  };
}
