import assert from 'node:assert/strict';
import { BadExpression, compileExpression } from '../../../../server/domain/expressions/index.ts';

/** What is written, which part of it is marked, and what the user reads. */
const REFUSED: readonly (readonly [source: string, marked: string, message: string])[] = [
  ['version > 1 && version < 5', '&&', "SyntaxError at column 13: use 'and' instead of '&&'"],
  ['version == 1 || version == 5', '||', "SyntaxError at column 14: use 'or' instead of '||'"],
  ['!event_data', '!', "SyntaxError at column 1: use 'not' instead of '!'"],
  ['version === 1', '===', "SyntaxError at column 9: use '==' instead of '==='"],
  ['version !== 1', '!==', "SyntaxError at column 9: use '!=' instead of '!=='"],
  ["event_type = 'updated'", '=', "SyntaxError at column 12: use '==' to compare"],
  ["sorted([1], reverse=True) && '='", '&&', "SyntaxError at column 27: use 'and' instead of '&&'"],
  ['state?.balance', '?.', "SyntaxError at column 6: use event_data.get('name') instead of '?.'"],
  ['version ? 1 : 2', '?', "SyntaxError at column 9: use 'x if condition else y' instead of '?'"],
  ['version <> 1', '<>', "SyntaxError at column 9: use '!=' instead of '<>'"],
  ['user_id == null', 'null', "NameError: name 'null' is not defined: use None"],
  ['true', 'true', "NameError: name 'true' is not defined: use True"],
  ['false', 'false', "NameError: name 'false' is not defined: use False"],
  ['undefined', 'undefined', "NameError: name 'undefined' is not defined: use None"],
  ['rewrad > 0.8', 'rewrad', "NameError: name 'rewrad' is not defined"],
  ['event_dta', 'event_dta', "NameError: name 'event_dta' is not defined. Did you mean: 'event_data'?"],
  ['1 + lenn([])', 'lenn', "NameError: name 'lenn' is not defined. Did you mean: 'len'?"],
  ['[x for x in []] + [x]', 'x', "NameError: name 'x' is not defined"],
  ['event_type.length', 'length', "AttributeError: 'str' object has no attribute 'length': use len(…)"],
  [
    'event_type.strtswith("a")',
    'strtswith',
    "AttributeError: 'str' object has no attribute 'strtswith'. Did you mean: 'startswith'?",
  ],
  ['event_data.gett("a")', 'gett', "AttributeError: 'dict' object has no attribute 'gett'. Did you mean: 'get'?"],
  ['event.versoin', 'versoin', "AttributeError: 'Event' object has no attribute 'versoin'. Did you mean: 'version'?"],
  ['user_id.nothing()', 'nothing', "AttributeError: no type has a method 'nothing'"],
  [
    'state.items.append(1)',
    'append',
    "SyntaxError at column 13: 'append' is not available: it would change the list: use xs + [x]",
  ],
  ['().__class__', '__class__', "SyntaxError at column 4: names that begin with '__' are not allowed: __class__"],
  ['__import__("os")', '__import__', "SyntaxError at column 1: names that begin with '__' are not allowed: __import__"],
  [
    'lambda: 1',
    'lambda: 1',
    'SyntaxError at column 1: functions are not allowed: use a comprehension, [… for x in xs]',
  ],
  ['(y := 1)', 'y := 1', 'SyntaxError at column 2: an expression assigns nothing: write the value where it is used'],
  ['await x', 'await x', "SyntaxError at column 1: 'await' is not allowed in an expression"],
  [
    'import os',
    'import os',
    'SyntaxError at column 1: imports are not allowed: the names that an expression can use are there already',
  ],
  [
    'return version',
    'return version',
    "SyntaxError at column 1: leave 'return' out: the expression's value is the answer",
  ],
  ['del state', 'del state', 'SyntaxError at column 1: statements are not allowed: write one expression'],
  ['version; position', ';', 'SyntaxError at column 8: one expression only: connect conditions with and, or'],
  [
    'version\nposition',
    'position',
    'SyntaxError at line 2, column 1: statements are not allowed: write one expression',
  ],
  ['', '', "SyntaxError at column 1: write an expression, for example event_data.get('reward', 0) > 0.8"],
  ['(1 + 2', '', "SyntaxError at column 7: a ')' is missing"],
  ['[1, 2', '', "SyntaxError at column 6: a ']' is missing"],
  ['1 +', '', 'SyntaxError at column 4: the expression is not complete'],
  ["'abc", "'abc", 'SyntaxError at column 1: the text is not closed: a quote is missing'],
  ['1 2', '2', "SyntaxError at column 3: '2' is not expected here"],
  ['1 == not 2', 'not', "SyntaxError at column 6: put brackets around what 'not' belongs to: a == (not b)"],
  ['007', '007', 'SyntaxError at column 1: leading zeros are not allowed: write 7'],
  ['1j', '1j', 'SyntaxError at column 1: complex numbers are not used in expressions'],
  ["'\\xZ'", '\\x', 'SyntaxError at column 2: \\x needs 2 hex digits'],
  ['len(x=1, x=2)', 'x', "SyntaxError at column 10: the argument 'x' is given twice"],
  ['x for x in []', 'x for x in []', 'SyntaxError at column 1: put the comprehension in brackets: [… for … in …]'],
];

describe('A bad expression is refused before any event is looked at', () => {
  for (const [source, marked, message] of REFUSED) {
    it(JSON.stringify(source), () => {
      assert.throws(
        () => compileExpression(source),
        (error) => {
          assert.ok(error instanceof BadExpression);
          assert.equal(error.message, message);
          assert.equal(error.code, 'bad-expression');
          assert.equal(source.slice(error.span.from, error.span.to), marked);
          return true;
        },
      );
    });
  }
});
