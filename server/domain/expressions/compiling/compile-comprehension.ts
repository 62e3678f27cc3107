import type { Clause, Expression, Target } from '../ast.ts';
import { EvaluationError } from '../evaluation-error.ts';
import { spend } from '../limits.ts';
import { Iteration, type Value } from '../value.ts';
import { makeDict } from '../values/dicts.ts';
import { iterate } from '../values/iterate.ts';
import { makeSet } from '../values/sets.ts';
import { isTruthy } from '../values/truth.ts';
import { compile } from './compile.ts';
import { compileTarget } from './compile-target.ts';
import type { Evaluate, Frame, Scope } from './scope.ts';

type Comprehension = Extract<Expression, { kind: 'comprehension' }>;
type DictComprehension = Extract<Expression, { kind: 'dict-comprehension' }>;

/** Sets the variables for each round, and calls for what a round gives. */
type Rounds<T> = (frame: Frame, first: Iterable<Value>) => Generator<T, void>;

/** `[x for …]`, `{x for …}` or `(x for …)`; the generator's rounds run when they are asked for. */
export function compileComprehension(node: Comprehension, scope: Scope): Evaluate {
  const { source, inner, loops } = compileClauses(node.clauses, scope);
  const rounds = nest(loops, costOf(node), compile(node.element, inner));
  if (node.form === 'list') {
    return (frame) => {
      const items: Value[] = [];
      for (const item of rounds(frame, iterate(source(frame)))) items.push(item);
      return items;
    };
  }
  if (node.form === 'set') return (frame) => makeSet(rounds(frame, iterate(source(frame))));
  // A generator may be walked after others have used the same variables, so it keeps its own.
  const mayStop = /\bnext\b/.test(scope.source.slice(node.span.from, node.span.to));
  return (frame) => {
    const own = { context: frame.context, locals: frame.locals.slice() };
    const items = rounds(own, iterate(source(frame)));
    return new Iteration('generator', mayStop ? withoutStop(items) : items);
  };
}

/** A StopIteration that left a generator would end whoever walks it; Python makes another error of it. */
function* withoutStop(items: Generator<Value, void>): Generator<Value, void> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof EvaluationError) || error.kind !== 'StopIteration') throw error;
    throw new EvaluationError('RuntimeError', 'generator raised StopIteration');
  }
}

/** `{key: value for …}`. */
export function compileDictComprehension(node: DictComprehension, scope: Scope): Evaluate {
  const { source, inner, loops } = compileClauses(node.clauses, scope);
  const [key, value] = [compile(node.key, inner), compile(node.value, inner)];
  const rounds = nest(loops, costOf(node), (frame): readonly [Value, Value] => [key(frame), value(frame)]);
  return (frame) => makeDict(rounds(frame, iterate(source(frame))));
}

type Loop =
  /** The items of the first loop are evaluated outside, and handed in. */
  | { readonly bind: (frame: Frame, item: Value) => void; readonly items: Evaluate | undefined }
  | { readonly test: Evaluate };

/** The first `for` is evaluated outside, the rest sees the variables before it. */
function compileClauses(clauses: readonly Clause[], scope: Scope) {
  const [first] = clauses as readonly [Extract<Clause, { kind: 'for' }>, ...Clause[]];
  const source = compile(first.items, scope);
  let inner = scope;
  const loops = clauses.map((clause): Loop => {
    if (clause.kind === 'if') return { test: compile(clause.test, inner) };
    const items = clause === first ? undefined : compile(clause.items, inner);
    inner = withVariables(inner, clause.target);
    return { bind: compileTarget(clause.target, inner), items };
  });
  return { source, inner, loops };
}

/** The steps of a round: what is written at length has more to do. */
function costOf({ span }: Expression): number {
  return (span.to - span.from) / CHARACTERS_PER_STEP;
}

const CHARACTERS_PER_STEP = 64;

function nest<T>(loops: readonly Loop[], cost: number, give: (frame: Frame) => T): Rounds<T> {
  function* run(frame: Frame, at: number, first: Iterable<Value>): Generator<T, void> {
    const loop = loops[at];
    if (!loop) {
      yield give(frame);
    } else if ('test' in loop) {
      if (isTruthy(loop.test(frame))) yield* run(frame, at + 1, first);
    } else {
      for (const item of loop.items ? iterate(loop.items(frame)) : first) {
        spend(cost);
        loop.bind(frame, item);
        yield* run(frame, at + 1, first);
      }
    }
  }
  return (frame, first) => run(frame, 0, first);
}

function withVariables(scope: Scope, target: Target): Scope {
  const variables = new Map(scope.variables);
  for (const name of namesOf(target)) variables.set(name, scope.findings.slots++);
  return { ...scope, variables };
}

function namesOf(target: Target): readonly string[] {
  return 'name' in target ? [target.name] : target.targets.flatMap(namesOf);
}
