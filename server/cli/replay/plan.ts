import type { AnomalyKind } from '../../domain/anomalies.ts';
import { DomainError, messageOf } from '../../domain/errors.ts';
import type { CompiledExpression } from '../../domain/expressions/expression.ts';
import { compileExpression } from '../../domain/expressions/index.ts';
import type { BreakpointSpec } from '../../replay/breakpoint.ts';

/** What `event-replay replay` takes besides the streams and the user's code. */
export interface ReplayOptions {
  readonly break?: readonly string[] | undefined;
  readonly breakIf?: readonly string[] | undefined;
  readonly breakOnChange?: readonly string[] | undefined;
  readonly breakOnException?: readonly AnomalyKind[] | undefined;
  readonly watch?: readonly string[] | undefined;
  readonly until?: string | undefined;
  readonly expect?: readonly string[] | undefined;
  readonly expectAlways?: readonly string[] | undefined;
  readonly type?: string | undefined;
  readonly at?: string | undefined;
  readonly back?: true | undefined;
  readonly maxHits?: number | undefined;
}

/** A breakpoint, and how it is called where it is hit. */
export interface NamedBreakpoint {
  readonly name: string;
  readonly spec: BreakpointSpec;
}

/** What is done with each stream. Expressions are compiled: what is wrong with them has been said. */
export interface Plan {
  readonly stops: readonly NamedBreakpoint[];
  readonly until: NamedBreakpoint | undefined;
  readonly watches: readonly string[];
  /** What must hold where the replay ends. */
  readonly expect: readonly CompiledExpression[];
  /** What must hold at every event. */
  readonly expectAlways: readonly CompiledExpression[];
  /** Events of other aggregate types are folded, and nothing else is asked of them. May be a glob. */
  readonly type: string | undefined;
  readonly at: string | undefined;
  readonly isBack: boolean;
  readonly maxHits: number;
}

/** Throws `bad-expression`. Where nothing is asked, every event is a stop: the timeline of the stream. */
export function toPlan(options: ReplayOptions): Plan {
  const { type, until, watch = [], at, back = false, maxHits = Infinity } = options;
  const expect = (options.expect ?? []).map((text) => compiled('--expect', text));
  const expectAlways = (options.expectAlways ?? []).map((text) => compiled('--expect-always', text));
  const ofType = type === undefined ? {} : { event_type: `${type}.*` };
  const named = (name: string, texts: readonly string[] | undefined, toSpec: (text: string) => BreakpointSpec) =>
    (texts ?? []).map((text) => ({ name: `${name} ${text}`, spec: { ...ofType, ...toSpec(text) } }));
  const stops = [
    ...named('break', options.break, (name) => ({ event_type: ofThatType(name, type) })),
    ...named('break-if', options.breakIf, (text) => ({ condition: compiled('--break-if', text).source })),
    ...named('break-on-change', options.breakOnChange, (changes) => ({ changes })),
    ...named('break-on-exception', options.breakOnException, (kind) => ({ exception: kind as AnomalyKind })),
  ];
  const [end] = named('until', until === undefined ? [] : [until], (text) => ({
    condition: compiled('--until', text).source,
  }));
  const isQuestion = end !== undefined || expect.length > 0 || expectAlways.length > 0;
  return {
    stops: stops.length === 0 && !isQuestion ? [{ name: 'event', spec: ofType }] : stops,
    until: end,
    watches: watch.map((text) => compiled('--watch', text).source),
    expect,
    expectAlways,
    type,
    at,
    isBack: back,
    maxHits,
  };
}

/** A bare name means that event of the aggregate type that is asked for. */
function ofThatType(name: string, type: string | undefined): string {
  return type === undefined || name.includes('.') ? name : `${type}.${name}`;
}

/** On a command line with several expressions it must be plain which one is wrong. */
function compiled(option: string, text: string): CompiledExpression {
  try {
    return compileExpression(text);
  } catch (error) {
    throw new DomainError('bad-expression', `${option} '${text}': ${messageOf(error)}`, { cause: error });
  }
}
