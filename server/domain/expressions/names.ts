/** What a name in an expression stands for. */
export interface ExpressionName {
  readonly name: string;
  /** Python's type, where every event has the same. */
  readonly type: string | undefined;
  readonly description: string;
}

/** The names of an expression besides Python's builtins. */
export const EXPRESSION_NAMES: readonly ExpressionName[] = [
  { name: 'event', type: 'dict', description: 'The event with all its fields: event.version or event["version"].' },
  { name: 'event_data', type: 'dict', description: 'The payload: event_data.get("reward", 0) or event_data.reward.' },
  { name: 'event_type', type: 'str', description: 'What happened; == and in take both updated and agent.updated.' },
  { name: 'event_id', type: 'str', description: "The event's UUID." },
  { name: 'aggregate_id', type: 'str', description: 'The aggregate whose stream holds the event, such as agent-123.' },
  { name: 'aggregate_type', type: 'str', description: 'The kind of the aggregate, such as agent.' },
  {
    name: 'timestamp',
    type: 'datetime.datetime',
    description: "When it happened, in UTC: timestamp >= '2025-09-19', timestamp.hour, timestamp - timedelta(hours=1).",
  },
  { name: 'version', type: 'int', description: "The event's number in its stream, from 1." },
  { name: 'correlation_id', type: undefined, description: 'Groups the events of one transaction across streams.' },
  { name: 'causation_id', type: undefined, description: 'The event_id of the event that caused this one.' },
  { name: 'user_id', type: undefined, description: 'Who did it, or None.' },
  { name: 'service_name', type: undefined, description: 'The service that wrote the event, or None.' },
  { name: 'metadata', type: 'dict', description: 'What the writer noted beside the payload.' },
  { name: 'state', type: 'dict', description: "The aggregate's state after the event." },
  { name: 'before', type: 'dict', description: "The aggregate's state before the event." },
  {
    name: 'changed',
    type: undefined,
    description: 'changed("items[0].qty"): did this event change that part of the state?',
  },
  { name: 'position', type: 'int', description: 'Where the event stands in its stream, from 1, without gaps.' },
];
