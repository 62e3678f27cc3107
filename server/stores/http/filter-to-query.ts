import type { EventFilter } from '../../domain/filter.ts';
import type { ServiceRequest } from './service-client.ts';

/** A filter as the query of a URL. */
export function filterToQuery({
  metadata_filters,
  event_types,
  ...fields
}: EventFilter): NonNullable<ServiceRequest['query']> {
  return {
    ...fields,
    event_types: event_types && JSON.stringify(event_types),
    metadata_filters: metadata_filters && JSON.stringify(metadata_filters),
  };
}
