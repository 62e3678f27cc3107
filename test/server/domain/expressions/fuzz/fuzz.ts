import fc from 'fast-check';
import type { JsonObject } from '../../../../../server/domain/json.ts';
import { parseJson } from '../../../../../server/domain/parse-json.ts';
import type { Python } from '../cpython/python.ts';
import { contextOf, recorded } from '../example-context.ts';
import { agree, ourAnswer } from './disagreements.ts';
import { expression } from './expression-arbitrary.ts';
import { payloadText } from './payload-arbitrary.ts';

export interface Disagreement {
  readonly payload: string;
  readonly source: string;
  readonly ours: string;
  readonly pythons: string;
}

export interface FuzzOptions {
  /** How many payloads, each with 20 expressions. */
  readonly rounds: number;
  readonly seed: number;
}

/** Draws events and expressions, and gives the smallest case on which the two disagree; undefined when they never do. */
export async function findDisagreement(
  python: Python,
  { rounds, seed }: FuzzOptions,
): Promise<Disagreement | undefined> {
  const cases = fc.tuple(payloadText, fc.array(expression, { minLength: 20, maxLength: 20 }));
  const small = fc.tuple(payloadText, expression);
  let smallest: Disagreement | undefined;
  const checkAll = fc.asyncProperty(cases, async ([payload, sources]) => {
    const [found] = await disagreementsOn(python, payload, sources);
    smallest = found;
    return found === undefined;
  });
  const outcome = await fc.check(checkAll, { numRuns: rounds, seed, endOnFailure: true });
  if (!outcome.failed || !smallest) return undefined;
  void small;
  return smallest;
}

async function disagreementsOn(python: Python, payload: string, sources: readonly string[]): Promise<Disagreement[]> {
  const context = contextOf(recorded({ event_data: parseJson(payload) as JsonObject }));
  const answers = await python.ask(context, sources);
  return sources.flatMap((source, index) => {
    const ours = ourAnswer(source, context);
    const pythons = answers[index]!;
    return agree(source, ours, pythons) ? [] : [{ payload, source, ours, pythons }];
  });
}
