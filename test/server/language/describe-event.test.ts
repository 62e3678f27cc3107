import assert from 'node:assert/strict';
import { type EventRow, RecordedEvent } from '../../../server/domain/event.ts';
import { describeEvent } from '../../../server/language/describe-event.ts';

function recorded(fields: Partial<EventRow>): RecordedEvent {
  return new RecordedEvent({
    event_id: '0199-event',
    aggregate_id: 'agent-123',
    aggregate_type: 'agent',
    event_type: 'updated',
    event_data_text: '{"reward": 1.0}',
    timestamp: '2025-09-19T13:00:01.006400Z',
    version: 1,
    correlation_id: null,
    causation_id: null,
    user_id: null,
    service_name: null,
    metadata_text: '{}',
    key: { version: 1, tie: 1 },
    ...fields,
  });
}

describe('The description of an event', () => {
  it('keeps numbers as Python wrote them', () => {
    const text = describeEvent(
      recorded({ event_data_text: '{"reward": 1.0, "loss": NaN, "id": 12345678901234567890}' }),
      1,
    );
    assert.match(text, /"reward": 1\.0,\n {2}"loss": NaN,\n {2}"id": 12345678901234567890/);
  });

  it('shows the characters that Python escapes, but none that would break the line', () => {
    const text = describeEvent(
      recorded({ event_data_text: '{"note": "Gr\\u00fcezi \\ud83d\\udc4b\\u000a", "half": "\\ud83d"}' }),
      1,
    );
    assert.match(text, /"note": "Grüezi 👋\\n",\n {2}"half": "\\ud83d"/);
  });

  it('says why an event is malformed, and shows what was recorded', () => {
    const text = describeEvent(recorded({ event_data_text: '{"reward": oops' }), 1);
    assert.match(text, /This event cannot be read:\*\* `event_data is not JSON/);
    assert.match(text, /"reward": oops/);
  });

  it('cuts a payload that is longer than a screen, and says so', () => {
    const long = JSON.stringify({ items: Array.from({ length: 100_000 }, (_, index) => index) });
    const text = describeEvent(recorded({ event_data_text: long }), 1);
    assert.ok(text.length < 8_000);
    assert.match(text, /_Cut here\. Copy the event as JSON to see the whole\._/);
  });

  it('lets no recorded text out of its code', () => {
    const text = describeEvent(recorded({ service_name: 'a`b\n# c', event_data_text: '{"a": "```\\n# d"}' }), 1);
    assert.match(text, /- service ``a`b # c``/);
    assert.match(text, /^````json$/m);
  });
});
