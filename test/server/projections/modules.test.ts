import assert from 'node:assert/strict';
import { toJsonText } from '../../../server/domain/json-text.ts';
import { Overwritten } from '../../../server/projections/overwritten.ts';
import { NEVER, recorded, stateAfter, UserCode } from './user-code.ts';

const REWARDS = [
  recorded(1, '{"name": "Support"}', { event_type: 'created' }),
  recorded(2, '{"reward": 0.5}', { event_type: 'agent.status' }),
  recorded(3, '{"reward": 0.25}', { event_type: 'status' }),
];

describe('A projection in a module', () => {
  let code: UserCode;
  beforeEach(() => {
    code = new UserCode();
  });
  afterEach(() => code.close());

  it('is TypeScript, with types, and other files of the user', async () => {
    code.write('projections/agent.ts', '');
    code.write(
      'projections/rewards.ts',
      'export const add = (sum: number, reward?: number): number => sum + (reward ?? 0);',
    );
    const projection = await code.load(
      'projections/agent.ts',
      `import { add } from './rewards.ts';
      interface Agent { sum: number }
      export const initialState: Agent = { sum: 1 };
      export function apply(state: Agent, event: { event_data: { reward?: number } }): Agent {
        return { sum: add(state.sum, event.event_data.reward) } satisfies Agent;
      }`,
    );
    assert.equal(projection.name, 'agent.ts');
    assert.deepEqual({ ...projection.initialState() }, { sum: 1 });
    assert.equal(await stateAfter(projection, REWARDS), '{"sum": 1.75}');
    assert.equal(code.printed, '');
  });

  it('may be CommonJS, and its initial state a function', async () => {
    const projection = await code.load(
      'agent.js',
      `module.exports = {
        initialState: () => ({ count: 0 }),
        apply(state, event) { state.count += 1; state.last = event.version; },
      };`,
    );
    assert.equal(await stateAfter(projection, REWARDS), '{"count": 3, "last": 3}');
  });

  it('may be a function as the default export, or one that is waited for', async () => {
    const projection = await code.load(
      'agent.mjs',
      'export default async (state, { version }) => ({ ...state, ["v" + version]: await Promise.resolve(true) });',
    );
    assert.equal(await stateAfter(projection, REWARDS), '{"v1": true, "v2": true, "v3": true}');
  });

  it('may be handlers by type, bare or qualified; an event without one leaves the state', async () => {
    const projection = await code.load(
      'agent.mjs',
      `export const handlers = {
        'agent.status': (state, { event_data }) => ({ ...state, last: event_data.reward }),
        status: () => ({ wrong: true }),
        'task.created': () => ({ wrong: true }),
        created: (state) => { state.born = true; },
      };`,
    );
    const events = [
      ...REWARDS,
      recorded(4, '{}', { event_type: 'deployed' }),
      recorded(5, '{}', { event_type: 'toString' }),
    ];
    assert.equal(await stateAfter(projection, events), '{"born": true, "last": 0.25}');
  });

  it('may be handlers as the default export', async () => {
    const text = `export default { 'agent.created': () => ({ born: true }), initialState: { born: false } };`;
    assert.equal(await stateAfter(await code.load('agent.mjs', text), REWARDS), '{"born": true}');
  });

  it('is given the fields of the contract', async () => {
    const projection = await code.load('agent.mjs', 'export const apply = (state, event) => ({ event });');
    const event = recorded(1, '{"reward":\n1.5}', { correlation_id: 'workflow-101', metadata_text: '{"retry": 0}' });
    assert.deepEqual(JSON.parse(await stateAfter(projection, [event])), { event: JSON.parse(event.toJsonText()) });
  });

  it('gets big integers and NaN as such, and gives them back', async () => {
    const projection = await code.load(
      'agent.mjs',
      `export const apply = (state, { event_data }) => ({
        id: event_data.id + 1n,
        isNaN: Number.isNaN(event_data.loss),
        loss: event_data.loss,
        max: Infinity,
      });`,
    );
    const state = await stateAfter(projection, [recorded(1, '{"id": 12345678901234567890, "loss": NaN}')]);
    assert.equal(state, '{"id": 12345678901234567891, "isNaN": true, "loss": NaN, "max": Infinity}');
  });

  it('keeps floats that are whole numbers: untouched, moved along, or taken from the payload', async () => {
    const projection = await code.load(
      'agent.mjs',
      `export const apply = (state, { event_data }) => ({
        ...state, ...event_data, nested: { ...state.nested, ...event_data.nested }, count: (state.count ?? 0) + 1,
      });`,
    );
    const events = [
      recorded(1, '{"score": 1.0, "nested": {"list": [2.0, 3]}}'),
      recorded(2, '{"reward": 0.5, "nested": {"more": 4}}'),
    ];
    const state = await stateAfter(projection, events);
    assert.equal(state, '{"score": 1.0, "nested": {"list": [2.0, 3], "more": 4}, "count": 2, "reward": 0.5}');
  });

  it('takes keys of any name', async () => {
    const projection = await code.load(
      'agent.mjs',
      'export const apply = (state, event) => ({ ...state, ...event.event_data });',
    );
    const text = '{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2, "": 3, "a\\nb": "\\ud800"}';
    assert.equal(
      await stateAfter(projection, [recorded(1, text), recorded(2, '{"more": 1}')]),
      `${text.slice(0, -1)}, "more": 1}`,
    );
  });

  it('may leave in the state what JSON has no place for', async () => {
    const projection = await code.load(
      'agent.mjs',
      `export const apply = () => ({
        date: new Date(0), map: new Map([['a', new Set([1, [2]])]]), bytes: new Uint8Array([1, 2]), error: new TypeError('no'),
        none: undefined, fold() {}, list: [undefined, () => 1], pattern: /x/,
      });`,
    );
    const [date, rest] = [
      '"1970-01-01T00:00:00.000Z"',
      '"bytes": [1, 2], "error": "TypeError: no", "list": [null, null], "pattern": "/x/"',
    ];
    assert.equal(
      await stateAfter(projection, [recorded(1, '{}')]),
      `{"date": ${date}, "map": {"a": [1, [2]]}, ${rest}}`,
    );
  });

  it('gives the same states whether its events come together or one by one', async () => {
    const projection = await code.load(
      'agent.mjs',
      `export const apply = (state, { version }) => {
        const same = state.same ?? [];
        same.push(version);
        return { same, twin: same, was: state.when instanceof Date ? 'Date' : typeof state.when, when: new Date(0) };
      };`,
    );
    const events = [1, 2, 3].map((version) => recorded(version, '{}'));
    const together = await stateAfter(projection, events);
    const state = projection.initialState();
    for (const event of events) {
      await projection.prepare!([event], () => state, NEVER);
      projection.apply(state, event, new Overwritten());
    }
    assert.equal(toJsonText(state), together);
    assert.deepEqual([state.same, state.twin, state.was], [[1, 2, 3], [1, 2, 3], 'string']);
  });
});
