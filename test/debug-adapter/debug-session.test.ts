import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createEvent } from '../../server/domain/event.ts';
import { toStreamUri } from '../../server/protocol/stream-address.ts';
import { agentEvent, agentEvents, longLife } from '../support/agent-stream.ts';
import { DebugStory, type StoryOptions } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

const AGENT = 'agent-123';

describe('A debug session', () => {
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;

  before(async () => {
    const task = createEvent(
      { aggregate_id: 'task-789', aggregate_type: 'task', event_type: 'completed', event_data: { reward: 0.95 } },
      0,
    );
    const caused = agentEvent(
      9,
      'updated',
      { temperature: 0.1 },
      {
        causation_id: 'task-event',
        correlation_id: 'workflow-101',
        user_id: 'user-456',
        service_name: 'tuner',
      },
    );
    store = await storeFile([
      ...agentEvents(),
      { ...task, event_id: 'task-event', timestamp: '2025-09-19T13:01:20.000000Z', correlation_id: 'workflow-101' },
      caused,
    ]);
  });
  after(() => store.remove());
  afterEach(() => story?.end());

  const begin = async (options?: StoryOptions) => {
    story = await DebugStory.begin(options);
    return { store: store.path, aggregateId: AGENT };
  };
  const documentOf = (aggregateId = AGENT) => ({
    name: `${aggregateId}.events`,
    path: toStreamUri({ store: `sqlite:${store.path}`, aggregateId, firstPosition: 1 }),
  });

  it('walks forward and back', async () => {
    const args = await begin();
    await story.launch(args);
    await story.move('step over', 'next');
    await story.move('step over', 'next');
    await story.move('step back', 'stepBack');
    await story.move('continue', 'continue');
    await story.move('step over', 'next');
    await story.move('reverse continue', 'reverseContinue');
    await story.move('step back', 'stepBack');
    story.assertTranscript('forward-and-back');
  });

  it('stops at breakpoints of every kind, in both directions', async () => {
    const args = await begin();
    await story.launch(args, async () => {
      await story.setBreakpoints(documentOf(), [
        { line: 3 },
        { line: 4, condition: "event_data['reward'] > 0.95" },
        { line: 5, logMessage: 'reward {event_data["reward"]}, temperature {state["temperature"]}' },
        { line: 7, condition: "state['temperature'] > 1" },
        { line: 99 },
        { line: 8, condition: 'region = 1' },
      ]);
      await story.setFunctionBreakpoints([
        { name: 'agent.updated', hitCondition: '2' },
        { name: 'status', condition: "event_data['rewards'] > 1" },
        { name: '' },
      ]);
    });
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    await story.move('reverse continue', 'reverseContinue');
    await story.move('reverse continue', 'reverseContinue');
    await story.move('reverse continue', 'reverseContinue');
    await story.move('reverse continue', 'reverseContinue');
    story.assertTranscript('breakpoints');
  });

  it('shows the causes under an event, each with its own state', async () => {
    const args = await begin();
    await story.launch({ ...args, position: 9 });
    story.tell('the state in the frame of the cause');
    for (const row of await story.scope('State', 1)) story.tell(`  ${row}`);
    story.tell('the correlation');
    for (const row of await story.scope('Correlation')) story.tell(`  ${row}`);
    story.assertTranscript('causes');
  });

  it('evaluates expressions wherever it stands', async () => {
    const args = await begin();
    await story.launch({ ...args, position: 6 });
    await story.evaluate("event_data.get('reward', 0) > 0.8");
    await story.evaluate("state['reward']", 'watch');
    await story.evaluate("event_data['reward']", 'watch');
    await story.evaluate('state', 'clipboard');
    await story.evaluate('rewrad');
    await story.evaluate('1 +');
    await story.evaluate("before['temperature'], state['temperature']");
    await story.evaluate('temperature', 'hover', { source: documentOf(), line: 3, column: 10 });
    await story.evaluate('event_type', 'hover', { source: documentOf(), line: 1, column: 10 });
    // Over the value 1.7 and over the step of what it was tuned by, as the mouse is over the line of event 6.
    const line = (await story.listing(documentOf()))[5]!;
    const over = (part: string) => ({ source: documentOf(), line: 6, column: line.indexOf(part) + 1 });
    await story.evaluate('1.7', 'hover', over('1.7'));
    await story.evaluate('3', 'hover', over('3}'));
    await story.evaluate('2025-09-19T13', 'hover', over('2025-09-19'));
    story.assertTranscript('expressions');
  });

  it('stops where a part of the state changes, in both directions', async () => {
    const args = await begin();
    await story.launch(args, async () => {
      const stale = JSON.stringify(['task-789', 'reward']);
      await story.setDataBreakpoints([{ dataId: stale }, { dataId: 'nonsense' }]);
    });
    const temperature = await story.dataBreakpointInfo("state['temperature']");
    const step = await story.dataBreakpointInfo('state.tuned_by.step');
    await story.dataBreakpointInfo("event_data['temperature']");
    await story.setDataBreakpoints([{ dataId: temperature! }]);
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    await story.move('reverse continue', 'reverseContinue');
    await story.setDataBreakpoints([
      { dataId: temperature!, condition: "state['temperature'] > 1" },
      { dataId: step!, hitCondition: '2' },
    ]);
    await story.move('first event', 'moveTo', { position: 'first' });
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    story.assertTranscript('data-breakpoints');
  });

  it('tells which event set a value, and goes there again and again', async () => {
    const args = await begin();
    await story.launch({ ...args, position: 8 });
    const frameId = (await story.frames())[0]!.id;
    const { scopes } = (await story.client.scopesRequest({ frameId })).body;
    for (const row of await story.children(scopes[0]!.variablesReference)) await story.locate(row);
    await story.move('who set the temperature', 'whoSet', { expression: "state['temperature']" });
    await story.move('who set the temperature', 'whoSet', { expression: "state['temperature']" });
    await story.move('who set the temperature', 'whoSet', { expression: 'state.temperature' });
    await assert.rejects(
      story.client.customRequest('whoSet', { expression: 'state.temperature' }),
      /No event before this one/,
    );
    await assert.rejects(story.client.customRequest('whoSet', { expression: 'event_data' }), /no part of the state/);
    story.assertTranscript('who-set');
  });

  it('completes what is written in the console, with the fields that the stream has', async () => {
    const args = await begin();
    await story.launch({ ...args, position: 6 });
    for (const written of [
      "event_data['re",
      'state.',
      "event_type == '",
      'timestamp.iso',
      "event_data['tuned_by'].",
      "event_type == 'deployed' and event_data.",
      "changed('",
      'ver',
      '12',
      '',
    ]) {
      await story.complete(written);
    }
    story.assertTranscript('completions');
  });

  it('tells each client in its own way of counting what a completion replaces', async () => {
    const startFor = async (clientID: string, columnsStartAt1: boolean) => {
      const client = { adapterID: 'event-replay', clientID, linesStartAt1: true, columnsStartAt1 };
      const args = await begin({ client });
      await story.launch({ ...args, position: 6, sourceMode: 'reference' });
      const text = "len(\n  event_data['re";
      const lastColumn = "  event_data['re".length + (columnsStartAt1 ? 1 : 0);
      const { targets } = (await story.client.completionsRequest({ text, line: 2, column: lastColumn })).body;
      await story.end();
      return [targets[0]?.label, targets[0]!.start! - text.indexOf('re'), targets[0]?.length];
    };
    assert.deepEqual(await startFor('vim', true), ['reward', 1, 2]);
    assert.deepEqual(await startFor('vim', false), ['reward', 0, 2]);
    // It takes the word to filter by from the text as if this were counted from 0, whatever it says of columns.
    assert.deepEqual(await startFor('vscode', true), ['reward', 0, 2]);
  });

  it('jumps to a line, to a frame, to an event, and restarts', async () => {
    const args = await begin();
    await story.launch(args);
    const { body } = await story.client.gotoTargetsRequest({ source: documentOf(), line: 6 });
    assert.deepEqual(body.targets, [{ id: 1, label: 'event 6: agent.updated', line: 6 }]);
    await story.move('jump to line 6', 'goto', { targetId: 1 });
    const frameId = (await story.frames())[1]!.id;
    await story.move('restart the frame of the cause', 'restartFrame', { frameId });
    await story.setBreakpoints(documentOf(), [{ line: 5 }]);
    await story.move('replay to line 7', 'replayTo', { position: 7 });
    await story.move('replay to line 7', 'replayTo', { position: 7 });
    await story.move('replay to line 2', 'replayTo', { position: 2 });
    await story.move('last event', 'moveTo', { position: 'last' });
    await story.move('restart', 'restart');
    await assert.rejects(story.client.customRequest('goto', { threadId: 1, targetId: 12 }), /no target 12/);
    story.assertTranscript('jumps');
  });

  it('goes to the cause in the same stream, and in another, which comes into the session', async () => {
    const args = await begin();
    await story.launch({ ...args, position: 6 });
    await story.move('go to cause', 'goToCause');
    await assert.rejects(story.client.customRequest('goToCause'), /names no cause/);
    await story.move('last event', 'moveTo', { position: 'last' });
    await story.move('go to cause', 'goToCause');
    await story.lookAtThreads();
    story.assertTranscript('go-to-cause');
  });

  it('steps into what an event caused, else to the next event, and not out of an event without a cause', async () => {
    const args = await begin();
    await story.launch({ ...args, position: 4 });
    await story.move('step into', 'stepIn');
    await story.move('step into', 'stepIn');
    await assert.rejects(story.client.customRequest('stepOut', { threadId: 1 }), /Go to Cause/);
    story.assertTranscript('step-in');
  });

  it('runs to the first hit when it need not stop on entry, which may be the first event', async () => {
    const args = await begin();
    await story.launch({ ...args, stopOnEntry: false }, () => story.setBreakpoints(documentOf(), [{ line: 1 }]));
    story.assertTranscript('no-stop-on-entry');
  });

  it('ends by itself when it is told to', async () => {
    const args = await begin();
    const terminated = story.client.waitForEvent('terminated');
    await story.launch({ ...args, stopOnEntry: false, terminateAtEnd: true });
    await terminated;
  });

  it('answers stop with the end of the session', async () => {
    const args = await begin();
    await story.launch(args);
    const terminated = story.client.waitForEvent('terminated');
    await story.client.terminateRequest();
    await terminated;
  });

  it('advertises what is served, and nothing more', async () => {
    await begin();
    assert.deepEqual(Object.keys(story.capabilities).sort(), [
      'completionTriggerCharacters',
      'exceptionBreakpointFilters',
      'supportsCancelRequest',
      'supportsClipboardContext',
      'supportsCompletionsRequest',
      'supportsConditionalBreakpoints',
      'supportsConfigurationDoneRequest',
      'supportsDataBreakpoints',
      'supportsDelayedStackTraceLoading',
      'supportsEvaluateForHovers',
      'supportsExceptionFilterOptions',
      'supportsExceptionInfoRequest',
      'supportsFunctionBreakpoints',
      'supportsGotoTargetsRequest',
      'supportsHitConditionalBreakpoints',
      'supportsLoadedSourcesRequest',
      'supportsLogPoints',
      'supportsRestartFrame',
      'supportsRestartRequest',
      'supportsSetExpression',
      'supportsSetVariable',
      'supportsStepBack',
      'supportsStepInTargetsRequest',
      'supportsTerminateRequest',
    ]);
  });

  it('pages the stack as clients ask for it', async () => {
    const args = await begin();
    await story.launch({ ...args, position: 9 });
    const first = await story.client.stackTraceRequest({ threadId: 1, startFrame: 0, levels: 1 });
    const rest = await story.client.stackTraceRequest({ threadId: 1, startFrame: 1, levels: 19 });
    assert.equal(first.body.stackFrames.length, 1);
    assert.equal(first.body.totalFrames, 3);
    assert.deepEqual(
      rest.body.stackFrames.map(({ presentationHint }) => presentationHint),
      [undefined, 'label'],
    );
  });

  describe('with bad input', () => {
    const cases: [string, Record<string, unknown>, RegExp][] = [
      ['a store that does not exist', { store: '/nowhere/events.db', aggregateId: AGENT }, /\/nowhere\/events\.db/],
      ['an unknown aggregate', { aggregateId: 'agent-999' }, /agent-999/],
      ['no store', { store: undefined }, /launch\.json: store/],
      ['no aggregate', { aggregateId: '' }, /launch\.json: aggregateId: must name the aggregate/],
      ['a version that is none', { fromVersion: 'two' }, /launch\.json: fromVersion/],
      ['a range without events', { fromVersion: 90 }, /ends at version 9/],
    ];
    for (const [name, args, message] of cases) {
      it(`says what is wrong: ${name}`, async () => {
        const good = await begin();
        await assert.rejects(story.client.customRequest('launch', { ...good, ...args }), message);
      });
    }

    it('says so when a request comes before the launch, or is none', async () => {
      await begin();
      await assert.rejects(story.client.threadsRequest(), /launch/);
      await assert.rejects(story.client.customRequest('toString'), /does not know the request 'toString'/);
    });

    it('refuses breakpoints in a document of another stream, and keeps their order', async () => {
      const args = await begin();
      await story.launch(args);
      const [refused] = await story.setBreakpoints(documentOf('task-789'), [{ line: 1 }]);
      assert.equal(refused?.verified, false);
      const lines = [7, 2, 5].map((line) => ({ line }));
      const set = await story.setBreakpoints(documentOf(), lines);
      assert.deepEqual(
        set.map(({ line }) => line),
        [7, 2, 5],
      );
      assert.deepEqual(await story.setBreakpoints(documentOf(), [...lines].reverse()), [...set].reverse());
    });
  });

  describe('for any client', () => {
    const plain = {
      adapterID: 'event-replay',
      clientID: 'vim',
      pathFormat: 'path',
      linesStartAt1: true,
      columnsStartAt1: true,
    };

    it('lists the stream in a read-only file, in which breakpoints can be set', async () => {
      const args = await begin({ client: plain });
      await story.launch(args);
      const path = (await story.frames())[0]!.source!.path!;
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      assert.equal(lines.length, 9);
      assert.match(lines[5]!, /^ +6 {2}2025-09-19T13:01:00.000000Z {2}agent\.updated +\{"temperature":1\.7/);
      assert.equal((await stat(path)).mode & 0o222, 0);
      await story.setBreakpoints({ path }, [{ line: 5 }]);
      assert.deepEqual((await story.move('continue', 'continue')).hitBreakpointIds, [1]);
    });

    it('serves the text over the protocol, and recognises the source by its reference alone', async () => {
      const args = await begin({ client: plain });
      await story.launch({ ...args, sourceMode: 'reference' });
      const { source } = (await story.frames())[0]!;
      assert.equal(source?.path, undefined);
      const sourceReference = source!.sourceReference!;
      const { body } = await story.client.sourceRequest({ sourceReference });
      assert.equal(body.content.split('\n').length, 10);
      await story.setBreakpoints({ sourceReference }, [{ line: 4 }]);
      assert.equal((await story.move('continue', 'continue')).reason, 'breakpoint');
      await story.setBreakpoints({ name: '', path: '' }, [{ line: 5 }]);
      assert.equal((await story.move('continue', 'continue')).reason, 'breakpoint');
      const { sources } = (await story.client.customRequest('loadedSources')).body;
      assert.deepEqual(
        sources.map(({ name }: { name: string }) => name),
        ['agent-123.events'],
      );
    });

    it('counts lines from 0 when the client does', async () => {
      const args = await begin({
        client: { ...plain, clientID: 'other', linesStartAt1: false, columnsStartAt1: false },
      });
      await story.launch({ ...args, position: 4 });
      const [frame] = await story.frames();
      assert.deepEqual([frame?.line, frame?.column], [3, 0]);
    });

    it('speaks over TCP, one session per connection', async () => {
      const adapter = spawn(process.execPath, [
        join(import.meta.dirname, '../../dist/debug-adapter.js'),
        '--port',
        '0',
      ]);
      try {
        const port = await portOf(adapter);
        const args = await begin({ port });
        await story.launch(args);
        const second = await DebugStory.begin({ port });
        await second.launch({ ...args, position: 5 });
        await story.move('step over', 'next');
        assert.match((await second.frames())[0]!.name, /v5$/);
        assert.match((await story.frames())[0]!.name, /v2$/);
        await second.end();
        await story.end();
      } finally {
        adapter.kill();
      }
    });
  });
});

describe('A debug session over a long stream', () => {
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;
  before(async () => {
    store = await storeFile(longLife(30_000));
    story = await DebugStory.begin();
  });
  after(async () => {
    await story.end();
    await store.remove();
  });

  it('answers pause, takes new breakpoints while it runs, goes back far, and pages what is wide', async () => {
    await story.launch({ store: store.path, aggregateId: AGENT });
    await story.client.setFunctionBreakpointsRequest({
      breakpoints: [{ name: '*', condition: 'sum(range(5000)) < 0' }],
    });
    let stop = story.nextStop();
    await story.client.continueRequest({ threadId: 1 });
    await assert.rejects(story.client.nextRequest({ threadId: 1 }), /running/);
    await story.client.pauseRequest({ threadId: 1 });
    assert.match((await stop).description!, /^Paused at event/);

    stop = story.nextStop();
    await story.client.continueRequest({ threadId: 1 });
    await story.client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'updated' }] });
    assert.equal((await stop).reason, 'function breakpoint');

    await story.move('last event', 'moveTo', { position: 'last' });
    await story.client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'updated', hitCondition: '1500' }] });
    await story.move('reverse continue', 'reverseContinue');
    assert.equal((await story.frames())[0]!.name, 'agent.updated · agent-123 v15000');

    const { body } = await story.client.evaluateRequest({ expression: 'list(range(2500))', context: 'repl' });
    assert.equal(body.indexedVariables, 2_500);
    const page = { variablesReference: body.variablesReference, filter: 'indexed' as const };
    const rows = (await story.client.variablesRequest({ ...page, start: 2_400, count: 200 })).body.variables;
    assert.deepEqual([rows.length, rows[0]!.name, rows.at(-1)!.value], [100, '2400', '2499']);
    assert.deepEqual((await story.client.variablesRequest({ ...page, start: 3_000, count: 10 })).body.variables, []);
  }).timeout(20_000);
});

/** The port that the adapter prints when it listens. */
function portOf(adapter: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    adapter.stdout!.on('data', (data) => {
      const match = /127\.0\.0\.1:(\d+)/.exec(String(data));
      if (match) resolve(Number(match[1]));
    });
    adapter.on('exit', () => reject(new Error('the adapter ended before it listened')));
  });
}
