import assert from 'node:assert/strict';
import { BadExpression, compileTemplate } from '../../../../server/domain/expressions/index.ts';
import { contextOf } from './example-context.ts';

function render(source: string): string {
  return compileTemplate(source).render(contextOf());
}

describe('A log message', () => {
  const MESSAGES: readonly (readonly [source: string, text: string])[] = [
    ['plain text', 'plain text'],
    ['', ''],
    ['reward is {event_data.get("reward")}', 'reward is 0.9'],
    ["reward is {event_data['reward']}", 'reward is 0.9'],
    ['{event_type} at {version}', 'agent.updated at 7'],
    ['{{literal}} {version}', '{literal} 7'],
    ['{event_data.status!r}', "'completed'"],
    ['{event_data.reward:.2f}|{version:>4}|{version!r:0>3}', '0.90|   7|007'],
    ['{event_data.reward:{version}.{1 + 1}f}|', '   0.90|'],
    ['{ {"a": 1}["a"] }', '1'],
    ['{event_data["tags"][0:1]}', "['fast']"],
    ['{version != 3}', 'True'],
    ['{"}" + \'{\'}', '}{'],
    ['C:\\new "quoted" \'text\'', 'C:\\new "quoted" \'text\''],
    ['{[x for x in range(3)]}', '[0, 1, 2]'],
  ];
  for (const [source, text] of MESSAGES) {
    it(JSON.stringify(source), () => {
      assert.equal(render(source), text);
    });
  }

  it('shows the error in the place of a part that fails, and the rest as it is', () => {
    assert.equal(render('{event_data["rewrad"]} {version}'), "{Error: KeyError: 'rewrad'} 7");
    assert.equal(render('{"a" * 10**9}'), '{Error: LimitError: the text would be longer than 1,000,000 characters}');
  });

  it('needs the state when one of its parts does', () => {
    assert.equal(compileTemplate('{version} {state.balance}').needsState, true);
    assert.equal(compileTemplate('state {version}').needsState, false);
  });

  const REFUSED: readonly (readonly [source: string, marked: string, message: RegExp])[] = [
    ['at {version} && {a && b}', '&&', /column 20: use 'and' instead of '&&'/],
    ['reward {rewrad}', 'rewrad', /^NameError: name 'rewrad' is not defined$/],
    ['reward {version', '{', /column 8: the '}' that closes this part is missing/],
    ['reward }', '}', /column 8: no '\{' belongs to this '}'/],
    ['reward {}', '', /write an expression/],
    ['reward {version!x}', '!', /use 'not' instead|only !r, !s and !a/],
  ];
  for (const [source, marked, message] of REFUSED) {
    it(`${JSON.stringify(source)} is refused, with the place in the whole message`, () => {
      assert.throws(
        () => compileTemplate(source),
        (error) => {
          assert.ok(error instanceof BadExpression);
          assert.match(error.message, message);
          assert.equal(source.slice(error.span.from, error.span.to), marked);
          return true;
        },
      );
    });
  }
});
