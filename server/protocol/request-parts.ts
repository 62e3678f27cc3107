import * as z from 'zod';

/** A store by its address: what `openStore` answered, or the store of a stream document. */
export const Store = z.string().min(1);
export const AggregateId = z.string().min(1);
/** Of an event in its stream, from 1. */
export const Position = z.int().min(1);
export const InStream = z.object({ store: Store, aggregateId: AggregateId });
export const PageSize = z.int().min(1).max(1_000);
