import type { EventField } from '../../event-fields.ts';
import type { ExpressionContext } from '../expression.ts';
import type { Value } from '../value.ts';

/** What a compiled expression runs on: the event, and the variables of its comprehensions by slot. */
export interface Frame {
  context: ExpressionContext;
  readonly locals: Value[];
}

/** A compiled part of an expression. */
export type Evaluate = (frame: Frame) => Value;

/** What compiling an expression finds out on the way. */
export interface Findings {
  needsState: boolean;
  /** The fields of the event that it may read. */
  readonly fields: Set<EventField>;
  /** How many variables comprehensions have. */
  slots: number;
}

/** Where names are looked up while compiling: a comprehension opens an inner scope. */
export interface Scope {
  readonly source: string;
  readonly findings: Findings;
  readonly variables: ReadonlyMap<string, number>;
}

export function outermostScope(source: string): Scope {
  return { source, findings: { needsState: false, fields: new Set(), slots: 0 }, variables: new Map() };
}
