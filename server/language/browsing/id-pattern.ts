import { matchesGlob } from '../../domain/event-types.ts';

/** What a person looks for among ids. */
export interface IdPattern {
  /** What the store looks for: every id that is wanted has both. */
  readonly prefix: string;
  readonly contains: string;
  /** Is that all, so that what the store finds is wanted? */
  readonly isExact: boolean;
  isWanted(id: string): boolean;
}

/** A text is found anywhere in an id, in either case; a glob of `*` and `?` is held against the whole id, in its case. */
export function toIdPattern(text = ''): IdPattern {
  const wanted = text.trim();
  if (!/[*?]/.test(wanted)) return { prefix: '', contains: wanted, isExact: true, isWanted: () => true };
  const [prefix = '', ...others] = wanted.split(/[*?]+/);
  const contains = others.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
  const isExact = wanted === `${prefix}*`;
  return { prefix, contains, isExact, isWanted: (id) => isExact || matchesGlob(wanted, id) };
}
