import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { DomainError } from '../../../server/domain/errors.ts';
import { Overwritten } from '../../../server/projections/overwritten.ts';
import { copyState, type Projection, type State } from '../../../server/projections/projection.ts';
import { ProjectionFailure } from '../../../server/projections/projection-failure.ts';
import { foldAll, NEVER, recorded, stateAfter, UserCode } from './user-code.ts';

/** The same projection in each language. It does what the payload tells it to. */
const LANGUAGES = {
  'agent.ts': {
    text: `import { writeSync } from 'node:fs';
    console.log('loaded');
    export function apply(state: any, event: any) {
      const { say, shout, fail, hang, leave, drop, ...data } = event.event_data;
      for (let i = 0; i < (say ?? 0); i++) console.log('line ' + i + ' of ' + event.version);
      if (shout) writeSync(1, 'shouted on ' + event.version + '\\n');
      if (shout === 'forever') for (;;) console.error('again');
      state.versions = [...(state.versions ?? []), event.version];
      (state.nested ??= { list: [] }).list.push(event.version);
      if (fail) throw new TypeError('no reward');
      while (hang) {}
      if (leave) process.exit(3);
      Object.assign(state, data);
      if (drop) delete state[drop];
    }`,
    failure: 'TypeError: no reward',
    stack: /^TypeError: no reward\n {4}at apply \(.*agent\.ts:10:\d+\)$/,
    exit: 'its process ended with exit code 3',
  },
  'agent.py:fold': {
    text: `
import os
import sys

print("loaded")

def fold(state, event):
    data = dict(event.event_data)
    for i in range(data.pop("say", 0)):
        print(f"line {i} of {event.version}")
    shout = data.pop("shout", False)
    if shout:
        os.write(1, f"shouted on {event.version}\\n".encode())
    while shout == "forever":
        print("again", file=sys.stderr)
    state.setdefault("versions", []).append(event.version)
    state.setdefault("nested", {"list": []})["list"].append(event.version)
    if data.pop("fail", False):
        data["no reward"]
    while data.get("hang"):
        pass
    if data.pop("leave", False):
        os._exit(3)
    drop = data.pop("drop", None)
    state.update(data)
    state.pop(drop, None)
`,
    failure: "KeyError: 'no reward'",
    stack:
      /^Traceback \(most recent call last\):\n {2}File "[^\n]*agent\.py", line 19, in fold\n.*KeyError: 'no reward'$/s,
    exit: 'its process ended with exit code 3',
  },
};

for (const [name, { text, failure, stack, exit }] of Object.entries(LANGUAGES)) {
  describe(`A projection that misbehaves: ${name}`, () => {
    let code: UserCode;
    let projection: Projection;

    const notReturnedFrom = (version: number) => {
      const message = `The projection '${name}' has not returned from event ${version} of agent-123; its process was ended`;
      return new DomainError('cancelled', message);
    };

    before(async () => {
      code = new UserCode();
      projection = await code.load(name, text);
    });
    after(() => code.close());

    it('fails on its event with message and stack, and the events after it go on as if it had not happened', async () => {
      const events = [recorded(1, '{"a": 1}'), recorded(2, '{"fail": true, "a": 2}'), recorded(3, '{"b": 3}')];
      const { states, failures } = await foldAll(projection, events);
      assert.deepEqual({ ...states.get('agent-123') }, { versions: [1, 3], nested: { list: [1, 3] }, a: 1, b: 3 });
      assert.deepEqual([...failures.keys()], [2]);
      const thrown = failures.get(2)!;
      assert(thrown instanceof ProjectionFailure);
      assert.equal(thrown.message, failure);
      assert.match(thrown.stack, stack);
    });

    it('is ended when the signal is aborted, says where it was, and starts again', async () => {
      const abort = new AbortController();
      code.printed = '';
      const event = recorded(7, '{"say": 1, "shout": true, "hang": true}');
      const hanging = projection.prepare!([event], () => ({}), abort.signal);
      await code.hasPrinted((printed) => printed.includes('shouted on 7'));
      abort.abort();
      await assert.rejects(hanging, notReturnedFrom(7));
      assert.match(code.printed, /shouted on 7\nline 0 of 7\n$/);
      assert.match(await stateAfter(projection, [recorded(8, '{"a": 1}')]), /"versions": \[8\]/);
    });

    it('gives the events before the one that hangs', async () => {
      const events = [recorded(1, '{}'), recorded(2, '{}'), recorded(3, '{"hang": true}'), recorded(4, '{}')];
      const ready = await projection.prepare!(events, () => ({}), NEVER);
      assert.deepEqual(ready, events.slice(0, 2));
    });

    it('says where it was also when it is aborted before the process has started again', async () => {
      const events = [recorded(1, '{}'), recorded(2, '{"say": 1, "hang": true}')];
      await projection.prepare!(events, () => ({}), NEVER);
      code.printed = '';
      await assert.rejects(
        projection.prepare!(events.slice(1), () => ({}), AbortSignal.abort()),
        notReturnedFrom(2),
      );
      assert.match(code.printed, /line 0 of 2\n$/);
      const abort = new AbortController();
      const starting = projection.prepare!(events.slice(1), () => ({}), abort.signal);
      await setImmediate();
      abort.abort();
      await assert.rejects(starting, notReturnedFrom(2));
      await assert.rejects(
        projection.prepare!(events, () => ({}), AbortSignal.abort()),
        /was cancelled$/,
      );
    });

    it('lets nobody wait behind one that hangs who does not want to', async () => {
      const [first, second] = [new AbortController(), new AbortController()];
      const hanging = projection.prepare!([recorded(1, '{"hang": true}')], () => ({}), first.signal);
      const waiting = projection.prepare!([recorded(2, '{}')], () => ({}), second.signal);
      second.abort();
      await assert.rejects(waiting, { code: 'cancelled' });
      first.abort();
      await assert.rejects(hanging, { code: 'cancelled' });
    });

    it('fails on the event on which its process ended, and goes on', async () => {
      const events = [recorded(1, '{}'), recorded(2, '{"leave": true}'), recorded(3, '{}')];
      const { states, failures } = await foldAll(projection, events);
      assert.deepEqual(states.get('agent-123')!.versions, [1, 3]);
      assert.deepEqual(
        [...failures].map(([version, { message }]) => [version, message]),
        [[2, exit]],
      );
    });

    it('prints on its events, also on those that fail or end its process', async () => {
      code.printed = '';
      const events = ['{"say": 2}', '{}', '{"say": 1, "fail": true}', '{"say": 1, "leave": true}', '{"say": 1}'];
      const { printed } = await foldAll(
        projection,
        events.map((data, at) => recorded(at + 1, data)),
      );
      assert.deepEqual(
        [...printed],
        [
          [1, [{ text: 'line 0 of 1\nline 1 of 1\n', stream: 'stdout' }]],
          [3, [{ text: 'line 0 of 3\n', stream: 'stdout' }]],
          [4, [{ text: 'line 0 of 4\n', stream: 'stdout' }]],
          [5, [{ text: 'line 0 of 5\n', stream: 'stdout' }]],
        ],
      );
      // The process was started again for the last.
      await code.hasPrinted((output) => output === 'loaded\n');
    });

    it('prints no more than anybody can read, and says how much it was', async () => {
      const events = [recorded(1, '{"say": 100000}'), recorded(2, '{"say": 1}')];
      const { printed } = await foldAll(projection, events);
      const lines = printed.get(1)![0]!.text.split('\n');
      assert.deepEqual(lines.slice(998), [
        'line 998 of 1',
        'line 999 of 1',
        '… 99,000 lines were left out: more than 1,000 lines or 50,000 characters on one event',
        '',
      ]);
      assert.deepEqual(printed.get(2), [{ text: 'line 0 of 2\n', stream: 'stdout' }]);
    });

    it('is ended also while it prints for ever', async () => {
      const abort = new AbortController();
      code.printed = '';
      const hanging = projection.prepare!([recorded(1, '{"shout": "forever"}')], () => ({}), abort.signal);
      await code.hasPrinted((printed) => printed.includes('shouted on 1'));
      abort.abort();
      await assert.rejects(hanging, notReturnedFrom(1));
      assert.match(code.printed, /shouted on 1\n(again\n){1000}… [\d,]+ lines were left out: [^\n]*\n$/);
    });

    it('may mutate in place and delete: what it changed is noted and can be undone, what it left is the same value', async () => {
      const events = [recorded(1, '{"a": {"b": 1.0}, "c": 2}'), recorded(2, '{"drop": "c"}')];
      const state = projection.initialState();
      const ready = await projection.prepare!(events, () => state, NEVER);
      projection.apply(state, ready[0]!, new Overwritten());
      const before = copyState(state);
      const overwritten = new Overwritten();
      projection.apply(state, ready[1]!, overwritten);
      assert.deepEqual(overwritten.keys.toSorted(), ['c', 'nested', 'versions']);
      assert.deepEqual({ ...state }, { a: before.a, versions: [1, 2], nested: { list: [1, 2] } });
      assert.equal(state.a, before.a);
      overwritten.undo(state);
      assert.deepEqual(state, before);
    });

    it('folds each event of a merged log into the state of its own stream', async () => {
      const task = { aggregate_id: 'task-789', aggregate_type: 'task' };
      const events = [
        recorded(1, '{"a": 1}'),
        recorded(1, '{"b": 1}', task),
        recorded(2, '{"a": 2}'),
        recorded(2, '{"fail": true}', task),
        recorded(3, '{"b": 3}', task),
      ];
      const { states } = await foldAll(projection, events);
      const plain = [...states].map(([id, { versions, a, b }]: [string, State]) => [id, versions, a, b]);
      assert.deepEqual(plain, [
        ['agent-123', [1, 2], 2, undefined],
        ['task-789', [1, 3], undefined, 3],
      ]);
    });

    it('works the same event out anew from another state, as going back and forth asks for', async () => {
      const event = recorded(5, '{"a": 1}');
      for (const versions of [[1], [1, 2], []]) {
        const state: State = { versions };
        await projection.prepare!([event], () => state, NEVER);
        projection.apply(state, event, new Overwritten());
        assert.deepEqual(state.versions, [...versions, 5]);
      }
    });

    it('is not given an event whose payload cannot be read', async () => {
      const events = [recorded(1, '{"a": 1}'), recorded(2, '{broken'), recorded(3, '[]'), recorded(4, '{"a": 4}')];
      assert.match(await stateAfter(projection, events), /"versions": \[1, 4\].*"a": 4/);
    });

    it('works through a long stream in batches', async () => {
      const events = Array.from({ length: 3_000 }, (_, at) => recorded(at + 1, `{"a": ${at}}`));
      const counting = await code.load(
        name.replace('agent', 'counting'),
        name.endsWith('.ts')
          ? 'export const apply = (state: any) => ({ count: (state.count ?? 0) + 1 });'
          : 'def fold(state, event):\n    state["count"] = state.get("count", 0) + 1\n',
      );
      assert.equal(await stateAfter(counting, events), '{"count": 3000}');
    });

    it('answers no more when it is closed, not even what it was asked', async () => {
      const hanging = projection.prepare!([recorded(9, '{"shout": true, "hang": true}')], () => ({}), NEVER);
      const cancelled = assert.rejects(hanging, { code: 'cancelled' });
      await code.hasPrinted((printed) => printed.includes('on 9'));
      await projection.close!();
      await cancelled;
      await assert.rejects(
        projection.prepare!([recorded(1, '{}')], () => ({}), NEVER),
        { code: 'cancelled' },
      );
    });
  });
}
