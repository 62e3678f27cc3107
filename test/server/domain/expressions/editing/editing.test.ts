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
import type { Shape } from '../../../../../server/domain/expressions/editing/shape.ts';
import { FUNCTION_SIGNATURES, METHOD_SIGNATURES } from '../../../../../server/domain/expressions/editing/signatures.ts';
import { compileExpression } from '../../../../../server/domain/expressions/index.ts';
import { methodNames } from '../../../../../server/domain/expressions/methods/find-method.ts';
import type { JsonObject } from '../../../../../server/domain/json.ts';
import { agentEvent, agentEvents } from '../../../../support/agent-stream.ts';

/** `|` marks the cursor. */
function split(marked: string): [source: string, offset: number] {
  return [marked.replace('|', ''), marked.indexOf('|')];
}

describe('Writing an expression', () => {
  let knowledge: Knowledge;
  before(() => {
    knowledge = nothingKnown();
    const odd = { items: [{ sku: 'a', qty: 2 }], "it's": 1, 'odd key': 2, 'a]b': { c: 1 } };
    learnEvents(knowledge, [...agentEvents(), agentEvent(9, 'ordered', odd, { service_name: 'tuner' })]);
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
      ["event_data['rew|", 'reward', "event_data['reward']"],
      ["event_data['rew| > 0.8", 'reward', "event_data['reward'] > 0.8"],
      ['event_data["rew|', 'reward', 'event_data["reward"]'],
      ["event_data['rew|'] > 0.8", 'reward', "event_data['reward'] > 0.8"],
      ["event_data['rew|']", 'reward', "event_data['reward']"],
      ["event_data.get('|", 'reward', "event_data.get('reward'"],
      ["event_data['tuned_by']['|", 'workflow', "event_data['tuned_by']['workflow']"],
      ["event_data.get('tuned_by').get('st|", 'step', "event_data.get('tuned_by').get('step'"],
      ['event_data.|', 'reward', 'event_data.reward'],
      ['event_data.tuned_by.w|', 'workflow', 'event_data.tuned_by.workflow'],
      ['event.|', 'correlation_id', 'event.correlation_id'],
      ["event['|", 'causation_id', "event['causation_id']"],
      ['state.temp|', 'temperature', 'state.temperature'],
      ['before.|', 'temperature', 'before.temperature'],
      ["event_type == '|", 'status', "event_type == 'status'"],
      ["event_type in ['created', '|", 'updated', "event_type in ['created', 'updated'"],
      ["event_type not in ['|", 'updated', "event_type not in ['updated'"],
      ["event_data['status'] == 'i|", 'idle', "event_data['status'] == 'idle'"],
      ["event_data['model'].sta|", 'startswith', "event_data['model'].startswith"],
      ['timestamp.|', 'hour', 'timestamp.hour'],
      ['timestamp.iso|', 'isoformat', 'timestamp.isoformat'],
      ['(timestamp - timestamp).tot|', 'total_seconds', '(timestamp - timestamp).total_seconds'],
      ['(timestamp - timedelta(hours=1)).iso|', 'isoformat', '(timestamp - timedelta(hours=1)).isoformat'],
      ["(event_data['reward'] * 2).is_|", 'is_integer', "(event_data['reward'] * 2).is_integer"],
      ["(event_data['model'] + '!').upp|", 'upper', "(event_data['model'] + '!').upper"],
      ["event_data.get('unseen', '').upp|", 'upper', "event_data.get('unseen', '').upper"],
      ["(event_data.get('unseen') or 'x').upp|", 'upper', "(event_data.get('unseen') or 'x').upper"],
      ["changed('|", 'temperature', "changed('temperature'"],
      ["changed('tuned_by.|", 'tuned_by.workflow', "changed('tuned_by.workflow'"],
      ["service_name == '|", 'tuner', "service_name == 'tuner'"],
      ['event_data\n  .mod|', 'model', 'event_data\n  .model'],
      ['timedelta(1).total|', 'total_seconds', 'timedelta(1).total_seconds'],
      ['datetime.utc|', 'utcnow', 'datetime.utcnow'],
      ['datetime.utcnow().y|', 'year', 'datetime.utcnow().year'],
      ["'a'.up|", 'upper', "'a'.upper"],
      ['len(event_data.|', 'reward', 'len(event_data.reward'],
      ["[x for x in event_data['items'] if x.|", 'qty', "[x for x in event_data['items'] if x.qty"],
      ["[x.| for x in event_data['items']]", 'sku', "[x.sku for x in event_data['items']]"],
      ["any(x['| for x in event_data.get('items', []))", 'qty', "any(x['qty'] for x in event_data.get('items', []))"],
      [
        "[x.sku.upp| for x in sorted(event_data['items'])]",
        'upper',
        "[x.sku.upper for x in sorted(event_data['items'])]",
      ],
      [
        "[i.q| for n, i in enumerate(event_data['items'])]",
        'qty',
        "[i.qty for n, i in enumerate(event_data['items'])]",
      ],
      ['{k: v.w| for k, v in state.items()}', 'workflow', '{k: v.workflow for k, v in state.items()}'],
      ["', '.join(f'{x.| for x in event_data['items'])", 'sku', "', '.join(f'{x.sku for x in event_data['items'])"],
      ["max(event_data['items']).q|", 'qty', "max(event_data['items']).qty"],
      ['event_data.odd|', "['odd key']", "event_data['odd key']"],
      ['event_data.|', "['items']", "event_data['items']"],
      ["event_data['a]b'].c|", 'c', "event_data['a]b'].c"],
      ["event_data['it|", "it's", "event_data['it\\'s']"],
      ['event_data["it|', "it's", 'event_data["it\'s"]'],
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
      assert.equal(complete("event_data['rew|")[0]?.detail, 'float, in 4 of 9, such as 0.2');
      assert.equal(complete('timest|')[0]?.detail, 'datetime');
      assert.match(complete("event_data['model'].upper|")[0]!.detail, /^\(\) → str/);
    });

    it('with the example of the event that the replay stands on', () => {
      const known = nothingKnown();
      learnEvents(known, agentEvents());
      learnEvents(known, [agentEvents()[6]!], 0);
      const [reward] = completeExpression(...split("event_data['rew|"), known);
      assert.equal(reward?.detail, 'float, in 4 of 8, such as 0.95');
    });

    it('with the fields of the types that were named before first', () => {
      for (const narrowing of [
        "event_type == 'deployed' and ",
        "event_type == 'agent.deployed' and ",
        "event_type in ['deployed'] and ",
        'event_type in ("agent.deployed", ) and version > 1 and ',
      ]) {
        for (const access of ["event_data['|", 'event_data.|', "event_data.get('|"]) {
          const found = labels(narrowing + access);
          assert.equal(found[0], 'region', narrowing + access);
          assert.ok(found.includes('reward'));
        }
      }
      for (const marked of ["event_data['|", "event_type == 'deployed' or event_data['|"])
        assert.notEqual(labels(marked)[0], 'region', marked);
    });

    it('texts as long as they are few', () => {
      const known = nothingKnown();
      const ids = (count: number) =>
        Array.from({ length: count }, (_, n) => agentEvent(n + 1, 'status', { id: `${n}` }));
      const offered = () => completeExpression(...split("event_data['id'] == '|"), known).length;
      learnEvents(known, ids(20));
      assert.equal(offered(), 20);
      learnEvents(known, ids(21));
      assert.equal(offered(), 0);
    });

    it('what can be evaluated: every completion makes an expression that is accepted', () => {
      for (const marked of [
        'event_data.|',
        "event_data['|",
        'event_data["|',
        "event_data['items'][0].|",
        'timestamp.|',
        'state.|',
        '|',
      ]) {
        for (const { label, kind } of complete(marked)) {
          if (kind === 'keyword') continue;
          const source = accept(marked, label);
          assert.doesNotThrow(() => compileExpression(source), source);
        }
      }
    });

    it('nothing in numbers and in texts that are no keys', () => {
      for (const marked of ['12|', "'hello |", 'version == 1|', "f'plain |", '1.|', "f'{timestamp:%Y|"])
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
      ["[x.sku.split(|) for x in event_data['items']]", 'split(sep=None, maxsplit=-1)', 'sep=None'],
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
      ["event_data['a]b']['|c']", "event_data['a]b']['c']"],
      ["x in ['a|']", undefined],
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
      {
        numRuns: 3_000,
        // The cursor stands within the quotes that open a text.
        examples: [12, 13].map((offset): [string[], number] => [["event_data['", "'", "'"], offset]),
      },
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

  it('learns no more than its bounds from dicts in dicts', () => {
    const known = nothingKnown();
    const dictOf = (depth: number, at: string): JsonObject =>
      Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${at}${n}`, depth === 0 ? n : dictOf(depth - 1, at)]));
    for (const at of 'abcdefghijklmnop') learnEvents(known, [agentEvent(1, 'status', dictOf(3, at))]);
    const count = ({ fields }: Shape): number => [...fields.values()].reduce((sum, each) => sum + 1 + count(each), 0);
    assert.ok(count(known.event_data) <= 5_000);
    assert.equal(known.room.left, 0);
  });
});
