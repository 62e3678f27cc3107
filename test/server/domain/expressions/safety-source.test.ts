import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  completeExpression,
  nothingKnown,
  signatureHelp,
} from '../../../../server/domain/expressions/editing/index.ts';
import {
  BadExpression,
  compileExpression,
  compileTemplate,
  EvaluationError,
  repr,
  toJson,
} from '../../../../server/domain/expressions/index.ts';
import { contextOf } from './example-context.ts';
import { expression } from './fuzz/expression-arbitrary.ts';

const ROOT = join(import.meta.dirname, '../../../../server/domain/expressions');

/** Words of the language, of other languages and of nobody's, to be put together without sense. */
const WORDS =
  'event event_data state before changed position timestamp version x y get items upper join format split reward tags ' +
  'and or not in is if else for lambda await yield import None True False null this len str int sorted map zip iter next ' +
  'datetime timedelta range print f rb 1 0 2.5 1e309 0x1f 10**9 .5 1. 007 1_0 ( ) [ ] { } , : . + - * / // % ** << >> & | ^ ~ ' +
  '< > <= >= == != = := ! && || ? ?. ?? => ++ ; # \\ ` $ @ -> ... \' " \'\'\' """ f" f\' {{ }} !r :> \\n \\u \\x41 é 😀 “ ”';

const word = fc.constantFrom(...WORDS.split(' '), ' ', ' ', '\n', '\t', '\u00a0', '\0', '\ud83d');
const source = fc.oneof(
  fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
  fc.array(word, { maxLength: 60 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);
const repetition = fc.tuple(word, fc.nat(9_000)).map(([repeated, times]) => repeated.repeat(times));

function isWithin({ span }: BadExpression, text: string): boolean {
  return span.from >= 0 && span.from <= span.to && span.to <= text.length;
}

/** The text is an expression that ends with a value or an error of its own, or it is refused at a place within it. */
function endsWell(text: string): void {
  try {
    const value = compileExpression(text).evaluate(contextOf());
    assert.ok(repr(value, 100).length <= 100);
    toJson(value);
  } catch (error) {
    if (error instanceof EvaluationError) return;
    assert.ok(error instanceof BadExpression, String((error as Error).stack));
    assert.ok(isWithin(error, text));
    assert.match(error.message, /^\w+Error\b/);
  }
}

describe('Any text', () => {
  const runs = { numRuns: 1_000, seed: 20_250_919 };

  it('without sense is evaluated, raises an error of its own, or is refused at a place within it', () => {
    fc.assert(fc.property(source, endsWell), runs);
    fc.assert(fc.property(repetition, endsWell), { numRuns: 30, seed: 20_250_919 });
  });

  it('with sense is evaluated or raises an error of its own', () => {
    fc.assert(fc.property(expression, endsWell), runs);
  });

  it('is a log message that is written, or refused at a place within it', () => {
    const property = fc.property(source, (text) => {
      try {
        compileTemplate(text).render(contextOf());
      } catch (error) {
        assert.ok(error instanceof BadExpression, String((error as Error).stack));
        assert.ok(isWithin(error, text));
      }
    });
    fc.assert(property, runs);
  });
});

describe('A source that is deep in one way or another', () => {
  const DEEP: Readonly<Record<string, string>> = {
    'opening brackets': '('.repeat(100_000),
    'brackets behind a comment with a quote': `#'\n${'('.repeat(4_900)}1${')'.repeat(4_900)}`,
    'brackets in fields of a text': 'f"{'.repeat(3_000),
    'quotes that never close': "'''\\".repeat(2_400),
    'colons in a format': `f'{${':='.repeat(4_900)}'`,
    signs: `${'-'.repeat(9_990)}1`,
    negations: `${'not '.repeat(2_400)}1`,
    conditions: `${'1 if 1 else '.repeat(800)}1`,
    attributes: `state${'.a'.repeat(4_900)}`,
    calls: `len${'()'.repeat(4_900)}`,
    subscripts: `state${'[0]'.repeat(3_300)}`,
    functions: `${'lambda:'.repeat(1_400)}1`,
    stars: '*'.repeat(9_990),
    backslashes: '\\'.repeat(9_990),
    comprehensions: `[1 ${'for x in [1] '.repeat(700)}]`,
  };
  for (const [what, text] of Object.entries(DEEP)) {
    it(`${what}: ${text.length} characters are evaluated or refused`, () => {
      try {
        compileExpression(text).evaluate(contextOf());
      } catch (error) {
        assert.ok(error instanceof EvaluationError || error instanceof BadExpression, String(error));
      }
    });
  }
});

describe('Help with writing', () => {
  it('knows nothing of what JavaScript objects inherit', () => {
    for (const text of ['constructor(', 'datetime.constructor(', "''.toString(", 'constructor.x(', '__proto__(']) {
      assert.equal(signatureHelp(text, text.length, nothingKnown()), undefined, text);
      assert.doesNotThrow(() => completeExpression(`${text}1).`, text.length + 3, nothingKnown()), text);
    }
  });
});

describe('The code of the expressions', () => {
  it('makes no code of texts', () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    assert.ok(files.length > 80, `${files.length} files`);
    for (const file of files) {
      const code = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      assert.doesNotMatch(code, /\beval\s*\(|\bFunction\s*\(|node:vm|\bimport\s*\(|\.constructor\b|__proto__/, file);
    }
  });
});
