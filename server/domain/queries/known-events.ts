import { matchesType } from '../event-types.ts';
import { type Knowledge, narrowTo } from '../expressions/editing/index.ts';
import type { Query } from './query.ts';

/** A store that queries can name. */
export interface KnownStore {
  readonly address: string;
  /** How people call it: `events.db`. */
  readonly name: string;
}

/** What was learned from some events of a store. */
export interface Sample {
  readonly knowledge: Knowledge;
  /** How many events that were. */
  readonly events: number;
  /** The times of the first and the last event, where they can be read. */
  readonly earliest: string | undefined;
  readonly latest: string | undefined;
}

/** What help with writing a query is made of. */
export interface Surroundings {
  readonly stores: readonly KnownStore[];
  /** Of the query's store; undefined when it has none that is known. */
  readonly sample: Sample | undefined;
}

/** The store that a query means: the one that it names, by name, address or path, or the only one there is. */
export function storeOf({ store }: Pick<Query, 'store'>, stores: readonly KnownStore[]): KnownStore | undefined {
  if (!store) return stores.length === 1 ? stores[0] : undefined;
  const { text } = store;
  const path = text
    .replace(/^sqlite:/, '')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
  const isMeant: readonly ((known: KnownStore) => boolean)[] = [
    ({ address }) => address === text || address === `sqlite:${path}`,
    ({ name }) => name === text,
    ({ address }) => address.startsWith('sqlite:') && address.replaceAll('\\', '/').endsWith(`/${path}`),
  ];
  for (const test of isMeant) {
    const found = stores.filter(test);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** The types that were seen, qualified, each with how often; the most frequent first. */
export function typesSeen({ knowledge }: Sample): { readonly type: string; readonly bare: string; seen: number }[] {
  return [...knowledge.byType]
    .map(([type, { bare, shape }]) => ({ type, bare, seen: shape.seen }))
    .sort((a, b) => b.seen - a.seen || (a.type < b.type ? -1 : 1));
}

/** Those of the seen types that a name or a pattern selects. */
export function typesNamed(sample: Sample, pattern: string): ReturnType<typeof typesSeen> {
  const matches = matchesType(pattern);
  return typesSeen(sample).filter(({ type, bare }) => {
    const aggregate_type = type.slice(0, -bare.length - 1);
    return matches({ aggregate_type, event_type: bare });
  });
}

/** What is known in a query: the fields of its types come first. */
export function knowledgeOf({ types }: Query, sample: Sample): Knowledge {
  if (types.length === 0) return sample.knowledge;
  return narrowTo(
    sample.knowledge,
    new Set(types.flatMap(({ text }) => typesNamed(sample, text).map(({ type }) => type))),
  );
}
