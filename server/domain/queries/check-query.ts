import { closestName } from '../expressions/parsing/closest-name.ts';
import { type KnownStore, type Sample, storeOf, typesNamed, typesSeen } from './known-events.ts';
import type { Problem, Query } from './query.ts';

/** What a query lacks to be asked: a store. Undefined when it has one. */
export function storeProblem(query: Query, stores: readonly KnownStore[]): Problem | undefined {
  if (storeOf(query, stores)) return undefined;
  const { store, parts } = query;
  const names = stores.map(({ name }) => name);
  const span = store?.span ?? parts.entries[0]?.key.span ?? { from: 0, to: 0 };
  if (names.length === 0 && !store) {
    return { message: 'There is no store to ask: add one to the Stores view', span, fix: 'add-store' };
  }
  const known = names.length === 0 ? '' : `, or name one of ${names.join(', ')}`;
  if (!store) {
    return {
      message: `Several stores could be asked: say which, for example 'store: ${names[0]}'`,
      span,
      fix: 'name-store',
    };
  }
  const message = `The Stores view has no '${store.text}': add it there${known}`;
  return { message, span, fix: 'add-store', meant: closestName(store.text, names) };
}

/** Names of types that look like slips of the pen for others that were seen. */
export function typeDoubts({ types }: Query, sample: Sample): Problem[] {
  const seen = typesSeen(sample).flatMap(({ type, bare }) => [type, bare]);
  return types.flatMap(({ text, span }) => {
    const meant = typesNamed(sample, text).length > 0 || /[*?]/.test(text) ? undefined : closestName(text, seen);
    if (meant === undefined) return [];
    const message = `None of ${sample.events} sampled events is of the type '${text}': did you mean '${meant}'?`;
    return [{ message, span, meant }];
  });
}
