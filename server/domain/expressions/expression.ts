import type { RecordedEvent } from '../event.ts';
import type { EventField } from '../event-fields.ts';
import type { JsonObject } from '../json.ts';
import type { Value } from './value.ts';

/**
 * What an expression can see. The members are read only when a name in the expression needs them, so a context may
 * compute them lazily.
 */
export interface ExpressionContext {
  readonly event: RecordedEvent;
  /** The state after the event. */
  readonly state: JsonObject;
  /** The state before the event. */
  readonly before: JsonObject;
  /** Where the event stands in its stream, from 1. */
  readonly position: number;
  /** Did this event change that part of the state? The path is dotted: `balance`, `items[0].qty`. */
  changed(path: string): boolean;
}

/** An expression that was parsed and compiled once, to be evaluated for many events. */
export interface CompiledExpression {
  readonly source: string;
  /** True when it reads `state`, `before` or `changed(…)`: then the events before this one must have been folded. */
  readonly needsState: boolean;
  /** The fields of the event that it may read. */
  readonly fields: ReadonlySet<EventField>;
  /** Python's answer. Throws an `EvaluationError` whose message reads as Python's does: `KeyError: 'reward'`. */
  evaluate(context: ExpressionContext): Value;
  /** Python's truth of the answer. Throws as `evaluate`. */
  test(context: ExpressionContext): boolean;
}

/** A log message: text with `{expression}` parts; `{{` and `}}` stand for the braces themselves. */
export interface CompiledTemplate {
  readonly source: string;
  readonly needsState: boolean;
  /** The text; a part that fails reads `{Error: KeyError: 'reward'}`. Never throws. */
  render(context: ExpressionContext): string;
}

/** Where in the source something is: offsets in UTF-16 units, `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
