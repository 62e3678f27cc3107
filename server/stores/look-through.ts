import type { RecordedEvent } from '../domain/event.ts';
import { workDone } from '../domain/expressions/index.ts';

/** Steps of evaluation after which others should get their turn. */
const MUCH_WORK = 100_000;

/** How far somebody looked through rows: how many were passed, and the index of one whose event passes the test. */
export interface LookedThrough {
  readonly passed: number;
  readonly found: number | undefined;
}

/**
 * Looks for the first event that passes a test. Where the test is a long one, not at all of them, but at one at least.
 * Events are made one by one: their parsed payloads would fill the memory together.
 */
export function lookThrough<Row>(
  rows: readonly Row[],
  toEvent: (row: Row, index: number) => RecordedEvent,
  test: (event: RecordedEvent) => boolean,
): LookedThrough {
  const begin = workDone();
  for (let index = 0; index < rows.length; index++) {
    if (test(toEvent(rows[index]!, index))) return { passed: index, found: index };
    if (workDone() - begin > MUCH_WORK) return { passed: index + 1, found: undefined };
  }
  return { passed: rows.length, found: undefined };
}
