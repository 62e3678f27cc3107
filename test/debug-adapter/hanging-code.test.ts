import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { agentEvents } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

/** What never returns when it comes to a payload that says so, or while a file says so. */
const HANGS = (mark: string) => `
import { existsSync } from 'node:fs';
export function apply(state, event) {
  if (event.event_data.hang || (event.version === 5 && existsSync(${JSON.stringify(mark)}))) for (;;) {}
  return { ...state, ...event.event_data };
}`;

const LATE = `
const save = async () => { throw new Error('the database is down'); };
export function apply(state, event) {
  if (event.version === 4) save();
  return { ...state, ...event.event_data };
}`;

describe('A projection that does not return, or fails when it has', () => {
  let folder: string;
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;

  before(async () => {
    store = await storeFile(agentEvents());
  });
  after(() => store.remove());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-replay-hanging-'));
    story = await DebugStory.begin();
  });
  afterEach(async () => {
    await story.end();
    await rm(folder, { recursive: true });
  });

  const mark = () => join(folder, 'mark');
  const launch = async (code: string) => {
    const projection = join(folder, 'agent.mjs');
    await writeFile(projection, code);
    await story.launch({ store: store.path, aggregateId: 'agent-123', projection, allowWhatIf: true });
  };
  /** Resolves with how a request failed. */
  const failure = (request: Promise<unknown>) =>
    request.then(
      () => 'answered',
      (error: Error) => error.message,
    );
  /** Once the process that runs the code is at it. */
  const aMoment = () => new Promise((resolve) => setTimeout(resolve, 300));

  it('is cut short by pause where a hover came to it, and the session goes on', async () => {
    await launch(HANGS(mark()));
    const source = (await story.frames())[0]!.source!;
    await writeFile(mark(), '');
    const hover = { expression: "state['reward']", context: 'hover', source, line: 8 } as const;
    const hovering = failure(story.client.evaluateRequest(hover));
    await aMoment();
    await story.client.pauseRequest({ threadId: 1 });
    assert.match(await hovering, /has not returned from event 5/);
    await rm(mark());
    assert.equal(await story.evaluate("event_data['name']"), "'Support'");
  });

  it('is cut short by pause where a what-if led to it, which can be taken back', async () => {
    await launch(HANGS(mark()));
    await story.move('to event 6', 'moveTo', { position: 6 });
    const changing = failure(story.client.customRequest('whatIf', { position: 3, event_data: '{"hang": 1}' }));
    await aMoment();
    const stop = story.nextStop();
    await story.client.pauseRequest({ threadId: 1 });
    await changing;
    assert.equal((await stop).reason, 'pause');
    await story.client.customRequest('undoWhatIf', {});
    await story.move('to event 6', 'moveTo', { position: 6 });
    assert.equal(await story.evaluate("state['temperature']"), '1.7');
  });

  it('does not keep a client from leaving while it is loaded', async () => {
    const projection = join(folder, 'agent.mjs');
    await writeFile(projection, 'for (;;) {}\nexport const apply = (state) => state;');
    const args = { store: store.path, aggregateId: 'agent-123', projection };
    const launching = failure(story.client.launchRequest(args as DebugProtocol.LaunchRequestArguments));
    await aMoment();
    await story.client.disconnectRequest();
    assert.match(await launching, /did not finish loading/);
  });

  it('shows that a history is on its way, which the client can cancel', async () => {
    await story.end();
    story = await DebugStory.begin({ client: { adapterID: 'event-replay', supportsProgressReporting: true } });
    await launch(HANGS(mark()));
    await writeFile(mark(), '');
    const shown = story.client.waitForEvent('progressStart');
    const done = new Promise<string>((resolve) => {
      story.client.on('watchHistory', ({ body }) => body.end && resolve(body.end));
    });
    await story.client.customRequest('watchHistory', { expression: "state['reward']" });
    const { progressId } = (await shown).body;
    await story.client.customRequest('cancel', { progressId });
    assert.equal(await done, 'cancelled');
  });

  it('stops with its error at the event that left it behind', async () => {
    await launch(LATE);
    const { reason } = await story.move('continue', 'continue');
    assert.equal(reason, 'exception');
    assert.equal((await story.frames())[0]!.name, 'agent.status · agent-123 v4');
    const { body } = await story.client.customRequest('exceptionInfo', { threadId: 1 });
    assert.match(body.description, /failed on event 4 of agent-123: Error: the database is down/);
    const end = await story.move('continue', 'continue');
    assert.match(end.description!, /end of the stream/);
    await assert.rejects(story.client.customRequest('exceptionInfo', { threadId: 1 }), /did not stop because/);
  });
});
