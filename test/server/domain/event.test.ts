import assert from 'node:assert/strict';
import {
  createEvent,
  type Event,
  type EventRow,
  payloadTexts,
  RecordedEvent,
  validateEvent,
} from '../../../server/domain/event.ts';
import { Float } from '../../../server/domain/json.ts';
import { parseJson } from '../../../server/domain/parse-json.ts';
import { isNormalTimestamp } from '../../../server/domain/timestamp.ts';

const NEW = {
  aggregate_id: 'agent-123',
  aggregate_type: 'agent',
  event_type: 'created',
  event_data: { name: 'My Agent' },
};

const ROW: EventRow = {
  event_id: 'e-1',
  aggregate_id: 'task-789',
  aggregate_type: 'task',
  event_type: 'completed',
  event_data_text: '{"reward": 1.0, "bound": NaN}',
  timestamp: '2025-09-19T05:26:56.006400Z',
  version: 3,
  correlation_id: 'workflow-101',
  causation_id: null,
  user_id: null,
  service_name: 'task_runner',
  metadata_text: '{"attempt": 2}',
  key: { version: 3, tie: 7 },
};

describe('createEvent', () => {
  it('fills the id, the time, the metadata, and the version after the current one', () => {
    const event = createEvent(NEW, 4);
    assert.match(event.event_id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(isNormalTimestamp(event.timestamp));
    assert.equal(event.version, 5);
    assert.deepEqual(event.metadata, {});
    assert.equal(event.causation_id, null);
    validateEvent(event);
  });

  it('keeps what it is given', () => {
    assert.equal(createEvent({ ...NEW, version: 9, user_id: 'user-456' }, 0).version, 9);
  });
});

describe('validateEvent', () => {
  const refusals: readonly (readonly [Partial<Event>, string | RegExp])[] = [
    [{ aggregate_id: '' }, 'Event must have an aggregate_id'],
    [{ event_id: '' }, 'Event must have an event_id'],
    [{ aggregate_type: '' }, 'Event must have an aggregate_type'],
    [{ event_type: '' }, 'Event must have an event_type'],
    [{ version: 0 }, 'Event version must be >= 1'],
    [{ version: 1.5 }, 'Event version must be >= 1'],
    [{ version: 2 ** 53 }, 'Event version must be >= 1'],
    [{ timestamp: 'noon' }, /^Event timestamp: 'noon' is not a timestamp/],
  ];
  for (const [fields, message] of refusals) {
    it(`refuses ${JSON.stringify(fields)}`, () => {
      assert.throws(() => validateEvent({ ...createEvent(NEW, 0), ...fields }), { code: 'invalid-event', message });
    });
  }
});

describe('RecordedEvent', () => {
  it('parses the payload as Python would', () => {
    const event = new RecordedEvent(ROW);
    assert.deepEqual(event.event_data, { reward: new Float(1), bound: Number.NaN });
    assert.deepEqual(event.metadata, { attempt: 2 });
    assert.equal(event.malformed, undefined);
  });

  it('writes itself as JSON with the texts as they are stored', () => {
    assert.equal(
      new RecordedEvent(ROW).toJsonText(),
      '{"event_id": "e-1", "aggregate_id": "task-789", "aggregate_type": "task", "event_type": "completed", ' +
        '"event_data": {"reward": 1.0, "bound": NaN}, "timestamp": "2025-09-19T05:26:56.006400Z", "version": 3, ' +
        '"correlation_id": "workflow-101", "causation_id": null, "user_id": null, "service_name": "task_runner", ' +
        '"metadata": {"attempt": 2}}',
    );
  });

  it('keeps its texts when it is saved again', () => {
    assert.equal(payloadTexts(new RecordedEvent(ROW)).event_data_text, ROW.event_data_text);
  });

  const broken: readonly (readonly [Partial<EventRow>, RegExp])[] = [
    [{ event_data_text: '{"reward": 0.9' }, /^event_data is not JSON/],
    [{ event_data_text: '[1]' }, /^event_data is not a JSON object/],
    [{ event_data_text: '1.0' }, /^event_data is not a JSON object/],
    [{ event_data_text: '' }, /^event_data is not JSON/],
    [{ metadata_text: 'null' }, /^metadata is not a JSON object/],
    [{ problem: "timestamp: 'noon' is not a timestamp" }, /^timestamp/],
  ];
  for (const [fields, reason] of broken) {
    it(`is malformed, and still shows what it holds, with ${JSON.stringify(fields)}`, () => {
      const event = new RecordedEvent({ ...ROW, ...fields });
      assert.match(event.malformed!, reason);
      assert.equal(typeof event.event_data, 'object');
      const written = parseJson(event.toJsonText()) as Record<string, unknown>;
      const isBroken = event.malformed!.startsWith('event_data');
      assert.equal(typeof written.event_data, isBroken ? 'string' : 'object');
      if (isBroken) assert.equal(written.event_data, fields.event_data_text);
    });
  }
});
