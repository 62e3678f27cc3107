import * as z from 'zod';

/** A store by its address: what `openStore` answered, or the store of a stream document. */
export const Store = z.string().min(1);
export const AggregateId = z.string().min(1);
/** Of an event in its stream, from 1. */
export const Position = z.int().min(1);
export const InStream = z.object({ store: Store, aggregateId: AggregateId });
/** One event: its stream, and which one of it. What commands are told of an event by the language server's links. */
export const EventAddress = InStream.extend({ position: Position });
export type EventAddress = z.infer<typeof EventAddress>;
export const PageSize = z.int().min(1).max(1_000);
