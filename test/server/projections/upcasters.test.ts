import assert from 'node:assert/strict';
import type { EventRow } from '../../../server/domain/event.ts';
import { toJsonText } from '../../../server/domain/json-text.ts';
import { foldAll, NEVER, recorded, stateAfter, UserCode } from './user-code.ts';

const SHAPES = `
export const upcasters = [
  { event_type: 'agent.updated', from: 1, to: 2, upcast: ({ temp, ...data }) => ({ ...data, temperature: temp }) },
  { event_type: 'updated', from: 2, to: 3, upcast: (data, event) => { data.by = event.user_id; data.at3 = true; } },
  { event_type: 'task.*', from: 1, to: 2, upcast: (data) => ({ ...data, isTask: true }) },
];`;

const shaped = (version: number, schema: unknown, text: string, more: Partial<EventRow> = {}) =>
  recorded(version, text, { metadata_text: JSON.stringify({ schema_version: schema }), user_id: 'ada', ...more });

describe('Upcasters', () => {
  let code: UserCode;
  beforeEach(() => {
    code = new UserCode();
    code.write('shapes.mjs', SHAPES);
  });
  afterEach(() => code.close());

  it('lift each event step by step to the newest shape of its type, and the default projection merges that', async () => {
    const projection = await code.reload({ upcasters: ['shapes.mjs'] });
    const events = [
      recorded(1, '{"temp": 0.5}', { user_id: 'ada' }),
      shaped(2, 2, '{"two": 2}'),
      shaped(3, 3, '{"temp": "new"}'),
    ];
    const { events: lifted, states } = await foldAll(projection, events);
    assert.deepEqual(
      lifted.map(({ event_data, lift }) => [toJsonText(event_data), lift]),
      [
        ['{"temperature": 0.5, "by": "ada", "at3": true}', { from: 1, to: 3 }],
        ['{"two": 2, "by": "ada", "at3": true}', { from: 2, to: 3 }],
        ['{"temp": "new"}', undefined],
      ],
    );
    assert.equal(
      toJsonText(states.get('agent-123')!),
      '{"temperature": 0.5, "by": "ada", "at3": true, "two": 2, "temp": "new"}',
    );
  });

  it('leave the recorded text as it is', async () => {
    const projection = await code.reload({ upcasters: ['shapes.mjs'] });
    const event = recorded(1, '{"temp": 1.0}');
    const [lifted] = await projection.prepare!([event], () => ({}), NEVER);
    assert.equal(lifted!.toJsonText(), event.toJsonText());
    assert.equal(lifted!.row, event.row);
    assert.equal(toJsonText(event.event_data), '{"temp": 1.0}');
  });

  it('know types by glob, and leave types that nobody lifts and payloads that cannot be read', async () => {
    const projection = await code.reload({ upcasters: ['shapes.mjs'] });
    const task = { aggregate_type: 'task', event_type: 'received' };
    const events = [
      recorded(1, '{}', task),
      recorded(2, '{"a": 1}', { event_type: 'created' }),
      recorded(3, '{broken'),
    ];
    const lifted = await projection.prepare!(events, () => ({}), NEVER);
    assert.deepEqual(
      lifted.map(({ lift }) => lift),
      [{ from: 1, to: 2 }, undefined, undefined],
    );
    assert.deepEqual(lifted.slice(1), events.slice(1));
  });

  it('come before a projection of the user, in either language', async () => {
    code.write('agent.mjs', 'export const apply = (state, event) => event.event_data;');
    code.write('agent.py', 'def apply_event_to_state(state, event):\n    return event.event_data\n');
    for (const projection of ['agent.mjs', 'agent.py']) {
      const both = await code.reload({ projection, upcasters: ['shapes.mjs'] });
      const events = [recorded(1, '{"temp": 1.5, "big": 12345678901234567890}'), shaped(2, 3, '{"temp": 2.5}')];
      assert.equal(
        await stateAfter(both, events.slice(0, 1)),
        '{"big": 12345678901234567890, "temperature": 1.5, "by": null, "at3": true}',
      );
      assert.equal(await stateAfter(both, events), '{"temp": 2.5}');
    }
  });

  it('mark an event from whose version no steps lead to the newest, and one with a version that is none', async () => {
    const projection = await code.reload({ upcasters: ['shapes.mjs'] });
    const events = [
      shaped(1, 0, '{"temp": 1}'),
      shaped(2, 'v2', '{"temp": 2}'),
      shaped(3, '2', '{}'),
      shaped(4, 7, '{}'),
      shaped(5, 0, '{broken'),
    ];
    const lifted = await projection.prepare!(events, () => ({}), NEVER);
    assert.deepEqual(
      lifted.map(({ lift }) => lift?.problem),
      [
        'no upcasters lead from version 0 of agent.updated to version 3',
        'metadata.schema_version is "v2": it must be a whole number',
        undefined,
        undefined,
        'no upcasters lead from version 0 of agent.updated to version 3',
      ],
    );
    assert.match(lifted[4]!.malformed!, /event_data is not JSON/);
    assert.equal(lifted[4]!.toJsonText(), events[4]!.toJsonText());
    assert.deepEqual(lifted[0]!.event_data, { temp: 1 });
    assert.deepEqual([lifted[0]!.lift?.from, lifted[0]!.lift?.to], [0, 3]);
  });

  it('mark an event on which an upcaster throws, makes no payload, or ends its process', async () => {
    code.write(
      'shapes.mjs',
      `export const upcasters = [{ event_type: '*', from: 1, to: 2, upcast: ({ what }) => {
        if (what === 'throw') throw new TypeError('too old');
        if (what === 'exit') process.exit(5);
        return what === 'list' ? [] : { fine: true };
      } }];`,
    );
    const projection = await code.reload({ upcasters: ['shapes.mjs'] });
    const events = ['throw', 'list', 'exit', 'fine'].map((what, at) => recorded(at + 1, `{"what": "${what}"}`));
    const { events: lifted, states } = await foldAll(projection, events);
    assert.deepEqual(
      lifted.map(({ lift }) => lift?.problem),
      [
        'an upcaster failed: TypeError: too old',
        'an upcaster failed: TypeError: the upcaster of * from 1 to 2 must return the new event_data, an object',
        'an upcaster failed: its process ended with exit code 5',
        undefined,
      ],
    );
    assert.equal(toJsonText(states.get('agent-123')!), '{"what": "exit", "fine": true}');
  });

  it('are ended when one never returns; the events before it are ready', async () => {
    code.write(
      'shapes.mjs',
      `import { writeSync } from 'node:fs';
      const upcast = () => {
        console.log('on it');
        writeSync(1, 'spinning\\n');
        for (;;) {}
      };
      export const upcasters = [{ event_type: 'updated', from: 1, to: 2, upcast }];`,
    );
    const projection = await code.reload({ upcasters: ['shapes.mjs'] });
    const events = [shaped(1, 2, '{"new": true}'), recorded(2, '{}')];
    assert.deepEqual(await projection.prepare!(events, () => ({}), NEVER), events.slice(0, 1));
    const abort = new AbortController();
    const hanging = projection.prepare!(events.slice(1), () => ({}), abort.signal);
    await code.hasPrinted((printed) => printed.split('spinning').length === 3);
    abort.abort();
    const message = 'An upcaster has not returned from event 2 of agent-123; its process was ended';
    await assert.rejects(hanging, { code: 'cancelled', message });
    assert.equal(code.printed, 'spinning\nspinning\non it\n');
    await assert.rejects(
      projection.prepare!(events.slice(1), () => ({}), AbortSignal.abort()),
      { code: 'cancelled', message },
    );
  });

  it('print on the events that they lift, before the projection does', async () => {
    code.write(
      'shapes.mjs',
      `export const upcasters = [{ event_type: 'updated', from: 1, to: 2, upcast: (data, { version }) => {
        console.warn('lifting %d', version);
        if (version === 3) process.exit(5);
      } }];`,
    );
    code.write('agent.mjs', `export const apply = (state, { version }) => console.log('folding', version);`);
    const projection = await code.reload({ projection: 'agent.mjs', upcasters: ['shapes.mjs'] });
    const { printed } = await foldAll(projection, [recorded(1, '{}'), shaped(2, 2, '{}'), recorded(3, '{}')]);
    const lifting = (version: number) => ({ text: `lifting ${version}\n`, stream: 'stderr' });
    const folding = (version: number) => ({ text: `folding ${version}\n`, stream: 'stdout' });
    assert.deepEqual(
      [...printed],
      [
        [1, [lifting(1), folding(1)]],
        [2, [folding(2)]],
        [3, [lifting(3), folding(3)]],
      ],
    );
  });

  it('of several modules are one list, and their change is told by the fingerprint', async () => {
    code.write(
      'four.ts',
      "export const upcasters = [{ event_type: 'updated', from: 3, to: 4, upcast: (data: object) => ({ ...data, four: 4 }) }];",
    );
    const options = { upcasters: ['shapes.mjs', 'four.ts'] };
    const projection = await code.reload(options);
    assert.equal(await stateAfter(projection, [recorded(1, '{}')]), '{"by": null, "at3": true, "four": 4}');
    code.write('four.ts', 'export const upcasters = [];');
    assert.notEqual((await code.reload(options)).fingerprint, projection.fingerprint);
  });

  for (const [text, message] of [
    ['export const x = 1;', /shapes\.mjs must export 'upcasters': an array/],
    ["export const upcasters = [{ event_type: 'updated', from: 1, to: 2 }];", /has as upcasters\[0\] no \{ event_type/],
    [
      "export const upcasters = [{ event_type: 'a', from: 2, to: 2, upcast() {} }];",
      /from a whole number to a greater one/,
    ],
  ] as const) {
    it(`are refused when they are none: ${text}`, async () => {
      code.write('shapes.mjs', text);
      await assert.rejects(code.reload({ upcasters: ['shapes.mjs'] }), { code: 'projection-failed', message });
    });
  }

  it('are modules that exist', async () => {
    await assert.rejects(code.reload({ upcasters: ['gone.ts'] }), { code: 'bad-launch', message: /does not exist/ });
    await assert.rejects(code.reload({ upcasters: ['shapes.py'] }), { code: 'bad-launch', message: /must be a \.ts/ });
  });
});
