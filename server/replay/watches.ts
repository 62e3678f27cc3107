import { messageOf } from '../domain/errors.ts';
import type { CompiledExpression, ExpressionContext } from '../domain/expressions/expression.ts';
import { compileExpression } from '../domain/expressions/index.ts';
import type { Value } from '../domain/expressions/value.ts';

/** The value of a watch, or what is wrong with it. */
export type Watched = { readonly value: Value } | { readonly error: string };

/** Expressions that are evaluated wherever the replay stands. Adding one twice keeps one. */
export class Watches {
  readonly #all = new Map<string, CompiledExpression | { readonly error: string }>();

  add(expression: string): void {
    if (!this.#all.has(expression)) this.#all.set(expression, compiled(expression));
  }

  /** False when there is no such watch. */
  remove(expression: string): boolean {
    return this.#all.delete(expression);
  }

  list(): readonly string[] {
    return [...this.#all.keys()];
  }

  /** By expression, in order of adding; nothing when there is no current event. */
  values(context: ExpressionContext | undefined): ReadonlyMap<string, Watched> {
    return new Map(this.each(context));
  }

  /** The same one by one, for those who do other work in between. */
  *each(context: ExpressionContext | undefined): Generator<[expression: string, Watched]> {
    if (!context) return;
    for (const [source, watch] of [...this.#all]) {
      yield [source, 'error' in watch ? watch : evaluated(watch, context)];
    }
  }
}

function compiled(expression: string): CompiledExpression | { readonly error: string } {
  try {
    return compileExpression(expression);
  } catch (error) {
    return { error: messageOf(error) };
  }
}

function evaluated(watch: CompiledExpression, context: ExpressionContext): Watched {
  try {
    return { value: watch.evaluate(context) };
  } catch (error) {
    return { error: messageOf(error) };
  }
}
