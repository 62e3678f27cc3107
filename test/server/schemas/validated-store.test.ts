import assert from 'node:assert/strict';
import { RecordedEvent } from '../../../server/domain/event.ts';
import { EventPublisher } from '../../../server/publishing/event-publisher.ts';
import { createRegistry } from '../../../server/schemas/schema-registry.ts';
import { validatedStore } from '../../../server/schemas/validated-store.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { agentEvent } from '../../support/agent-stream.ts';
import { itKeepsTheStoreContract } from '../stores/event-store-contract.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

const registry = createRegistry([
  { type: 'agent.updated', version: 2, schema: { properties: { temperature: { type: 'number', maximum: 2 } } } },
]);
const hot = agentEvent(1, 'updated', { temperature: 'hot' }, { metadata: { schema_version: 2 } });
const warm = agentEvent(1, 'updated', { temperature: 0.7 }, { metadata: { schema_version: 2 } });

describe('A store that validates', () => {
  const file = temporaryFolder();

  it('refuses an event with its type, the place, what was expected and what was found; and its whole batch', async () => {
    const store = await openStore(file('events.db'), { readOnly: false });
    const validated = validatedStore(store, registry, { mode: 'refuse' });
    const message =
      'agent.updated of agent-123, version 1: The payload does not match agent.updated.v2.json: temperature: ' +
      'Instance type "string" is invalid. Expected "number". Found: "hot"';
    await assert.rejects(validated.saveEvent(hot), { code: 'invalid-event', message });
    await assert.rejects(
      validated.saveEvents([
        { ...warm, event_id: 'event-0' },
        { ...hot, version: 2 },
      ]),
      { code: 'invalid-event' },
    );
    assert.equal(await validated.getAggregateVersion('agent-123'), 0);
    await validated.saveEvent(warm, { expectedVersion: 0 });
    assert.equal((await validated.getEvent('event-1'))?.event_data.temperature, 0.7);
    assert.deepEqual([validated.address, validated.remarks], [store.address, store.remarks]);
    await validated.close();
  });

  it('lets pass what has no schema for its type and version', async () => {
    const validated = validatedStore(new MemoryStore(), registry, { mode: 'refuse' });
    await validated.saveEvent({ ...hot, metadata: {} });
    await validated.saveEvent({ ...hot, event_id: 'event-2', version: 2, event_type: 'created' });
    assert.equal(await validated.countStream('agent-123'), 2);
  });

  it('refuses a payload that cannot be read, where there is a schema for it', async () => {
    const validated = validatedStore(new MemoryStore(), registry, { mode: 'refuse' });
    const { event_data: _, metadata: __, ...fields } = warm;
    const key = { version: 1, tie: 1 };
    const broken = new RecordedEvent({
      ...fields,
      event_data_text: '{"a": ',
      metadata_text: '{"schema_version": 2}',
      key,
    });
    await assert.rejects(validated.saveEvent(broken), /the payload: it cannot be read: event_data is not JSON/);
  });

  it('says first what is wrong with the event as such', async () => {
    const validated = validatedStore(new MemoryStore(), registry, { mode: 'refuse' });
    await assert.rejects(validated.saveEvent({ ...hot, aggregate_id: '' }), {
      message: 'Event must have an aggregate_id',
    });
  });

  it('warns, and saves nevertheless', async () => {
    const store = new MemoryStore();
    const warnings: string[] = [];
    const validated = validatedStore(store, registry, {
      mode: 'warn',
      onWarning: (message, event, violation) =>
        warnings.push(`${event.event_id} ${violation.kind} ${message.slice(0, 26)}`),
    });
    await validated.saveEvent(hot);
    assert.deepEqual(warnings, ['event-1 schema-violation agent.updated of agent-123']);
    assert.equal(await store.countStream('agent-123'), 1);
    assert.equal(validatedStore(store, registry, { mode: 'off' }), store);
  });

  it('serves a publisher, which counts what is refused and goes on', async () => {
    const store = new MemoryStore();
    const warnings: string[] = [];
    const publisher = new EventPublisher({
      store: validatedStore(store, registry, { mode: 'refuse' }),
      warn: (message) => warnings.push(message),
    });
    const { version: _, event_id: __, ...refused } = hot;
    const { version: ___, event_id: ____, ...taken } = warm;
    publisher.publish(taken);
    publisher.publish(refused);
    publisher.publish(taken);
    const { published, failed } = await publisher.close();
    assert.deepEqual([published, failed], [2, 1]);
    assert.match(warnings[0]!, /was not published: .*temperature/);
  });
});

describe('A store that validates is a store', () =>
  itKeepsTheStoreContract(async () => validatedStore(new MemoryStore(), registry, { mode: 'refuse' })));
