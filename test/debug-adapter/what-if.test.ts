import assert from 'node:assert/strict';
import { agentEvents } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

const CLIENT = { adapterID: 'event-replay', clientID: 'vscode', supportsInvalidatedEvent: true };

describe('What-if in a debug session', () => {
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;

  before(async () => {
    store = await storeFile(agentEvents());
  });
  after(() => store.remove());
  beforeEach(async () => {
    story = await DebugStory.begin({ client: CLIENT });
    story.client.on('whatIf', ({ body }) => story.tell(`  what if: ${JSON.stringify(body.changes)}`));
    story.client.on('invalidated', ({ body }) => {
      story.tell(`  look again at ${body.areas}`);
      // VS Code is told of the stop once more.
      void story.nextStop();
    });
  });
  afterEach(() => story.end());

  const launch = (more: object = {}) =>
    story.launch({ store: store.path, aggregateId: 'agent-123', allowWhatIf: true, position: 3, ...more });
  const stateReference = async () => {
    const frameId = (await story.frames())[0]!.id;
    return (await story.client.scopesRequest({ frameId })).body.scopes[0]!.variablesReference;
  };
  const stack = async () => {
    for (const { name } of await story.frames()) story.tell(`    ${name}`);
  };

  it('changes a value from here on, in this replay alone, until it is undone', async () => {
    await launch();
    const variablesReference = await stateReference();
    const { body } = await story.client.setVariableRequest({
      variablesReference,
      name: 'temperature',
      value: 'before["temperature"] + 1',
    });
    story.tell(`the temperature is ${body.value} now`);
    await stack();
    await story.move('continue', 'continue');
    await story.evaluate("state['temperature']");
    await story.move('jump to event 4', 'moveTo', { position: 4 });
    await story.evaluate("state['temperature']");
    const { body: undone } = await story.client.customRequest('undoWhatIf', {});
    story.tell(`undone: ${undone.undone}`);
    await story.evaluate("state['temperature']");
    await assert.rejects(story.client.customRequest('undoWhatIf', {}), /Nothing was changed/);
    story.assertTranscript('what-if-value');
  });

  it('skips an event, gives another one another payload, and restarts with and without', async () => {
    await launch();
    await story.client.customRequest('whatIf', { position: 3 });
    await story.client.customRequest('whatIf', { position: 4, event_data: '{"status": "busy", "reward": 12.0}' });
    await stack();
    await story.move('step over', 'next');
    await story.evaluate("event_data['reward'], state['reward'], state['temperature']");
    const exported = JSON.parse((await story.client.customRequest('exportSession')).body.text);
    assert.deepEqual(
      exported.what_if.map(({ kind }: { kind: string }) => kind),
      ['skip', 'payload'],
    );
    await story.move('restart, and keep what was changed', 'restartKeepingWhatIfs');
    await story.move('step over', 'next');
    await story.evaluate("state['reward']");
    await story.move('restart', 'restart');
    await story.move('step over', 'next');
    await story.evaluate("state['reward']");
    story.assertTranscript('what-if-events');
  });

  it('sets what a watch shows, and says why something cannot be changed', async () => {
    await launch();
    const set = (expression: string, value: string) =>
      story.client.customRequest('setExpression', { expression, value });
    assert.equal((await set("state['name']", "'Sales'")).body.value, "'Sales'");
    assert.equal(await story.evaluate("state['name']"), "'Sales'");
    await assert.rejects(set('event_data', '{}'), /no part of the state/);
    await assert.rejects(set("state['name']", '1 +'), /is no value/);
    await assert.rejects(set("state['name']", 'len'), /len is a \S+, which no state can hold/);
    await assert.rejects(set("state['name']['x']", '1'), /name\.x cannot be set: name is of the type str/);
    await assert.rejects(set('state[0]', '1'), /cannot be set: the state has texts for keys/);
    assert.equal((await set("state['items']", '[1, 2]')).body.value, '[1, 2]');
    await assert.rejects(set("state['items'][2]", '3'), /items\[2\] cannot be set: items has 2 items/);
    assert.equal((await set("state['items'][1]", '3')).body.value, '3');
    assert.equal((await set("state['new']['key']", '3')).body.value, '3');
    assert.equal(await story.evaluate("state['items'], state['new']"), "([1, 3], {'key': 3})");
    await assert.rejects(story.client.customRequest('whatIf', { event_data: '[1]' }), /must be a JSON object/);
    await assert.rejects(story.client.customRequest('whatIf', { event_data: '{' }), /not JSON/);
    await assert.rejects(story.client.customRequest('whatIf', { position: 99 }), /no event 99/);
  });

  it('gives an event that was skipped its place again when it gets another payload', async () => {
    await launch();
    await story.client.customRequest('whatIf', { position: 3 });
    assert.equal(await story.evaluate("state['temperature']"), '0.2');
    await story.client.customRequest('whatIf', { position: 3, event_data: '{"temperature": 42}' });
    assert.equal(await story.evaluate("state['temperature']"), '42');
    const said = async () => (await story.scope('Event')).filter((row) => row.startsWith('what if'));
    assert.deepEqual(await said(), ['what if: this is another payload']);
    await story.client.customRequest('setExpression', { expression: "state['name']", value: "'Sales'" });
    await story.client.customRequest('whatIf', { position: 3 });
    assert.deepEqual(await said(), [
      'what if: it is skipped',
      'what if: this is another payload',
      'what if: name is another',
    ]);
  });

  it('tells a client that knows of stops alone to look again', async () => {
    await story.end();
    story = await DebugStory.begin({ client: { adapterID: 'event-replay', clientID: 'neovim' } });
    await launch();
    const again = story.nextStop();
    const reference = await stateReference();
    await story.client.setVariableRequest({ variablesReference: reference, name: 'name', value: "'Sales'" });
    assert.equal((await again).description, 'Paused on entry, event 3 (agent.updated) (what if)');
    assert.equal(await story.evaluate("state['name']"), "'Sales'");
    const late = story.client.setVariableRequest({ variablesReference: reference, name: 'name', value: '1' });
    await assert.rejects(late, /of an earlier stop: look at it again/);
    await assert.rejects(story.client.evaluateRequest({ expression: '1', frameId: 1 }), /frame is of an earlier stop/);
  });

  it('wants to be allowed', async () => {
    await launch({ allowWhatIf: false });
    const variablesReference = await stateReference();
    const [row] = await story.children(variablesReference);
    assert.deepEqual(row!.presentationHint, { attributes: ['readOnly'] });
    await assert.rejects(
      story.client.setVariableRequest({ variablesReference, name: 'name', value: '1' }),
      /"allowWhatIf": true/,
    );
  });
});
