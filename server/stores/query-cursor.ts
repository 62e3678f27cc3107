import { DomainError } from '../domain/errors.ts';

export type QueryOrder = 'newest-first' | 'oldest-first';

/** The place of the last event of a page in the order of (time, tie). */
export interface QueryPlace {
  /** In normal form; empty when the stored timestamp cannot be read: such events come before all others in time. */
  readonly time: string;
  /** The timestamp as the store holds it. */
  readonly stored: string;
  /** Of one kind in one store. */
  readonly tie: number | string;
}

/** Negative when `a` comes before `b` in time. */
export function comparePlaces(a: QueryPlace, b: QueryPlace): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return a.tie < b.tie ? -1 : Number(a.tie > b.tie);
}

/** A place as the opaque text that callers hand back. Events appended in the meantime do not move it. */
export function toCursor(order: QueryOrder, { time, stored, tie }: QueryPlace): string {
  return Buffer.from(JSON.stringify([order, time, stored, tie])).toString('base64url');
}

/** Throws `bad-filter` for what `toCursor` did not write, and for a cursor of the other order. */
export function readCursor(cursor: string, order: QueryOrder): QueryPlace {
  const [writtenFor, time, stored, tie] = decode(cursor);
  if (typeof time !== 'string' || typeof stored !== 'string' || (typeof tie !== 'number' && typeof tie !== 'string')) {
    throw new DomainError('bad-filter', 'The cursor is damaged: start again from the first page');
  }
  if (writtenFor !== order) {
    throw new DomainError('bad-filter', `The cursor belongs to a query that is ordered ${writtenFor}, not ${order}`);
  }
  return { time, stored, tie };
}

function decode(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
