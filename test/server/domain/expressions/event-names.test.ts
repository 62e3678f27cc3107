import assert from 'node:assert/strict';
import { RecordedEvent } from '../../../../server/domain/event.ts';
import { compileExpression, EXPRESSION_NAMES, repr } from '../../../../server/domain/expressions/index.ts';
import { contextOf, recorded } from './example-context.ts';

function evaluate(source: string, event = recorded()): string {
  return repr(compileExpression(source).evaluate(contextOf(event)));
}

describe('The names of an expression', () => {
  it('all have a value', () => {
    for (const { name } of EXPRESSION_NAMES) assert.doesNotThrow(() => evaluate(name), name);
  });

  it('read the event as attributes, by index and alone', () => {
    for (const source of ['version', 'event.version', "event['version']", "event.get('version')"]) {
      assert.equal(evaluate(source), '7', source);
    }
    assert.equal(evaluate('position'), '5');
    assert.equal(evaluate('list(event)[:3]'), "['event_id', 'aggregate_id', 'aggregate_type']");
  });

  it('give way to the variables of a comprehension', () => {
    assert.equal(evaluate('[version for version in [1, 2]]'), '[1, 2]');
    assert.equal(evaluate('[event.version for event in [{"version": 1}]]'), '[1]');
    assert.equal(evaluate("[event_type == 'updated' for event_type in ['agent.updated']]"), '[False]');
  });

  it('tell whether the event changed a part of the state', () => {
    assert.equal(evaluate("changed('balance'), changed('items[0]')"), '(True, False)');
    assert.throws(() => evaluate('changed(1)'), { kind: 'TypeError' });
    assert.throws(() => evaluate('changed()'), {
      message: 'TypeError: changed() takes exactly one argument (0 given)',
    });
  });

  it('need the state only when they read it', () => {
    for (const source of ['state', 'before.balance', "changed('a')", '[state for x in [1]]']) {
      assert.equal(compileExpression(source).needsState, true, source);
    }
    for (const source of ['event_data.state', "'state'", '[state for state in []]', 'position']) {
      assert.equal(compileExpression(source).needsState, false, source);
    }
  });

  it('parse the payload only when it is asked for', () => {
    class Unread extends RecordedEvent {
      override get event_data(): never {
        throw new Error('the payload was read');
      }
    }
    const event = new Unread(recorded().row);
    assert.equal(evaluate("version > 3 and event_type == 'updated' or event_data.reward", event), 'True');
  });
});

describe('The event type', () => {
  const SPELLINGS = ['updated', 'agent.updated'];
  for (const stored of SPELLINGS) {
    const event = recorded({ event_type: stored });
    it(`stored as ${stored} equals both of its spellings`, () => {
      for (const name of SPELLINGS) {
        for (const subject of ['event_type', 'event.event_type', "event['event_type']"]) {
          assert.equal(evaluate(`${subject} == '${name}'`, event), 'True');
          assert.equal(evaluate(`'${name}' == ${subject}`, event), 'True');
          assert.equal(evaluate(`${subject} != '${name}'`, event), 'False');
          assert.equal(evaluate(`${subject} in ['created', '${name}']`, event), 'True');
          assert.equal(evaluate(`${subject} not in ('${name}',)`, event), 'False');
          assert.equal(evaluate(`${subject} in {'${name}'}`, event), 'True');
        }
      }
    });

    it(`stored as ${stored} equals no other type`, () => {
      for (const name of ['created', 'task.updated', 'agentXupdated', '.updated', 'agent.', '']) {
        assert.equal(evaluate(`event_type == '${name}'`, event), 'False', name);
      }
      assert.equal(evaluate('event_type == 1 or event_type == None', event), 'False');
    });

    it(`stored as ${stored} reads as stored`, () => {
      assert.equal(evaluate('str(event_type)', event), `'${stored}'`);
      assert.equal(evaluate("event_type in 'an agent.updated event'", event), 'True');
    });
  }
});
