import type { Span } from '../expressions/expression.ts';

/** The lines that can stand at a query's head, in the order in which they are written. */
export const HEAD_KEYS = ['store', 'types', 'from', 'to', 'order', 'limit'] as const;
export type HeadKey = (typeof HEAD_KEYS)[number];

export type QueryOrder = 'newest-first' | 'oldest-first';

export const USUAL_LIMIT = 100;
/** More would not be read by anybody, and has to be held in memory. */
export const MOST_RESULTS = 10_000;

/** A part of a query's text, with its place in it: offsets in UTF-16 units. */
export interface Part {
  readonly text: string;
  readonly span: Span;
}

/** What is wrong with a query, and where. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
  /** What was probably meant instead. */
  readonly meant?: string | undefined;
  /** What else would mend it. */
  readonly fix?: 'add-store' | 'name-store' | undefined;
}

/** One `key: value` of the head. The key is as it was written, known or not. */
export interface Entry {
  readonly key: Part;
  readonly value: Part;
}

/** A query's text taken apart: nothing is understood yet, and nothing can be wrong. */
export interface QueryParts {
  readonly entries: readonly Entry[];
  /** The comment lines before and between the entries. */
  readonly comments: readonly Part[];
  /** From its first character to its last; undefined when all events are wanted. */
  readonly expression: Part | undefined;
  /** Where the expression begins, or would begin. */
  readonly bodyAt: number;
}

/** A query as it was understood; what `problems` names is left out. */
export interface Query {
  /** What the first comment says. */
  readonly title: string | undefined;
  readonly store: Part | undefined;
  readonly types: readonly Part[];
  /** In normal form, both inclusive. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly order: QueryOrder;
  readonly limit: number;
  readonly where: Part | undefined;
  readonly parts: QueryParts;
  readonly problems: readonly Problem[];
}

export function isHeadKey(name: string): name is HeadKey {
  return (HEAD_KEYS as readonly string[]).includes(name);
}
