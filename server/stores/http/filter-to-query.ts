import type { EventFilter } from '../../domain/filter.ts';
import type { ServiceRequest } from './service-client.ts';

/** A filter as the query of a URL. */
export function filterToQuery({ metadata_filters, ...fields }: EventFilter): NonNullable<ServiceRequest['query']> {
  return { ...fields, metadata_filters: metadata_filters && JSON.stringify(metadata_filters) };
}
