import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compileExpression, EXPRESSION_NAMES, repr } from '../../../../../server/domain/expressions/index.ts';
import { toJson } from '../../../../../server/domain/expressions/to-json.ts';
import { toJsonText } from '../../../../../server/domain/json-text.ts';
import { contextOf } from '../example-context.ts';
import { COMPARISON_CASES } from './comparison-cases.ts';
import { CONTAINER_CASES } from './container-cases.ts';
import { DATETIME_CASES } from './datetime-cases.ts';
import { FORMAT_CASES } from './format-cases.ts';
import { NUMBER_CASES } from './number-cases.ts';
import { TEXT_CASES } from './text-cases.ts';

const TABLES: Readonly<Record<string, readonly string[]>> = {
  numbers: lines(NUMBER_CASES),
  comparisons: lines(COMPARISON_CASES),
  texts: lines(TEXT_CASES),
  containers: lines(CONTAINER_CASES),
  formats: lines(FORMAT_CASES),
  times: lines(DATETIME_CASES),
};

/** CPython words some errors differently from release to release; these are the releases whose words we follow. */
const SAME_WORDS = /^3\.11\./;

const context = contextOf();

describe('Expressions answer as CPython does', () => {
  let answers: ReadonlyMap<string, string>;
  let comparesWords: boolean;

  before(function () {
    this.timeout(20_000);
    const version = spawnSync('python3', ['-c', 'import platform; print(platform.python_version())'], {
      encoding: 'utf8',
    });
    if (version.status !== 0) {
      console.log('      skipped: there is no python3 on this machine to compare with');
      this.skip();
    }
    comparesWords = SAME_WORDS.test(version.stdout);
    answers = askPython(Object.values(TABLES).flat());
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

/** One process for all cases. */
function askPython(cases: readonly string[]): ReadonlyMap<string, string> {
  const fields = EXPRESSION_NAMES.map(({ name }) => name).filter((name) => name !== 'changed');
  const names = fields.map(
    (name) => `${JSON.stringify(name)}: ${toJsonText(toJson(compileExpression(name).evaluate(context)))}`,
  );
  const input = `{"names": {${names.join(', ')}}, "cases": ${JSON.stringify(cases)}}`;
  const script = join(import.meta.dirname, 'evaluate-cases.py');
  const { stdout, stderr, status } = spawnSync('python3', [script], {
    input,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
  });
  assert.equal(status, 0, stderr);
  const answers = JSON.parse(stdout) as readonly string[];
  return new Map(cases.map((source, index) => [source, answers[index]!]));
}
