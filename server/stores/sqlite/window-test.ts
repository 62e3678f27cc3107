import type { RecordedEvent } from '../../domain/event.ts';
import type { EventFilter } from '../../domain/filter.ts';
import { compileFilter } from '../criteria.ts';

export { lookThroughWindow } from './version-windows.ts';

type Test = (event: RecordedEvent) => boolean;

/** The last filters that were asked for: a search asks for the same ones again and again. */
let last: { readonly name: string; readonly test: Test } | undefined;

/** Tells of an event of a stream that has all its versions whether one of the filters selects it. */
export function testOf(filters: readonly EventFilter[]): Test {
  const name = JSON.stringify(filters);
  if (last?.name === name) return last.test;
  // A version is a position there.
  const criteria = filters.map((filter) => compileFilter(filter, ({ version }) => version));
  const test: Test = (event) => criteria.some((each) => each.test(event));
  last = { name, test };
  return test;
}
