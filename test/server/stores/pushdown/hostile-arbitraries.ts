import fc from 'fast-check';

const NUMBERS = ['0', '1', '2', '-1', '0.5', '1.0', '-0.0', '2.0000000000000004', '1e300', '9007199254740993'];
const BIG = ['12345678901234567890', '-9223372036854775809', '1e400', '123456789012345678901234567890'];
const TEXTS = [
  '""',
  '"a"',
  '"b"',
  '"1"',
  '"2"',
  '"completed"',
  '"\\u00fc"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"[]"',
  '"null"',
  '"ü"',
];
export const SCALARS = [...NUMBERS, ...BIG, ...TEXTS, 'null', 'true', 'false'];
const SHAPES = ['[]', '{}', '[1]', '["a"]', '{"a":1}', '{"reward":{"a":2}}', '[[1]]'];

/** Payloads as nobody should write them, and some do. */
export const HOSTILE = [
  'NaN',
  '{"reward": NaN}',
  '{"reward": Infinity, "status": "a"}',
  '{"reward": 1, "reward": 2}',
  '{"reward": 2, "rew\\u0061rd": 1}',
  '{"rew\\u0061rd": 2}',
  '{"nested": {"a": 1}, "nested": {"a": 2}}',
  '{"reward": 1',
  '[1, 2]',
  '"reward"',
  '7',
  '{"reward": 1} ',
  '{"reward": 1,}',
  "{'reward': 1}",
  '{"__proto__": {"reward": 1}, "status": "reward"}',
  '{"a.b": 1, "odd key": 2, "": 3}',
  '{"reward": 1}\0',
  '{"reward": 1}\0, "status"',
  `${'['.repeat(1_200)}${']'.repeat(1_200)}`,
];

export const KEYS = ['reward', 'status', 'nested', 'a', 'missing', 'items', 'odd key', 'a.b'];

const scalar = fc.constantFrom(...SCALARS);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.constantFrom(...SHAPES),
  fc.tuple(scalar, scalar).map(([a, b]) => `{"a": ${a}, "b": ${b}}`),
);
const payload = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .uniqueArray(fc.tuple(fc.constantFrom('reward', 'status', 'nested', 'a', 'items'), value), {
        selector: ([key]) => key,
        maxLength: 4,
      })
      .map((entries) => `{${entries.map(([key, text]) => `"${key}": ${text}`).join(', ')}}`),
  },
  fc.constantFrom(...HOSTILE),
);

export const row = fc.record({
  event_data: fc.oneof(
    { weight: 12, arbitrary: payload },
    fc.constant(null),
    payload.map((text) => Buffer.from(text)),
  ),
  metadata: fc.oneof(payload, fc.constant(null)),
  event_type: fc.constantFrom(
    'completed',
    'task.completed',
    'task.step.completed',
    'step.completed',
    'task.task.completed',
    'failed',
    'agent.completed',
    '',
  ),
  aggregate_type: fc.constantFrom('task', 'agent'),
  aggregate_id: fc.constantFrom('task-789', 'agent-123', '5'),
  correlation_id: fc.constantFrom(null, 'workflow-101', ''),
  timestamp: fc.constantFrom(
    '2025-09-19 05:26:56',
    '2025-09-19 05:26:56.006400',
    '2025-09-20 00:00:00',
    '2026-01-01 12:00:00',
  ),
});

const literal = fc.constantFrom(
  '0',
  '1',
  '2',
  '-1',
  '0.5',
  '1.0',
  '2.5',
  '1e300',
  '9007199254740993',
  '12345678901234567890',
  "'a'",
  "'b'",
  "''",
  "'1'",
  "'completed'",
  "'step.completed'",
  "'task.completed'",
  "'ü'",
  "'[]'",
  'None',
  'True',
  'False',
);
const key = fc.constantFrom(...KEYS.map((name) => `'${name}'`));
const subject = fc.oneof(
  key.map((name) => `event_data[${name}]`),
  key.map((name) => `event_data.get(${name})`),
  fc.tuple(key, literal).map(([name, otherwise]) => `event_data.get(${name}, ${otherwise})`),
  fc.tuple(key, key).map(([a, b]) => `event_data[${a}][${b}]`),
  fc.tuple(key, key, literal).map(([a, b, c]) => `event_data.get(${a}, {}).get(${b}, ${c})`),
  fc.constantFrom(
    'event_data.reward',
    'event_data.nested.a',
    'event_data.items',
    'event_data.status.title',
    'metadata.status',
  ),
  key.map((name) => `metadata.get(${name})`),
  fc.constantFrom(
    'event_type',
    'aggregate_id',
    'aggregate_type',
    'correlation_id',
    'version',
    'event.event_type',
    "event['version']",
    'user_id',
  ),
);
const operator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'is', 'is not');
const time = fc.constantFrom(
  "'2025-09-19'",
  "'2025-09-19 05:26:56.0064'",
  "'2025-09-20T02:00:00+02:00'",
  "'20250920'",
  'datetime(2025, 9, 20)',
  "'soon'",
  '5',
);
const leaf = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(subject, operator, literal).map((parts) => parts.join(' ')) },
  fc.tuple(literal, operator, subject).map((parts) => parts.join(' ')),
  fc.tuple(literal, operator, subject, operator, literal).map((parts) => parts.join(' ')),
  fc
    .tuple(subject, fc.constantFrom('in', 'not in'), fc.array(literal, { maxLength: 3 }))
    .map(([a, op, items]) => `${a} ${op} [${items.join(', ')}]`),
  fc
    .tuple(key, fc.constantFrom('in', 'not in'), fc.constantFrom('event_data', 'metadata', "event_data['nested']"))
    .map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('timestamp', 'event.timestamp'), operator, time).map((parts) => parts.join(' ')),
  subject,
  subject,
  fc.constantFrom(
    "event_data['status'].startswith('c')",
    'len(event_data) > 1',
    "'a' in event_data['status']",
    '1 / 0',
    'True',
    'False',
  ),
);
export const where = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    fc.tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('node').map((a) => `not (${a})`),
    fc.tuple(tie('node'), tie('node'), tie('node')).map(([a, b, c]) => `(${a} if ${b} else ${c})`),
  ),
})).node;
