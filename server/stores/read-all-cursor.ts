import { DomainError } from '../domain/errors.ts';

/** The place that a cursor of `readAll` names, in the order of appending. Throws `bad-filter`. */
export function readPlace(cursor: string): number {
  const place = Number(cursor);
  if (/^-?\d+$/.test(cursor) && Number.isSafeInteger(place)) return place;
  throw new DomainError('bad-filter', 'The cursor is damaged: start again from the first page');
}
