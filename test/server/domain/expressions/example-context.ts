import { type Event, payloadTexts, RecordedEvent } from '../../../../server/domain/event.ts';
import type { ExpressionContext } from '../../../../server/domain/expressions/expression.ts';
import type { JsonObject } from '../../../../server/domain/json.ts';
import { parseJson } from '../../../../server/domain/parse-json.ts';

/** The payload that the expression tests look at, as Python wrote it. */
export const PAYLOAD_TEXT = `{
  "reward": 0.9, "score": 1.0, "attempts": 3, "status": "completed", "message": "task done", "error": null,
  "missing_value": null, "tags": ["fast", "new"], "nested": {"depth": {"value": 7}}, "trace_id": 12345678901234567890
}`;

/** A recorded event of agent-123; `changes` replaces fields. */
export function recorded(changes: Partial<Event> = {}): RecordedEvent {
  const event = {
    event_id: '3f1c9a52-8a4e-4e57-9d3b-0c8d5a1e7f42',
    aggregate_id: 'agent-123',
    aggregate_type: 'agent',
    event_type: 'agent.updated',
    event_data: parseJson(PAYLOAD_TEXT) as JsonObject,
    timestamp: '2025-09-19T05:26:56.006400Z',
    version: 7,
    correlation_id: 'workflow-101',
    causation_id: null,
    user_id: null,
    service_name: 'runner',
    metadata: { source: 'runner', retry: 0 },
    ...changes,
  };
  const { event_data: _data, metadata: _metadata, ...fields } = event;
  const { event_data_text, metadata_text } = payloadTexts(event);
  return new RecordedEvent({ ...fields, event_data_text, metadata_text, key: { version: event.version, tie: 0 } });
}

/** What an expression sees at an event, with a balance that the event changed from 100 to 150. */
export function contextOf(event: RecordedEvent = recorded()): ExpressionContext {
  return {
    event,
    state: { balance: 150, items: [1, 2] },
    before: { balance: 100, items: [1, 2] },
    position: 5,
    changed: (path) => path === 'balance',
  };
}
