import type { AggregateSummary, EventStore } from '../domain/event-store.ts';
import { matchesGlob } from '../domain/event-types.ts';
import type { CommandContext } from './command.ts';
import { takeTurns } from './take-turns.ts';

const PAGE = 500;

/**
 * The aggregates of a store by id, page by page: all, or those with a type, which may be a glob, or with an id that
 * contains a text.
 */
export async function* aggregatePages(
  store: EventStore,
  { type, contains }: { readonly type?: string | undefined; readonly contains?: string | undefined },
  context: CommandContext,
): AsyncGenerator<readonly AggregateSummary[]> {
  const isGlob = type !== undefined && /[*?]/.test(type);
  const aggregateType = isGlob ? undefined : type;
  const isWanted = isGlob
    ? ({ aggregate_types }: AggregateSummary) => aggregate_types.some((each) => matchesGlob(type, each))
    : () => true;
  for (let after: string | undefined; ; ) {
    await takeTurns(context);
    const page = await store.listAggregates({ aggregateType, contains, after, limit: PAGE });
    const wanted = page.filter(isWanted);
    if (wanted.length > 0) yield wanted;
    if (page.length < PAGE) return;
    after = page.at(-1)!.aggregate_id;
  }
}
