import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const MEGABYTES = 512;
const OFTEN = 'for x in range(10**6)';

/** What keeps the most memory for each step that is counted. */
const GREEDY: readonly string[] = [
  `['ab' * 500000 + str(x) ${OFTEN}]`,
  `[('ab' * 400000).title() ${OFTEN}]`,
  `['%s' % x * 64 ${OFTEN}]`,
  `[ascii('\\U0001f600' * 50000 + str(x)) ${OFTEN}]`,
  `[2**65535 + x ${OFTEN}]`,
  `[bin(2**65000 + x) ${OFTEN}]`,
  `[(x / 7).as_integer_ratio() ${OFTEN}]`,
  `[{x} ${OFTEN}]`,
  `[{x: {x: x}} ${OFTEN}]`,
  `[[[[x]]] ${OFTEN}]`,
  `[(y for y in [x]) ${OFTEN}]`,
  `[zip([x], [x]) ${OFTEN}]`,
  `[map(str, [x]) ${OFTEN}]`,
  `[zip(${Array<string>(3_000).fill('a').join(',')}) for a in [[1]] ${OFTEN}]`,
  `[x.bit_length ${OFTEN}]`,
  `[event ${OFTEN}]`,
  `[event_data.items() ${OFTEN}]`,
  `[timestamp + timedelta(seconds=x) ${OFTEN}]`,
  `['a b c d e f g h'.split() ${OFTEN}]`,
  `[list('abcdefgh') ${OFTEN}]`,
  `[[${Array<string>(3_000).fill('x').join(',')}] ${OFTEN}]`,
  `{(x, x): (x, x) ${OFTEN}}`,
  "zip(*[['a'] for x in range(10**6)])",
  "('a ' * 450000).split()",
  "list('\\U0001f600' * 450000)",
];

describe('The memory of an evaluation is bounded', () => {
  let outcomes: readonly string[];

  before(function () {
    this.timeout(120_000);
    const script = join(import.meta.dirname, 'evaluate-all.ts');
    const { stdout, stderr, status } = spawnSync(process.execPath, [`--max-old-space-size=${MEGABYTES}`, script], {
      input: JSON.stringify(GREEDY),
      encoding: 'utf8',
    });
    assert.equal(status, 0, `${stdout}${stderr.slice(0, 2_000)}`);
    outcomes = stdout.trim().split('\n');
  });

  for (const [index, source] of GREEDY.entries()) {
    it(`within ${MEGABYTES} MB: ${source.length > 90 ? `${source.slice(0, 80)}…` : source}`, () => {
      assert.match(outcomes[index]!, /^(LimitError|answered)$/);
    });
  }
});
