import assert from 'node:assert/strict';
import { compileExpression, EvaluationError } from '../../../../server/domain/expressions/index.ts';
import type { JsonObject } from '../../../../server/domain/json.ts';
import { contextOf } from './example-context.ts';

/** A state with so many fields that looking at all of them a million times would take hours. */
const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`task-${index}`, index])) as JsonObject;
const context = { ...contextOf(), state: wide, before: { ...wide } };

const OFTEN = 'for x in range(10**6)';
const doubled = (start: string) => `[x for x in [${start}]${' for x in [(x, x)]'.repeat(60)}][0]`;
const listed = (item: string, times: number) => Array<string>(times).fill(item).join(', ');

/** What costs more than it looks: each would take minutes, or all memory, if only items were counted. */
const COSTLY: Readonly<Record<string, readonly string[]>> = {
  'large integers': [
    `[a // b for a in [2**65535] for b in [2**32767 + 1] ${OFTEN}]`,
    `[a % b for a in [2**65535] for b in [2**32767 + 1] ${OFTEN}]`,
    `[divmod(a, 3) for a in [2**65535] ${OFTEN}]`,
    `[~a for a in [2**65535] ${OFTEN}]`,
    `[-a for a in [2**65535] ${OFTEN}]`,
    `[a + x for a in [2**65535] ${OFTEN}]`,
    `[a ^ x for a in [2**65535] ${OFTEN}]`,
    `[a >> 1 for a in [2**65535] ${OFTEN}]`,
    `[hex(a) for a in [2**65535] ${OFTEN}]`,
    `[f'{a:b}' for a in [2**65000] ${OFTEN}]`,
    `[a.bit_count() for a in [2**65535] ${OFTEN}]`,
    `[a.bit_length() for a in [2**65535] ${OFTEN}]`,
    `[round(a, -5) for a in [2**65000] ${OFTEN}]`,
    `[pow(3, 2**65000, 7) ${OFTEN}]`,
    `[pow(3, -1, 2**40000 + 1) ${OFTEN}]`,
    '2 ** 2 ** 17 * 3',
    '(2**40000) * (2**40000)',
    'pow(2, 10**9)',
    "int('f' * 10**6, 16)",
  ],
  'long texts': [
    `[a == b for a in ['a' * 500000 + 'b'] for b in ['a' * 500000 + 'c'] ${OFTEN}]`,
    `[a < b for a in ['a' * 500000 + 'b'] for b in ['a' * 500000 + 'c'] ${OFTEN}]`,
    `[a in {b} for a in ['a' * 500000 + 'b'] for b in ['a' * 500000 + 'b'] ${OFTEN}]`,
    `[int(a) for a in [' ' * 900000 + '1'] ${OFTEN}]`,
    `[float(a) for a in [' ' * 900000 + '1'] ${OFTEN}]`,
    `[len(a) for a in ['ä' * 900000] ${OFTEN}]`,
    `[a[-1] for a in ['\\U0001f600' * 400000] ${OFTEN}]`,
    `['a'.strip(a) for a in ['a' * 900000] ${OFTEN}]`,
    `[a.startswith(b) for a in ['ab'] for b in [('b',) * 400000] ${OFTEN}]`,
    `[a.count('') for a in ['a' * 900000] ${OFTEN}]`,
    `[a.split('a') for a in ['a' * 400000] ${OFTEN}]`,
    `[ascii(a) for a in ['\\U0001f600' * 90000] ${OFTEN}]`,
    `[timestamp == a for a in [' ' * 900000] ${OFTEN}]`,
    `[changed(a) for a in ['a.' * 400000] ${OFTEN}]`,
    "(('b' + 'a' * 49998 + 'c') * 6 + 'a' * 600000).count('b' + 'a' * 49999)",
    "('b' + 'a' * 49999) in (('b' + 'a' * 49998 + 'c') * 6 + 'a' * 600000)",
    "('a' * 900000).rfind('a' * 100000 + 'b')",
    "('a' * 900000).partition('a' * 100000 + 'b')",
    "'%1000000000d' % 1 + f'{1:>{10**9}}'",
    "f'{1:>{10**7}}'",
    "f'{1.5:.{10**7}f}'",
    "'{:>9999999}'.format('a')",
    "'1'.zfill(10**9)",
    "'a'.center(10**9)",
    "', '.join(['a' * 1000] * 10**4)",
    "'a'.replace('', 'b' * 900000)",
    "timestamp.strftime('%c' * 400000)",
    "timestamp.replace(tzinfo=timezone(timedelta(0), 'z' * 900000)).strftime('%Z' * 1000)",
  ],
  'wide containers': [
    `[len(state) ${OFTEN}]`,
    `[1 ${OFTEN} if state]`,
    `[{**state} ${OFTEN}]`,
    `[dict(state) ${OFTEN}]`,
    `[state | before ${OFTEN}]`,
    `[state == before ${OFTEN}]`,
    `[next(iter(state)) ${OFTEN}]`,
    `[a | a for a in [set(range(100000))] ${OFTEN}]`,
    `[a - a for a in [set(range(100000))] ${OFTEN}]`,
    `[a < a for a in [set(range(100000))] ${OFTEN}]`,
    `[a.issubset(a) for a in [set(range(100000))] ${OFTEN}]`,
    `[a < b for a in [[0] * 200000] for b in [[0] * 200000] ${OFTEN}]`,
    `[event_type in a for a in [['b'] * 400000] ${OFTEN}]`,
    `[x in a for a in [[0] * 400000] ${OFTEN}]`,
    `[a.count(1) for a in [[0] * 400000] ${OFTEN}]`,
    `[sorted(a) for a in [[0] * 100000] ${OFTEN}]`,
    'sorted(range(10**9))',
    'sum(range(10**9))',
  ],
  'values that hold one another many times': [
    `${doubled('1')} == ${doubled('1')}`,
    `{${doubled('1')}: 1}`,
    `isinstance(1, ${doubled('str')})`,
    `repr(${doubled('1')})`,
    `str([[['a'] * 1000] * 1000] * 1000)`,
    `[[0] * 1000] * 1000 == [[0] * 1000] * 1000 == [[0] * 1000 for x in range(1000)]`,
  ],
  'sources that say much in each round': [
    `[[${listed('x', 2_000)}] ${OFTEN}]`,
    `[{${listed('x: x', 1_000)}} ${OFTEN}]`,
    `[zip(${listed('a', 2_000)}) for a in [[1]] ${OFTEN}]`,
    `[max(${listed('x', 2_000)}) ${OFTEN}]`,
    `[1 for a in [1] for b in [1] for c in [1] ${OFTEN} ${OFTEN}]`,
  ],
};

describe('Nothing that an expression does is free', () => {
  for (const [topic, sources] of Object.entries(COSTLY)) {
    describe(topic, () => {
      for (const source of sources) {
        it(source.length > 100 ? `${source.slice(0, 80)}…` : source, () => {
          assert.throws(
            () => compileExpression(source).evaluate(context),
            (error) => error instanceof EvaluationError && error.kind === 'LimitError',
          );
        });
      }
    });
  }
});

describe('What can be answered at once is', () => {
  const ANSWERED: readonly (readonly [source: string, answer: unknown])[] = [
    ['len(range(10**15))', 10 ** 15],
    ['10**15 - 1 in range(10**15)', true],
    ["'a' in range(10**15)", false],
    ['range(10**15).index(10**14)', 10 ** 14],
    ['range(0, 10**15, 2).count(3)', 0],
    ['range(10**15)[-1]', 10 ** 15 - 1],
    ['range(10**15)[::-1][0]', 10 ** 15 - 1],
    ['next(reversed(range(10**15)))', 10 ** 15 - 1],
    ['range(10**15) == range(10**15)', true],
    ['next(x for x in range(10**15) if x > 10)', 11],
    ['any(x > 10 for x in range(10**15))', true],
    ['next(enumerate([1], 2**60))[0] == 2**60', true],
    ['round(12345.678, -10**9)', 0],
    ['round(10**30, -10**9)', 0],
    ['0 ** 10**9', 0],
    ['1 >> 10**9', 0],
    ["len(f'{1/3:.100000f}')", 100_002],
    ["f'{1/3:.2000f}'[-2:]", '00'],
    ['len({x << 64 for x in range(1, 50000)})', 49_999],
    [`event_data.get('a', ${"event_data.get('a', ".repeat(100)}1${')'.repeat(100)})`, 1],
    [`len(${'[x for x in '.repeat(100)}[1]${']'.repeat(100)})`, 1],
  ];
  for (const [source, answer] of ANSWERED) {
    it(source.length > 100 ? `${source.slice(0, 80)}…` : source, () => {
      const value = compileExpression(source).evaluate(contextOf());
      assert.equal(value?.valueOf(), answer);
    });
  }
});
