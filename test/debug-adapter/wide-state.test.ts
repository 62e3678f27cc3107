import assert from 'node:assert/strict';
import { agentEvent } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

const WIDE = 100_000;

describe('A debug session over a state of 100,000 fields', () => {
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;

  before(async () => {
    const rewards = Object.fromEntries(Array.from({ length: WIDE }, (_, n) => [`run_${n}`, n / 10]));
    const steps = Array.from({ length: WIDE }, (_, n) => ({ step: n }));
    store = await storeFile([agentEvent(1, 'created', { ...rewards, steps })]);
    story = await DebugStory.begin();
    await story.client.customRequest('launch', { store: store.path, aggregateId: 'agent-123' });
    const stop = story.nextStop();
    await story.client.configurationDoneRequest();
    await stop;
  });
  after(async () => {
    await story.end();
    await store.remove();
  });

  const stateScope = async () => {
    const frameId = (await story.frames())[0]!.id;
    return (await story.client.scopesRequest({ frameId })).body.scopes[0]!;
  };

  it('pages its fields, by their names, and what lies below them', async () => {
    const { variablesReference, indexedVariables } = await stateScope();
    assert.equal(indexedVariables, WIDE + 1);
    const page = { variablesReference, filter: 'indexed' as const, start: WIDE - 50, count: 100 };
    const rows = (await story.client.variablesRequest(page)).body.variables;
    assert.equal(rows.length, 51);
    assert.deepEqual([rows[0]!.name, rows[0]!.value], ['run_99950', '9995']);
    assert.equal(rows[0]!.evaluateName, "state['run_99950']");

    const steps = rows.at(-1)!;
    assert.equal(steps.indexedVariables, WIDE);
    const last = {
      variablesReference: steps.variablesReference,
      filter: 'indexed' as const,
      start: WIDE - 1,
      count: 9,
    };
    const [row] = (await story.client.variablesRequest(last)).body.variables;
    assert.deepEqual([row!.name, row!.value], ['99999', "{'step': 99999}"]);
    assert.equal(row!.evaluateName, "state['steps'][99999]");
  });

  it('waits for a change of any row, however far down', async () => {
    const { variablesReference } = await stateScope();
    const { body } = await story.client.dataBreakpointInfoRequest({ name: 'run_50003', variablesReference });
    assert.equal(body.dataId, '["agent-123","run_50003"]');
  });

  it('says how many changes are not shown', async () => {
    const rows = await story.scope('Changes');
    assert.equal(rows.length, 1_001);
    assert.match(rows.at(-1)!, /more than 1,000 changes/);
  });

  it('is answered at once about a line of the console that there cannot be', async () => {
    const { body } = await story.client.completionsRequest({ text: 'sta', column: 4, line: Number.MAX_SAFE_INTEGER });
    assert.equal(body.targets[0]?.label, 'state');
  });

  it('says how many are left out when a client asks for all', async () => {
    const { variablesReference } = await stateScope();
    const rows = await story.children(variablesReference);
    assert.equal(rows.length, 10_001);
    assert.match(rows.at(-1)!.value, /^90,001 more/);
  });
});
