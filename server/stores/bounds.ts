import { DomainError } from '../domain/errors.ts';

const MOST_EVENTS = 10_000;

/** How many events or aggregates a page may have: 1 to 10,000. Throws `bad-filter`. */
export function checkLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_EVENTS) return limit;
  throw new DomainError('bad-filter', `The limit must be a whole number from 1 to 10,000, not ${limit}`);
}

/** How many events to skip: 0 or more. Throws `bad-filter`. */
export function checkOffset(offset: number): number {
  if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw new DomainError('bad-filter', `The offset must be a whole number from 0 up, not ${offset}`);
}
