import assert from 'node:assert/strict';
import { compileExpression } from '../../../../server/domain/expressions/index.ts';
import { assertRefused } from './assert-refused.ts';
import { contextOf } from './example-context.ts';

type Habit = readonly [source: string, marked: string, column: number, hint: string];

const NO_REGEX = 'there are no regular expressions: use in, startswith or endswith';
const NO_FUNCTIONS = 'functions are not allowed: use a comprehension, [… for x in xs]';
const NO_ASSIGNMENT = 'an expression assigns nothing: write the value where it is used';

/** Syntax that people bring along, the part that is marked, its column, and what the message says to write. */
const SYNTAX: Readonly<Record<string, readonly Habit[]>> = {
  JavaScript: [
    ['a && b', '&&', 3, "use 'and' instead of '&&'"],
    ["event_data.get('a') || 0", '||', 21, "use 'or' instead of '||'"],
    ['!changed("balance")', '!', 1, "use 'not' instead of '!'"],
    ["user_id ?? 'x'", '??', 9, "use 'x if x is not None else y' instead of '??'"],
    ["event_data?.['reward']", '?.', 11, "use event_data.get('name') instead of '?.'"],
    ['event_data!.reward', '!', 11, "leave '!' out"],
    ['version++', '++', 8, "an expression changes nothing: use '+ 1'"],
    ['version--', '--', 8, "an expression changes nothing: use '- 1'"],
    ['version /* from 1 */ > 1', '/*', 9, "a comment begins with '#'"],
    ['version > 1 // not the first', '//', 13, "a comment begins with '#'"],
    ['`version`', '`', 1, "texts are quoted with ' or \"; values are put into them by f-strings: f'{version}'"],
    ['$version', '$', 1, "names have no '$'"],
    ['new Date() > timestamp', 'new Date', 1, "use datetime.now() or datetime(2025, 9, 19) instead of 'new Date'"],
    ['new Set([1])', 'new', 1, "there is no 'new' in Python"],
    ['typeof version', 'typeof', 1, 'use type(x) or isinstance(x, str)'],
    ['version instanceof int', 'instanceof', 9, "use isinstance(x, int) instead of 'instanceof'"],
    ['delete state', 'delete', 1, 'an expression changes nothing'],
    ['x => x > 1', '=>', 3, "functions are not allowed; for 'greater or equal' use '>='"],
    ['function(x) { return x }', 'function', 1, NO_FUNCTIONS],
    ['let x = 1', 'let x =', 1, NO_ASSIGNMENT],
    ['const limit = 0.8; limit', 'const limit =', 1, NO_ASSIGNMENT],
    ['/fail/.test(event_type)', '/fail/', 1, NO_REGEX],
    ['event_type.match(/fail/i)', '/fail/i', 18, NO_REGEX],
  ],
  'other languages': [
    ['version => 5', '=>', 9, "functions are not allowed; for 'greater or equal' use '>='"],
    ['version =< 5', '=<', 9, "use '<=' instead of '=<'"],
    ['version =! 5', '=!', 9, "use '!=' instead of '=!'"],
    ["event_type ~= 'a'", '~=', 12, "use '!=' instead of '~='"],
    ['event_type =~ /abc/', '=~ /', 12, NO_REGEX],
    ['event_data->reward', '->', 11, "use '.' instead of '->'"],
    ['version::text', '::', 8, "use '.' instead of '::', and int(x) to convert"],
    ['event_data.tags.0', '.0', 16, 'items are counted in brackets, from 0: tags[0]'],
    ['@version', '@version', 1, "names have no '@'"],
    ['version += 1', 'version += 1', 1, NO_ASSIGNMENT],
    ['def f(x): return x', 'def f(x): return x', 1, NO_FUNCTIONS],
    [
      'if version > 1',
      'if version > 1',
      1,
      "leave 'if' out: the condition alone; to choose between values, 'x if condition else y'",
    ],
    ['print version', 'print version', 1, "leave 'print' out: the expression's value is shown"],
  ],
  SQL: [
    ["event_type LIKE 'a%'", 'LIKE', 12, "use in, startswith or endswith instead of 'LIKE'"],
    ['version > 1 AND version < 5', 'AND', 13, "use 'and' instead of 'AND'"],
    ['version = 1 OR version = 5', '=', 9, "use '==' to compare"],
    ['NOT version', 'NOT', 1, "use 'not' instead of 'NOT'"],
    ['user_id IS NULL', 'IS NULL', 9, "use 'is None' instead of 'IS NULL'"],
    ['user_id IS NOT NULL', 'IS NOT NULL', 9, "use 'is not None' instead of 'IS NOT NULL'"],
    ["event_type IN ('a', 'b')", 'IN', 12, "use 'in' instead of 'IN'"],
    ["event_type NOT IN ('a', 'b')", 'NOT IN', 12, "use 'not in' instead of 'NOT IN'"],
    ['version between 1 and 5', 'between', 9, "use '1 <= x <= 5' instead of 'BETWEEN'"],
    ['SELECT * FROM events', 'SELECT', 1, 'write the condition alone'],
    ['where version > 1', 'where', 1, 'write the condition alone'],
    ['exists event_data.reward', 'exists', 1, "use 'name' in event_data instead of 'exists'"],
    ['version > 1 -- not the first', '--', 13, "a comment begins with '#'"],
  ],
  'word processors': [
    ['event_type == “updated”', '“', 15, 'texts are quoted with \' or ", not with “'],
    ['event_type == ‘it’s’', '‘', 15, 'texts are quoted with \' or ", not with ‘'],
    ['version\u00a0> 1', '\u00a0', 8, 'a special space stands here (U+00A0): write a plain one'],
    ['version > 1\u200b', '\u200b', 12, 'a special space stands here (U+200B): write a plain one'],
    ['version ≥ 1', '≥', 9, "use '>=' instead of '≥'"],
    ['version ≠ 1', '≠', 9, "use '!=' instead of '≠'"],
    ['version – 1', '–', 9, "use '-' instead of '–'"],
  ],
};

/** Names and methods of other languages, with the rest of the message after Python's own words. */
const NAMES: readonly (readonly [source: string, marked: string, message: string])[] = [
  ['print(version)', 'print', "NameError: name 'print' is not defined: use the value itself: it is shown"],
  ['console.log(verson)', 'console', "NameError: name 'console' is not defined: use the value itself: it is shown"],
  ['Math.abs(1)', 'Math', "NameError: name 'Math' is not defined: use abs, round, min, max and **"],
  ['parseInt("1")', 'parseInt', "NameError: name 'parseInt' is not defined: use int(x)"],
  ['Date.now()', 'Date', "NameError: name 'Date' is not defined: use datetime.now() or datetime(2025, 9, 19)"],
  ['exists(event_data.a)', 'exists', "NameError: name 'exists' is not defined: use 'name' in event_data"],
  ['version > 1 // first', 'first', "NameError: name 'first' is not defined: a comment begins with '#'"],
  ['event.type', 'type', "AttributeError: 'Event' object has no attribute 'type'. Did you mean: 'event_type'?"],
  [
    'event.payload',
    'payload',
    "AttributeError: 'Event' object has no attribute 'payload'. Did you mean: 'event_data'?",
  ],
  ...[
    ['contains', "use 'a' in x"],
    ['includes', "use 'a' in x"],
    ['startsWith', 'use startswith(…)'],
    ['endsWith', 'use endswith(…)'],
    ['toLowerCase', 'use lower()'],
    ['toUpperCase', 'use upper()'],
    ['indexOf', 'use find(…) on a text, index(…) on a list'],
    ['substring', 'use x[start:stop]'],
    ['trim', 'use strip()'],
    ['replaceAll', 'use replace(…)'],
    ['match', NO_REGEX],
  ].map(
    ([name, hint]) =>
      [`event_type.${name}('a')`, name!, `AttributeError: 'str' object has no attribute '${name}': ${hint}`] as const,
  ),
  ...[
    ['push', 'it would change the list: use xs + [x]'],
    ['filter', 'use [x for x in xs if …]'],
    ['map', 'use [… for x in xs]'],
    ['some', 'use any(… for x in xs)'],
    ['every', 'use all(… for x in xs)'],
    ['length', 'use len(…)'],
    ['size', 'use len(…)'],
    ['has_key', "use 'a' in x"],
    ['hasOwnProperty', "use 'a' in x"],
  ].map(
    ([name, hint]) =>
      [`event_data['tags'].${name}(1)`, name!, `AttributeError: no type has a method '${name}': ${hint}`] as const,
  ),
];

/** What depends on the event: raised there, in Python's words. */
const RAISED: readonly (readonly [source: string, message: string])[] = [
  ["'a' + 1", 'TypeError: can only concatenate str (not "int") to str'],
  ['1 + "a"', "TypeError: unsupported operand type(s) for +: 'int' and 'str'"],
  ["event_data['tags'].length", "AttributeError: 'list' object has no attribute 'length': use len(…)"],
  ["event_data['status'].size", "AttributeError: 'str' object has no attribute 'size': use len(…)"],
  ['sorted([1], reversed=True)', "TypeError: 'reversed' is an invalid keyword argument for sort()"],
  ['round(1.5, digits=1)', "TypeError: 'digits' is an invalid keyword argument for round()"],
  ['len(x=1)', 'TypeError: len() takes no keyword arguments'],
  ["event_data['error'] > 1", "TypeError: '>' not supported between instances of 'NoneType' and 'int'"],
  ["event_data['tags']['a']", 'TypeError: list indices must be integers or slices, not str'],
  ["int('a')", "ValueError: invalid literal for int() with base 10: 'a'"],
];

describe('A habit of another language is met with what to write instead', () => {
  for (const [language, habits] of Object.entries(SYNTAX)) {
    describe(language, () => {
      for (const [source, marked, column, hint] of habits) {
        it(JSON.stringify(source), () => assertRefused(source, marked, `SyntaxError at column ${column}: ${hint}`));
      }
    });
  }

  describe('names and methods', () => {
    for (const [source, marked, message] of NAMES) {
      it(source, () => assertRefused(source, marked, message));
    }
  });

  it('is no habit where Python has a use for it, nor within a text or a comment', () => {
    for (const source of [
      'version != 1',
      '7 // 2',
      '1 if version else 2',
      "'&& || ! ?. => ; $ ` “text” \u00a0 AND'",
      'version # && || “ is this so?',
      'max([1], key=len, default=1) if False else 1',
      '[1, 2, 3][::-1]',
      "event_data.get('IS NULL')",
      "{'where': 1}['where']",
      '--version',
      "f'{version!r:>10}'",
    ]) {
      assert.doesNotThrow(() => compileExpression(source).evaluate(contextOf()), source);
    }
  });
});

describe('What fits no type is raised in the words of Python', () => {
  for (const [source, message] of RAISED) {
    it(source, () => assert.throws(() => compileExpression(source).evaluate(contextOf()), { message }));
  }
});
