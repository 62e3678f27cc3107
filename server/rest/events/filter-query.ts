import * as z from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { EventFilter } from '../../domain/filter.ts';
import { omit, pick } from '../../domain/zod.ts';

const JSON_FIELDS = { metadata_filters: true, event_types: true } as const;

/** A filter as the query of a URL; `metadata_filters` and `event_types` are JSON there. */
export const FilterQuery = z.object({
  ...omit(EventFilter, JSON_FIELDS).shape,
  event_types: z
    .string()
    .optional()
    .meta({ description: 'A JSON array of types of which one must match: ["task.completed", "*.failed"]' }),
  metadata_filters: z.string().optional().meta({ description: 'A JSON object: {"source": "tuner"}' }),
});

export const Limit = z.coerce.number().int().min(1).max(100_000_000);

/** Throws `bad-filter`. */
export function readFilter({ event_types, metadata_filters, ...query }: z.infer<typeof FilterQuery>): EventFilter {
  return {
    ...z.object(omit(EventFilter, JSON_FIELDS).shape).parse(query),
    ...readJson('event_types', event_types, 'a JSON array of types, such as ["task.completed", "*.failed"]'),
    ...readJson('metadata_filters', metadata_filters, 'a JSON object, such as {"source": "tuner"}'),
  };
}

function readJson(
  field: keyof typeof JSON_FIELDS,
  text: string | undefined,
  wanted: string,
): Pick<EventFilter, keyof typeof JSON_FIELDS> {
  if (text === undefined) return {};
  const read = pick(EventFilter, { [field]: true } as Record<typeof field, true>).safeParse({ [field]: parse(text) });
  if (read.success) return read.data;
  throw new DomainError('bad-filter', `${field} must be ${wanted}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
