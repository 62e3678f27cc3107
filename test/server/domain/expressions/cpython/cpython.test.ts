import assert from 'node:assert/strict';
import { compileExpression, repr } from '../../../../../server/domain/expressions/index.ts';
import { contextOf } from '../example-context.ts';
import { COMPARISON_CASES } from './comparison-cases.ts';
import { CONTAINER_CASES } from './container-cases.ts';
import { DATETIME_CASES } from './datetime-cases.ts';
import { FORMAT_CASES } from './format-cases.ts';
import { FOUND_CASES } from './found-cases.ts';
import { NUMBER_CASES } from './number-cases.ts';
import { Python, pythonVersion } from './python.ts';
import { TEXT_CASES } from './text-cases.ts';

const TABLES: Readonly<Record<string, readonly string[]>> = {
  numbers: lines(NUMBER_CASES),
  comparisons: lines(COMPARISON_CASES),
  texts: lines(TEXT_CASES),
  containers: lines(CONTAINER_CASES),
  formats: lines(FORMAT_CASES),
  times: lines(DATETIME_CASES),
  'what was found': lines(FOUND_CASES),
};

/** CPython words some errors differently from release to release; these are the releases whose words we follow. */
const SAME_WORDS = /^3\.11\./;

const context = contextOf();

describe('Expressions answer as CPython does', () => {
  let answers: ReadonlyMap<string, string>;
  let comparesWords: boolean;

  before(async function () {
    this.timeout(20_000);
    const version = pythonVersion();
    if (version === undefined) {
      console.log('      skipped: there is no python3 on this machine to compare with');
      return this.skip();
    }
    comparesWords = SAME_WORDS.test(version);
    const python = new Python();
    const cases = Object.values(TABLES).flat();
    const found = await python.ask(context, cases);
    python.stop();
    answers = new Map(cases.map((source, index) => [source, found[index]!]));
  });

  for (const [topic, cases] of Object.entries(TABLES)) {
    it(`${topic}, in all of ${cases.length} cases`, () => {
      const ours = cases.map((source) => comparable(source, ourAnswer(source)));
      const pythons = cases.map((source) => comparable(source, answers.get(source)!));
      assert.deepEqual(ours, pythons);
    });
  }

  function comparable(source: string, answer: string): string {
    const kind = /^([A-Z]\w+Error): /.exec(answer)?.[1];
    return `${source}  ->  ${kind && !comparesWords ? kind : answer}`;
  }
});

function lines(table: string): readonly string[] {
  return table.split('\n').filter((line) => line !== '');
}

function ourAnswer(source: string): string {
  try {
    return repr(compileExpression(source).evaluate(context));
  } catch (error) {
    return (error as Error).message;
  }
}
