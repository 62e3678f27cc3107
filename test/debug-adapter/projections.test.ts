import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { agentEvent, agentEvents } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

const AGENT_PY = `
def apply_event_to_state(state, event):
    data = event.event_data
    rewards = state.setdefault("rewards", [])
    if "reward" in data:
        rewards.append(data["reward"])
        print(f"reward {data['reward']} at version {event.version}")
    if event.event_type == "updated":
        state["model"] = data["model"].upper()
    state["mean"] = round(sum(rewards) / len(rewards), 3) if rewards else None
    return state
`;

describe('A debug session with the user’s own projection', () => {
  let folder: string;
  let store: { path: string; remove(): Promise<void> };
  let story: DebugStory;

  before(async () => {
    store = await storeFile([
      ...agentEvents(),
      agentEvent(9, 'updated', { llm: 'gpt-5' }, { metadata: { schema_version: 2 } }),
    ]);
  });
  after(() => store.remove());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-replay-projection-'));
    story = await DebugStory.begin();
  });
  afterEach(async () => {
    await story.end();
    await rm(folder, { recursive: true });
  });

  const write = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const launch = (more: object, configure?: () => Promise<unknown>) =>
    story.launch({ store: store.path, aggregateId: 'agent-123', ...more }, configure);
  /** Resolves when the console shows this. */
  const said = (output: string) =>
    new Promise<void>((resolve) => {
      story.client.on('output', ({ body }: DebugProtocol.OutputEvent) => body.output === output && resolve());
    });
  const state = async () => {
    for (const row of await story.scope('State')) story.tell(`    state ${row}`);
  };

  it('in Python stops where the function throws, with its stack, and can be stepped past', async () => {
    const projection = `${await write('agent.py', AGENT_PY)}:apply_event_to_state`;
    await launch({ projection });
    await story.move('continue', 'continue');
    await state();
    const { body } = await story.client.customRequest('exceptionInfo', { threadId: 1 });
    assert.match(body.details.stackTrace, /agent\.py", line 9, in apply_event_to_state/);
    await story.move('step over', 'next');
    await story.move('step back', 'stepBack');
    await story.move('continue', 'continue');
    await story.move('reverse continue', 'reverseContinue');
    await story.client.setExceptionBreakpointsRequest({ filters: [] });
    await story.move('continue without stopping at errors', 'continue');
    await state();
    story.assertTranscript('python-projection');
  });

  it('in TypeScript is loaded anew by a restart', async () => {
    const text = (factor: number) =>
      `export const initialState = { total: 0 };
       export const handlers = {
         status: (state: { total: number }, event: { event_data: { reward: number } }) =>
           ({ total: state.total + event.event_data.reward * ${factor} }),
       };`;
    const projection = await write('agent.ts', text(1));
    await launch({ projection, position: 4 });
    assert.equal(await story.evaluate("round(state['total'], 6)"), '1.1');
    await write('agent.ts', text(10));
    await story.move('restart', 'restart');
    assert.equal(await story.evaluate("round(state['total'], 6)"), '11');
    await write('agent.ts', 'export const nothing = 1;');
    await assert.rejects(story.client.customRequest('restart'), /agent\.ts/);
  });

  it('that never returns is ended by pause, and the replay goes on from where it stood', async () => {
    const mark = join(folder, 'hang');
    const projection = await write(
      'agent.mjs',
      `import { existsSync, writeSync } from 'node:fs';
       export function apply(state, event) {
         console.log('at version ' + event.version);
         if (event.version === 4 && existsSync(${JSON.stringify(mark)})) {
           writeSync(1, 'spinning\\n');
           for (;;) {}
         }
         return { ...state, ...event.event_data };
       }`,
    );
    await launch({ projection });
    await write('hang', '');
    const spinning = said('spinning\n');
    const stop = story.nextStop();
    await story.client.continueRequest({ threadId: 1 });
    await spinning;
    await story.client.pauseRequest({ threadId: 1 });
    const { reason, text } = await stop;
    assert.equal(reason, 'pause');
    assert.match(text!, /agent\.mjs.*has not returned from event 4 of agent-123/);
    const printed = story.lines.filter((line) => line.includes('at version'));
    assert.deepEqual(printed, [
      '  > at version 1  [agent-123.events:1]',
      '  > at version 2  [agent-123.events:2]',
      '  > at version 3  [agent-123.events:3]',
      '  > at version 4',
    ]);
    await story.move('step back', 'stepBack');
    assert.equal((await story.frames())[0]!.line, 2);
  });

  it('that never returns is ended by stop', async () => {
    const projection = await write('agent.mjs', 'export const apply = () => { for (;;) {} };');
    const terminated = story.client.waitForEvent('terminated');
    const initialized = story.client.waitForEvent('initialized');
    await story.client.customRequest('launch', { store: store.path, aggregateId: 'agent-123', projection });
    await initialized;
    await story.client.configurationDoneRequest();
    await story.client.terminateRequest();
    await terminated;
  });

  it('sees events as upcasters lift them, beside what was recorded', async () => {
    const upcaster = await write(
      'shapes.mjs',
      `const toModel = { event_type: 'agent.updated', from: 2, to: 3, upcast: ({ llm, ...rest }) => ({ ...rest, model: llm }) };
       export const upcasters = [toModel];`,
    );
    await launch({ upcasters: [upcaster], position: 8 });
    await story.move('step over', 'next');
    await state();
    for (const row of (await story.scope('Event')).slice(0, 4)) story.tell(`    event ${row}`);
    await story.evaluate("event_data['model']");
    await story.move('reverse continue', 'reverseContinue');
    story.assertTranscript('upcasters');
  });

  it('stops where an upcaster throws, with its stack', async () => {
    const code = `export const upcasters = [
      { event_type: 'agent.updated', from: 2, to: 3, upcast: () => { throw new Error('no three'); } },
    ];`;
    await launch({ upcasters: [await write('broken.mjs', code)], position: 8 });
    const { reason } = await story.move('continue', 'continue');
    assert.equal(reason, 'exception');
    const { body } = await story.client.customRequest('exceptionInfo', { threadId: 1 });
    assert.equal(body.description, 'an upcaster failed: Error: no three');
    assert.match(body.details.stackTrace, /Error: no three\n +at .*broken\.mjs:2/);
  });

  it('says what is wrong with it before the replay starts', async () => {
    const cases: [object, RegExp][] = [
      [{ projection: join(folder, 'nothing.ts') }, /nothing\.ts/],
      [{ projection: await write('wrong.py', 'def other(state, event): pass') }, /apply_event_to_state/],
      [{ projection: await write('broken.py', 'def apply_event_to_state(state event): pass') }, /SyntaxError|syntax/],
      [{ projection: await write('empty.mjs', 'export const nothing = 1;') }, /empty\.mjs/],
      [{ upcasters: [join(folder, 'nothing.mjs')] }, /nothing\.mjs/],
    ];
    for (const [args, message] of cases) {
      const launched = story.client.customRequest('launch', { store: store.path, aggregateId: 'agent-123', ...args });
      await assert.rejects(launched, message);
    }
  });
});
