import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { toStreamUri } from '../../server/protocol/stream-address.ts';
import { DebugStory } from '../support/debug-story.ts';
import { SAGA, sagaEvents } from '../support/saga.ts';
import { storeFile } from '../support/store-file.ts';

describe('A debug session over a saga of five streams', () => {
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;

  before(async () => {
    store = await storeFile(sagaEvents());
  });
  after(() => store.remove());
  beforeEach(async () => {
    story = await DebugStory.begin();
  });
  afterEach(() => story.end());

  const documentOf = (aggregateId: string) => ({
    name: `${aggregateId}.events`,
    path: toStreamUri({ store: `sqlite:${store.path}`, aggregateId, firstPosition: 1 }),
  });
  const targets = async (): Promise<DebugProtocol.StepInTarget[]> => {
    const frameId = (await story.frames())[0]!.id;
    const { body } = await story.client.stepInTargetsRequest({ frameId });
    for (const { label } of body.targets) story.tell(`  can step into ${label}`);
    return body.targets;
  };

  it('follows what was caused from stream to stream, and comes out again', async () => {
    await story.launch({ store: store.path, correlationId: SAGA });
    await story.lookAtThreads();
    await story.move('step over', 'next');
    const [, second] = await targets();
    await story.move('step into the second', 'stepIn', { targetId: second!.id });
    await story.move('step over', 'next');
    await story.move('step back', 'stepBack');
    await story.move('go to cause', 'goToCause');
    await story.move('step into', 'stepIn');
    await story.move('step into', 'stepIn');
    await story.lookAtThreads();
    await story.move('step out', 'stepOut');
    await story.move('step out', 'stepOut');
    await story.move('last event', 'moveTo', { position: 'last' });
    await story.lookAtThreads();
    story.assertTranscript('saga');
  });

  it('stops in any stream, and finds the wrong reward going back', async () => {
    await story.launch({ store: store.path, correlationId: SAGA, stopOnEntry: false }, async () => {
      await story.setFunctionBreakpoints([{ name: '*', condition: "event_data.get('reward', 0) < 0" }]);
      await story.setBreakpoints(documentOf('agent-123'), [{ line: 4 }, { line: 5 }]);
    });
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    await story.evaluate("state['temperature'], before['temperature']");
    const asked = story.client.customRequest('whoSet', { expression: "state['temperature']" });
    await assert.rejects(asked, /No event before this one changed temperature/);
    const frames = await story.frames();
    await story.move('restart the frame of the rollout', 'restartFrame', { frameId: frames[2]!.id });
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    await story.move('reverse continue', 'reverseContinue');
    await story.move('step over', 'next');
    story.assertTranscript('wrong-reward');
  });

  it('takes a stream in when it is stepped into, with the breakpoints that waited for it', async () => {
    await story.launch({ store: store.path, aggregateId: 'workflow-101' }, async () => {
      await story.setBreakpoints(documentOf('task-789'), [{ line: 3 }]);
    });
    await story.move('step over', 'next');
    await story.move('step into', 'stepIn');
    await story.lookAtThreads();
    await story.move('continue', 'continue');
    await story.move('reverse continue', 'reverseContinue');
    story.assertTranscript('stream-comes-in');
  });

  it('replays the aggregates that are named, each as a thread as of one moment', async () => {
    const aggregateIds = ['task-790', 'agent-123'];
    await story.launch({ store: store.path, aggregateIds, at: '2025-09-19T13:00:07Z' });
    await story.lookAtThreads();
    await story.move('step over in task-790', 'next', { threadId: 1 });
    await story.move('step over in agent-123', 'next', { threadId: 2 });
    await story.move('step over in task-790, which has ended', 'next', { threadId: 1 });
    await story.move('step back in task-790', 'stepBack', { threadId: 1 });
    story.assertTranscript('named-aggregates');
  });

  it('says what is wrong with what it is told to replay', async () => {
    const cases: [Record<string, unknown>, RegExp][] = [
      [{ correlationId: 'run-8' }, /no events of a correlation 'run-8'/],
      [{ aggregateIds: ['agent-123', 'agent-999'] }, /no events of an aggregate 'agent-999'/],
      [{ aggregateIds: [] }, /must name the aggregates/],
      [{ aggregateId: 'agent-123', correlationId: SAGA }, /name one of aggregateId, aggregateIds and correlationId/],
      [{ correlationId: SAGA, fromVersion: 2 }, /one aggregateId only/],
      [{ aggregateId: 'agent-123', follow: true, toVersion: 3 }, /follows its stream has no end/],
    ];
    for (const [args, message] of cases) {
      await assert.rejects(story.client.customRequest('launch', { store: store.path, ...args }), message);
    }
  });
});
