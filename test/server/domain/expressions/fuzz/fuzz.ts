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

export interface Findings {
  /** Undefined when the two never disagree; else the smallest case that was found. */
  readonly disagreement: Disagreement | undefined;
  readonly cases: number;
  /** How many of them had a value, and how many hit a bound of ours. */
  readonly values: number;
  readonly bounds: number;
}

const EXPRESSIONS = 20;

/** Draws events, and expressions for each, and holds our answers against python3's. */
export async function fuzz(python: Python, count: number, seed: number): Promise<Findings> {
  let disagreement: Disagreement | undefined;
  let [cases, values, bounds] = [0, 0, 0];
  const agrees = fc.asyncProperty(
    payloadText,
    fc.array(expression, { minLength: EXPRESSIONS, maxLength: EXPRESSIONS }),
    async (payload, sources) => {
      const context = contextOf(recorded({ event_data: parseJson(payload) as JsonObject }));
      const answers = await python.ask(context, sources);
      for (const [index, source] of sources.entries()) {
        const [ours, pythons] = [ourAnswer(source, context), answers[index]!];
        cases++;
        if (ours.startsWith('LimitError')) bounds++;
        else if (ours === pythons && !/^\w+Error/.test(ours)) values++;
        if (agree(source, ours, pythons)) continue;
        // While it shrinks, what fails last is the smallest.
        disagreement = { payload, source, ours, pythons };
        return false;
      }
      return true;
    },
  );
  await fc.check(agrees, { numRuns: Math.ceil(count / EXPRESSIONS), seed });
  return { disagreement, cases, values, bounds };
}
