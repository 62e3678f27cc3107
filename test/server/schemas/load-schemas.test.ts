import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RecordedEvent } from '../../../server/domain/event.ts';
import { loadSchemas } from '../../../server/schemas/load-schemas.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

function event(event_type: string, event_data_text: string, metadata_text = '{}'): RecordedEvent {
  return new RecordedEvent({
    event_id: 'event-1',
    aggregate_id: 'agent-123',
    aggregate_type: 'agent',
    event_type,
    event_data_text,
    timestamp: '2025-09-19T13:00:00.000000Z',
    version: 1,
    correlation_id: null,
    causation_id: null,
    user_id: null,
    service_name: null,
    metadata_text,
    key: { version: 1, tie: 1 },
  });
}

describe('Schemas of payloads', () => {
  const folder = temporaryFolder();
  const write = (name: string, schema: unknown) => writeFile(folder(name), JSON.stringify(schema));
  const temperature = (maximum: number) => ({ type: 'object', properties: { temperature: { maximum } } });

  it('hold an event against the schema of its type, in either spelling', async () => {
    await write('agent.updated.json', temperature(1));
    await write('status.json', { required: ['status'] });
    const find = await loadSchemas(path.dirname(folder('x')));
    assert.equal(find(event('updated', '{"temperature": 0.7}')), undefined);
    assert.match(
      find(event('agent.updated', '{"temperature": 1.7}'))!.message,
      /agent\.updated\.json: temperature: 1\.7/,
    );
    assert.match(find(event('status', '{}'))!.message, /status\.json.*status/);
    assert.equal(find(event('deployed', '{"temperature": 9}')), undefined);
  });

  it('prefer that of the event’s own version, of 1 where it has none', async () => {
    await write('updated.json', temperature(0));
    await write('agent.updated.v1.json', temperature(1));
    await write('agent.updated.v2.json', temperature(2));
    const find = await loadSchemas(path.dirname(folder('x')));
    const text = '{"temperature": 1.7}';
    assert.match(find(event('updated', text))!.message, /v1\.json/);
    assert.equal(find(event('updated', text, '{"schema_version": 2}')), undefined);
    assert.match(find(event('updated', text, '{"schema_version": 3}'))!.message, / updated\.json/);
    const lifted = event('updated', text).lifted({ temperature: 1.7 }, { from: 1, to: 2 });
    assert.equal(find(lifted), undefined);
    const notLifted = event('updated', text).lifted({ temperature: 1.7 }, { from: 1, to: 2, problem: 'no upcaster' });
    assert.match(find(notLifted)!.message, /v1\.json/);
  });

  it('know the numbers that Python writes, and leave what cannot be read to others', async () => {
    await write('updated.json', { properties: { tokens: { type: 'integer' }, reward: { type: 'number' } } });
    const find = await loadSchemas(path.dirname(folder('x')));
    assert.equal(find(event('updated', '{"tokens": 1418123456789012481, "reward": 1.0}')), undefined);
    assert.equal(find(event('updated', '{"tokens": ')), undefined);
    assert.match(find(event('updated', '{"tokens": 0.5}'))!.message, /tokens/);
    for (const none of ['NaN', 'Infinity']) {
      assert.match(find(event('updated', `{"tokens": ${none}}`))!.message, /tokens/);
      assert.equal(find(event('updated', `{"reward": ${none}}`)), undefined);
    }
  });

  it('that cannot be used are refused by name', async () => {
    const here = path.dirname(folder('x'));
    await assert.rejects(loadSchemas(here), /holds no schema/);
    await writeFile(folder('updated.json'), '{');
    await assert.rejects(loadSchemas(here), /updated\.json' cannot be used/);
    await write('updated.json', { properties: { name: { pattern: '(' } } });
    await assert.rejects(loadSchemas(here), /updated\.json' cannot be used: .*[Rr]egular expression/);
    await write('updated.json', { properties: { name: { $ref: '#/$defs/nowhere' } } });
    await assert.rejects(
      loadSchemas(here),
      /updated\.json' cannot be used: the reference '#\/\$defs\/nowhere' leads nowhere/,
    );
    await write('updated.json', { $ref: '#' });
    await assert.rejects(loadSchemas(here), /updated\.json' cannot be used/);
    await write('updated.json', {});
    await write('Updated.json', {});
    await assert.rejects(loadSchemas(here), /more than one schema/);
    await rm(folder('Updated.json'));
    await write('updated.json', 'no schema');
    await assert.rejects(loadSchemas(here), /updated\.json' cannot be used: a schema is a JSON object/);
  });
});
