import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import type { JsonObject } from '../../../server/domain/json.ts';
import { parseJson } from '../../../server/domain/parse-json.ts';
import { inferSchemas } from '../../../server/schemas/infer-from-store.ts';
import { inferSchema } from '../../../server/schemas/infer-schema.ts';
import { loadRegistry } from '../../../server/schemas/load-registry.ts';
import { createRegistry } from '../../../server/schemas/schema-registry.ts';
import { writeSchemas } from '../../../server/schemas/write-schemas.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { agentEvent, agentEvents } from '../../support/agent-stream.ts';
import { makeReferenceDatabase } from '../stores/reference-database.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { payload } from './arbitrary-schemas.ts';

function infer(...texts: string[]) {
  const { $schema: _, ...schema } = inferSchema(texts.map((text) => parseJson(text)));
  return schema;
}

describe('An inferred schema', () => {
  it('knows integers from numbers as Python wrote them, null, and which keys are always there', () => {
    assert.deepEqual(
      infer(
        '{"reward": 1.0, "seed": 123456789012345678901, "mode": null}',
        '{"reward": 2, "seed": 1, "mode": true}',
        '{"reward": NaN, "seed": 7}',
      ),
      {
        type: 'object',
        properties: {
          reward: { type: 'number' },
          seed: { type: 'integer' },
          mode: { type: ['boolean', 'null'] },
        },
        required: ['reward', 'seed'],
      },
    );
  });

  it('lists texts where they are few and seen often, and looks into lists and objects', () => {
    const texts = ['idle', 'busy', 'idle', 'busy', 'idle', 'busy', 'idle', 'idle'];
    const payloads = texts.map(
      (status, at) => `{"status": "${status}", "id": "agent-${at}", "steps": [{"n": ${at}}, {}]}`,
    );
    assert.deepEqual(infer(...payloads), {
      type: 'object',
      properties: {
        status: { enum: ['busy', 'idle'] },
        id: { type: 'string' },
        steps: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
      },
      required: ['status', 'id', 'steps'],
    });
  });

  it('says nothing of what was never anything but null', () => {
    assert.deepEqual(infer('{"worker_id": null}'), {
      type: 'object',
      properties: { worker_id: {} },
      required: ['worker_id'],
    });
  });

  it('takes keys for data where they are many', () => {
    const scores = Array.from({ length: 150 }, (_, at) => `"agent-${at}": ${at / 2}`);
    assert.deepEqual(infer(`{"scores": {${scores.join(', ')}}}`), {
      type: 'object',
      properties: { scores: { type: 'object', additionalProperties: { type: 'number' } } },
      required: ['scores'],
    });
  });

  it('is written down, and as it was read again accepts every payload that it was inferred from', () => {
    fc.assert(
      fc.property(fc.array(payload, { minLength: 1, maxLength: 30 }), (payloads) => {
        const schema = JSON.parse(JSON.stringify(inferSchema(payloads)));
        const registry = createRegistry([{ type: 'agent.updated', schema }]);
        for (const event_data of payloads) {
          assert.equal(registry.violationOf(agentEvent(1, 'updated', event_data))?.message, undefined);
        }
      }),
      { seed: 20_250_919, numRuns: 300 },
    );
  });

  it('can be broken by what was not seen', () => {
    const registry = createRegistry([{ type: 'updated', schema: inferSchema([{ temperature: 0.5 }]) }]);
    const found = registry.violationOf(agentEvent(1, 'updated', { temperature: 'hot' }))!;
    assert.match(found.message, /updated\.json: temperature: .*"number"/);
    assert.equal(found.found, '"hot"');
    assert.match(registry.violationOf(agentEvent(1, 'updated', {}))!.message, /required property "temperature"/);
  });
});

describe('Schemas inferred from a store', () => {
  const file = temporaryFolder();

  it('are one for each type and version, from the newest events', async () => {
    const store = new MemoryStore();
    const shaped = (version: number, data: JsonObject, shape: number) =>
      agentEvent(version, 'updated', data, { metadata: { schema_version: shape } });
    await store.saveEvents([...agentEvents(), shaped(9, { tuning: {} }, 2), shaped(10, { tuning: { a: 1 } }, 2)]);
    const told = (all: Awaited<ReturnType<typeof inferSchemas>>) =>
      all.map(({ type, version, events }) => `${type} v${version}: ${events}`);
    assert.deepEqual(told(await inferSchemas(store)), [
      'agent.created v1: 1',
      'agent.deployed v1: 1',
      'agent.status v1: 4',
      'agent.updated v1: 2',
      'agent.updated v2: 2',
    ]);
    assert.deepEqual(told(await inferSchemas(store, { type: 'updated' })), [
      'agent.updated v1: 2',
      'agent.updated v2: 2',
    ]);
    assert.deepEqual(told(await inferSchemas(store, { sample: 1 })), ['agent.updated v2: 1']);
  });

  it('go into files that are found again, accept the whole database, and are not written over', async () => {
    makeReferenceDatabase(file('python.db'));
    const store = await openStore(file('python.db'));
    const schemas = await inferSchemas(store);
    const written = await writeSchemas(file('schemas'), schemas);
    assert.deepEqual(readdirSync(file('schemas')), [
      'agent.created.json',
      'agent.deployed.json',
      'agent.updated.json',
      'rollout.completed.json',
      'rollout.started.json',
      'task.completed.json',
      'task.received.json',
    ]);
    assert.ok(written.every(({ outcome }) => outcome === 'written'));
    const registry = await loadRegistry(file('schemas'));
    const { events } = await store.readAll();
    const sound = events.filter((event) => event.malformed === undefined);
    assert.equal(sound.length, 10);
    for (const event of sound) assert.equal(registry.violationOf(event), undefined);
    writeFileSync(file('schemas/agent.created.json'), '{}');
    assert.equal((await writeSchemas(file('schemas'), schemas))[0]?.outcome, 'kept');
    assert.equal(readFileSync(file('schemas/agent.created.json'), 'utf8'), '{}');
    assert.equal((await writeSchemas(file('schemas'), schemas, { force: true }))[0]?.outcome, 'written');
    assert.match(readFileSync(file('schemas/agent.created.json'), 'utf8'), /"description": "Inferred from 1 event\."/);
    await store.close();
  });

  it('stay in their folder, whatever an event type is called', async () => {
    const store = new MemoryStore();
    const types = ['../../stolen', 'a/b', 'created.v2', '.hidden', 'created'];
    await store.saveEvents(types.map((type, at) => agentEvent(at + 1, type, { at })));
    const written = await writeSchemas(file('schemas'), await inferSchemas(store));
    assert.deepEqual(readdirSync(file('schemas')), [
      'agent..hidden.json',
      'agent.created.json',
      'agent.created.v2.v1.json',
    ]);
    const bad = written.filter(({ outcome }) => outcome === 'bad-name').map((each) => each.file);
    assert.deepEqual(bad, ['agent.../../stolen.json', 'agent.a/b.json']);
    const registry = await loadRegistry(file('schemas'));
    assert.deepEqual(
      registry.schemas.map(({ type, version }) => [type, version]),
      [
        ['agent..hidden', undefined],
        ['agent.created', undefined],
        ['agent.created.v2', 1],
      ],
    );
  });
});
