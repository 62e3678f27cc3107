import * as z from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { EventFilter } from '../../domain/filter.ts';

/** A filter as the query of a URL; `metadata_filters` is JSON there. */
export const FilterQuery = z.object({
  ...EventFilter.omit({ metadata_filters: true }).shape,
  metadata_filters: z.string().optional().meta({ description: 'A JSON object: {"source": "tuner"}' }),
});

export const Limit = z.coerce.number().int().min(1).max(100_000_000);

/** Throws `bad-filter`. */
export function readFilter(query: z.infer<typeof FilterQuery>): EventFilter {
  const filter = EventFilter.omit({ metadata_filters: true }).strip().parse(query);
  if (query.metadata_filters === undefined) return filter;
  const metadata_filters = EventFilter.shape.metadata_filters.safeParse(parse(query.metadata_filters));
  if (metadata_filters.success) return { ...filter, metadata_filters: metadata_filters.data };
  throw new DomainError('bad-filter', 'metadata_filters must be a JSON object, such as {"source": "tuner"}');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
