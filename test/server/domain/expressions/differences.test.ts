import assert from 'node:assert/strict';
import { compileExpression, repr } from '../../../../server/domain/expressions/index.ts';
import { contextOf } from './example-context.ts';

/** Where an answer is meant to differ from CPython's, with the reason. */
const DIFFERENCES: readonly (readonly [source: string, answer: string, reason: string])[] = [
  ['event_data.reward', '0.9', 'a field of a dict can be read as an attribute'],
  ['event_data.nested.depth.value', '7', 'and so on, all the way down'],
  ['event_data.nothing', "KeyError: 'nothing'", 'a field that is not there reads as the index would'],
  ['{"a": 1}.a', '1', 'dicts of the expression are no exception'],
  ["event_type == 'updated'", 'True', 'both spellings of a type match both'],
  ["timestamp < '2025-09-20'", 'True', 'a text beside a time is read as ISO 8601'],
  ["timestamp == '2025-09-19T07:26:56.006400+02:00'", 'True', 'a time without a zone is in UTC'],
  [
    "timestamp < 'soon'",
    "TypeError: '<' not supported between instances of 'datetime.datetime' and 'str'",
    'other texts are not',
  ],
  ['datetime.datetime(2025, 1, 1) < timestamp', 'True', 'datetime is the class and the module'],
  ['{3, 1, 2}', '{3, 1, 2}', 'sets keep the order in which they were written'],
  ['(x for x in [])', '<generator object>', 'there are no addresses to show'],
  ['zip([1], [2])', '<zip object>', 'there are no addresses to show'],
  ["int('٣')", "ValueError: invalid literal for int() with base 10: '٣'", 'digits are those of ASCII'],
  [
    '(-8) ** 0.5',
    'ValueError: a negative number raised to a fractional power is complex: take abs() of it first',
    'there are no complex numbers',
  ],
  ["b'x'", "SyntaxError at column 1: bytes are not used in expressions: leave the 'b' out", 'there are no bytes'],
  ["'\\ud83d' in '\\U0001F600'", 'True', 'texts are made of UTF-16 units'],
  ["'\\ud83d' + '\\ude00' == '\\U0001F600'", 'True', 'two halves are a whole'],
  ['[b for a, *b in [[1, 2]]]', "SyntaxError at column 11: '*' is not expected here", 'targets have no star'],
  ['10**5000 == 0', 'False', 'large integers are fine while nobody prints them'],
];

describe('Expressions differ from CPython on purpose', () => {
  for (const [source, answer, reason] of DIFFERENCES) {
    it(`${source}: ${reason}`, () => {
      assert.equal(answerOf(source), answer);
    });
  }
});

function answerOf(source: string): string {
  try {
    return repr(compileExpression(source).evaluate(contextOf()));
  } catch (error) {
    return (error as Error).message;
  }
}
