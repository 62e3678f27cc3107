import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BUILTINS } from '../../../../../server/domain/expressions/compiling/builtins.ts';
import {
  completeExpression,
  completeTemplate,
  expressionAt,
  type Knowledge,
  learnEvents,
  learnState,
  nothingKnown,
  signatureHelp,
} from '../../../../../server/domain/expressions/editing/index.ts';
import { FUNCTION_SIGNATURES, METHOD_SIGNATURES } from '../../../../../server/domain/expressions/editing/signatures.ts';
import { methodNames } from '../../../../../server/domain/expressions/methods/find-method.ts';
import { agentEvents } from '../../../../support/agent-stream.ts';

/** `|` marks the cursor. */
function split(marked: string): [source: string, offset: number] {
  return [marked.replace('|', ''), marked.indexOf('|')];
}

describe('Writing an expression', () => {
  let knowledge: Knowledge;
  before(() => {
    knowledge = nothingKnown();
    learnEvents(knowledge, agentEvents());
    learnState(knowledge, { temperature: 0.7, tuned_by: { workflow: 'workflow-101' } });
  });

  const complete = (marked: string) => completeExpression(...split(marked), knowledge);
  const labels = (marked: string) => complete(marked).map(({ label }) => label);
  /** The source with the completion of this label accepted. */
  const accept = (marked: string, label: string, items = complete(marked)) => {
    const [source] = split(marked);
    const item = items.find((each) => each.label === label);
    assert.ok(item, `${label} is not among ${items.map((each) => each.label).join(', ')}`);
    return source.slice(0, item.from) + item.insertText + source.slice(item.to);
  };

  describe('completes', () => {
    for (const [marked, label, expected] of [
      ['ev|', 'event_data', 'event_data'],
      ['|', 'event_data', 'event_data'],
      ['version > 3 and event_da|', 'event_data', 'version > 3 and event_data'],
      ["event_data['rew|", 'reward', "event_data['reward'"],
      ["event_data['rew|']", 'reward', "event_data['reward']"],
      ["event_data.get('|", 'reward', "event_data.get('reward'"],
      ["event_data['tuned_by']['|", 'workflow', "event_data['tuned_by']['workflow'"],
      ["event_data.get('tuned_by').get('st|", 'step', "event_data.get('tuned_by').get('step'"],
      ['event_data.|', 'reward', 'event_data.reward'],
      ['event_data.tuned_by.w|', 'workflow', 'event_data.tuned_by.workflow'],
      ['event.|', 'correlation_id', 'event.correlation_id'],
      ["event['|", 'causation_id', "event['causation_id'"],
      ['state.temp|', 'temperature', 'state.temperature'],
      ['before.|', 'temperature', 'before.temperature'],
      ["event_type == '|", 'status', "event_type == 'status'"],
      ["event_type in ['created', '|", 'updated', "event_type in ['created', 'updated'"],
      ["event_type not in ['|", 'updated', "event_type not in ['updated'"],
      ["event_data['status'] == 'i|", 'idle', "event_data['status'] == 'idle'"],
      ["event_data['model'].sta|", 'startswith', "event_data['model'].startswith"],
      ['timestamp.|', 'hour', 'timestamp.hour'],
      ['timestamp.iso|', 'isoformat', 'timestamp.isoformat'],
      ['(timestamp - timestamp).|', undefined, ''],
      ['timedelta(1).total|', 'total_seconds', 'timedelta(1).total_seconds'],
      ['datetime.utc|', 'utcnow', 'datetime.utcnow'],
      ['datetime.utcnow().y|', 'year', 'datetime.utcnow().year'],
      ["'a'.up|", 'upper', "'a'.upper"],
      ['len(event_data.|', 'reward', 'len(event_data.reward'],
      ["[t for t in event_data['tags'] if t|", 't', "[t for t in event_data['tags'] if t"],
      ["f'{event_data.rew|", 'reward', "f'{event_data.reward"],
      ['sor|', 'sorted', 'sorted'],
      ['1 if versi|', 'version', '1 if version'],
    ] as const) {
      it(`${marked}`, () => {
        if (label === undefined) assert.deepEqual(labels(marked), []);
        else assert.equal(accept(marked, label), expected);
      });
    }

    it('with the type and an example of what was seen', () => {
      assert.equal(complete("event_data['rew|")[0]?.detail, 'float, such as 0.95');
      assert.equal(complete('timest|')[0]?.detail, 'datetime');
      assert.match(complete("event_data['model'].upper|")[0]!.detail, /^\(\) → str/);
    });

    it('with the fields of the type that was named before first', () => {
      const [first] = labels("event_type == 'deployed' and event_data['|");
      assert.equal(first, 'region');
      assert.ok(labels("event_type == 'deployed' and event_data['|").includes('reward'));
      assert.notEqual(labels("event_data['|")[0], 'region');
    });

    it('nothing in numbers and in texts that are no keys', () => {
      for (const marked of ['12|', "'hello |", 'version == 1|', "f'plain |"])
        assert.deepEqual(labels(marked), [], marked);
    });

    it('log messages inside their braces only', () => {
      const template = (marked: string) => completeTemplate(...split(marked), knowledge);
      assert.deepEqual(template('reward is |'), []);
      assert.deepEqual(template('{{ev|'), []);
      assert.deepEqual(template('{version} of ev|'), []);
      const marked = 'reward {event_data.rew|} of {version}';
      assert.equal(accept(marked, 'reward', template(marked)), 'reward {event_data.reward} of {version}');
    });
  });

  describe('shows how a function is called', () => {
    for (const [marked, label, active] of [
      ['round(|', 'round(number, ndigits=None)', 'number'],
      ["event_data.get('a', |)", 'get(key, default=None)', 'default=None'],
      ["event_data['model'].replace('a', f(1, 2), |", 'replace(old, new, count=-1)', 'count=-1'],
      [
        'datetime(2025, 9, |',
        'datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)',
        'day',
      ],
      ["datetime.strptime('2025', |", 'strptime(text, format)', 'format'],
      ['len([1, 2, |', 'len(container)', 'container'],
      ["'a,b'.split('|", 'split(sep=None, maxsplit=-1)', 'sep=None'],
    ] as const) {
      it(marked, () => {
        const help = signatureHelp(...split(marked), knowledge)!;
        const { from, to } = help.parameters[help.active]!;
        assert.deepEqual([help.label, help.label.slice(from, to)], [label, active]);
      });
    }

    it('not outside of a call', () => {
      for (const marked of ['|', 'version |', 'round(1)|', '(1, |']) {
        assert.equal(signatureHelp(...split(marked), knowledge), undefined, marked);
      }
    });
  });

  it('has the signature of everything that can be called, and of nothing else', () => {
    assert.deepEqual(Object.keys(FUNCTION_SIGNATURES).sort(), [...BUILTINS.keys(), 'changed'].sort());
    for (const [type, table] of Object.entries(METHOD_SIGNATURES)) {
      assert.deepEqual(Object.keys(table).sort(), [...methodNames(type)].sort(), type);
    }
    const typed = Object.keys(METHOD_SIGNATURES).flatMap((type) => methodNames(type));
    assert.deepEqual([...new Set(typed)].sort(), [...methodNames()].sort());
  });

  describe('finds the expression under the mouse', () => {
    for (const [marked, found] of [
      ["event_data['rew|ard'] > 0.8", "event_data['reward']"],
      ["event_|data['reward'] > 0.8", 'event_data'],
      ["event_data['a']['|b'].c", "event_data['a']['b']"],
      ['state.bal|ance > 1', 'state.balance'],
      ['sta|te.balance > 1', 'state'],
      ["event_data.g|et('a')", 'event_data'],
      ["event_data['tags'].cou|nt(1)", "event_data['tags']"],
      ['1 + ver|sion', 'version'],
      ['ver|sion', 'version'],
      ["f'{ver|sion}'", 'version'],
      ['l|en(state)', undefined],
      ['1|2', undefined],
      ['a a|nd b', undefined],
      ["'hel|lo'", undefined],
      ["event_type == 'upd|ated'", undefined],
    ] as const) {
      it(marked, () => {
        const [source, offset] = split(marked);
        const span = expressionAt(source, offset);
        assert.equal(span && source.slice(span.from, span.to), found);
      });
    }
  });

  it('never fails, whatever is written', () => {
    const piece = fc.constantFrom(
      "event_data['",
      '.get(',
      "'",
      '"',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      'f"',
      '.',
      'x',
      ' ',
      '\\',
      ',',
      ' == ',
      ' in [',
      '"""',
      '1',
      'é',
      '\n',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.nat(), (pieces, place) => {
        const source = pieces.join('');
        const offset = place % (source.length + 1);
        for (const { from, to } of completeExpression(source, offset, knowledge))
          assert.ok(from <= to && to <= source.length);
        completeTemplate(source, offset, knowledge);
        signatureHelp(source, offset, knowledge);
        const span = expressionAt(source, offset);
        if (span) assert.ok(span.from < span.to && span.to <= source.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('learns no more than its bounds, whatever the samples hold', () => {
    const known = nothingKnown();
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`key_${n}`, 'x'.repeat(1_000)]));
    learnEvents(
      known,
      agentEvents().map((event) => ({ ...event, event_data: wide })),
    );
    assert.equal(known.event_data.fields.size, 200);
    assert.ok([...known.event_data.fields.values()].every(({ texts }) => texts.size === 0));
  });
});
