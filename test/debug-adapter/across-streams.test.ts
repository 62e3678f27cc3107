import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Event } from '../../server/domain/event.ts';
import { listingPath } from '../../server/listing/listing-path.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';
import { streamEvent as event } from '../support/stream-event.ts';

describe('A debug session over streams that belong together', () => {
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;

  beforeEach(async () => {
    story = await DebugStory.begin({ client: { adapterID: 'event-replay' } });
  });
  afterEach(async () => {
    await story.end();
    await store.remove();
  });

  const launch = async (events: readonly Event[], args: object, configure?: () => Promise<unknown>) => {
    store = await storeFile(events);
    return story.launch({ store: store.path, ...args }, configure);
  };
  const nameOf = async () => (await story.frames())[0]!.name;
  const stateOf = async (frameId: number) =>
    (await story.client.scopesRequest({ frameId })).body.scopes[0]!.variablesReference;
  const listing = (aggregateId: string, firstPosition = 1): DebugProtocol.Source => ({
    path: listingPath({ store: `sqlite:${store.path}`, aggregateId, firstPosition }),
  });

  const TWO = [
    event('agent-1/1', 1, { temp: 1 }),
    event('task-1/1', 2, { temp: 5 }, { causation_id: 'agent-1/1' }),
    event('agent-1/2', 3, { temp: 2 }, { causation_id: 'task-1/1' }),
    event('task-1/2', 4, { temp: 6 }),
  ];

  it('waits for a change in the stream whose row was chosen, whichever thread is current', async () => {
    await launch(TWO, { aggregateIds: ['agent-1', 'task-1'] });
    await story.move('to task-1 2', 'moveTo', { position: 4 });
    const variablesReference = await stateOf((await story.frames(1))[0]!.id);
    const { body } = await story.client.dataBreakpointInfoRequest({ name: 'temp', variablesReference });
    assert.equal(body.dataId, '["agent-1","temp"]');
  });

  it('finds who set a value in the state of a cause whose stream is not replayed', async () => {
    await launch(TWO, { aggregateId: 'agent-1', position: 2 });
    const cause = (await story.frames())[1]!;
    assert.equal(cause.name, 'task.status · task-1 v1');
    const [row] = await story.children(await stateOf(cause.id));
    assert.equal(row?.name, 'temp');
    const { body } = await story.client.customRequest('locations', { locationReference: row.valueLocationReference });
    assert.deepEqual([body.source.name, body.line], ['task-1.events', 1]);
    const setting = story.client.setVariableRequest({
      variablesReference: await stateOf(cause.id),
      name: 'temp',
      value: '7',
    });
    await assert.rejects(setting, /allowWhatIf/);
    await story.move('who set this', 'whoSet', { expression: "state['temp']", frameId: cause.id });
    assert.equal(await nameOf(), 'task.status · task-1 v1');
  });

  it('sets breakpoints in the listing of any of its streams, and those of others when they come in', async () => {
    await launch(TWO, { aggregateIds: ['agent-1', 'task-1'] }, async () => {
      assert.equal((await story.setBreakpoints(listing('task-1'), [{ line: 2 }]))[0]?.verified, true);
    });
    await story.move('continue', 'continue');
    assert.equal(await nameOf(), 'task.status · task-1 v2');
    await story.end();
    await store.remove();
    story = await DebugStory.begin({ client: { adapterID: 'event-replay' } });
    await launch(TWO, { aggregateId: 'agent-1', position: 2 }, async () => {
      const [pending] = await story.setBreakpoints(listing('task-1'), [{ line: 2 }]);
      assert.equal(pending?.reason, 'pending');
    });
    await story.move('go to cause', 'goToCause');
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    assert.equal(await nameOf(), 'task.status · task-1 v2');
  });

  it('shows a stream whose name is longer than a file name can be, and finds its breakpoints again', async () => {
    const aggregateId = `agent-${'ж'.repeat(80)}`;
    const events = [1, 2, 3].map((version) => event(`${aggregateId}/${version}`, version, { version }));
    await launch(events, { aggregateId }, async () => {
      assert.equal((await story.setBreakpoints(listing(aggregateId), [{ line: 3 }]))[0]?.verified, true);
    });
    const { source } = (await story.frames())[0]!;
    assert.equal((await story.setBreakpoints(source!, [{ line: 3 }]))[0]?.id, 1);
    await story.move('continue', 'continue');
    assert.equal((await story.frames())[0]!.line, 3);
  });

  it('refuses to go to what it does not replay, and stays where it is', async () => {
    await launch(TWO, { aggregateId: 'agent-1', fromVersion: 2 });
    const outside = /Event 1 of task-1 lies outside of what this session replays/;
    await assert.rejects(story.client.customRequest('goToCause'), outside);
    const { id: frameId } = (await story.frames())[1]!;
    await assert.rejects(story.client.customRequest('restartFrame', { frameId }), outside);
    await assert.rejects(story.client.stepInRequest({ threadId: 1, targetId: 99 }), /ask for the targets again/);
    assert.equal(await nameOf(), 'agent.status · agent-1 v2');
    assert.equal((await story.client.threadsRequest()).body.threads.length, 1);
  });

  it('refuses to start where no event is', async () => {
    store = await storeFile(TWO);
    const args = { store: store.path, aggregateId: 'agent-1', fromVersion: 2, position: 1 };
    await assert.rejects(
      story.client.launchRequest(args as DebugProtocol.LaunchRequestArguments),
      /starts at event 2, and 1 is before it/,
    );
  });

  describe('that all happened at the same time', () => {
    it('steps out to where the cause goes on after the whole of what it led to', async () => {
      const caused = (id: string) => ({ causation_id: id });
      await launch(
        [
          event('a-1/1', 1, {}),
          event('a-1/2', 1, {}, caused('a-1/1')),
          event('a-1/3', 1, {}, caused('a-1/2')),
          event('a-1/4', 1, {}),
        ],
        { aggregateId: 'a-1', position: 2 },
      );
      await story.move('step out', 'stepOut');
      assert.equal(await nameOf(), 'a.status · a-1 v4');
    });

    it('does not step out backwards', async () => {
      await launch(
        [
          event('a-1/1', 1, {}),
          event('a-1/2', 1, {}),
          event('b-1/1', 1, {}, { causation_id: 'a-1/1' }),
          event('b-1/2', 1, {}),
        ],
        { aggregateIds: ['a-1', 'b-1'] },
      );
      await story.move('to b-1 1', 'moveTo', { position: 3 });
      await assert.rejects(story.client.stepOutRequest({ threadId: 2 }), /a-1 has no event after this one/);
    });
  });
});
