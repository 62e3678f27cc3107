import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isDomainError } from '../../../server/domain/errors.ts';
import { readEventLine } from '../../../server/transfer/event-line.ts';

const LINE =
  '{"event_id": "e-1", "aggregate_id": "task-789", "aggregate_type": "task", "event_type": "completed", ' +
  '"event_data": {"reward": 1.0, "says": "}\\", [{"}, "timestamp": "2025-09-19T05:26:56.006400Z", "version": 3}';

describe('readEventLine', () => {
  it('keeps payloads as they are written, wherever they stand', () => {
    const { row } = readEventLine(LINE);
    assert.equal(row.event_data_text, '{"reward": 1.0, "says": "}\\", [{"}');
    assert.equal(row.metadata_text, '{}');
    assert.deepEqual(row.key, { version: 3, tie: 0 });
    const first = readEventLine(LINE.replace('{', '{ "metadata" :{"a" : [ ]} ,'));
    assert.equal(first.row.metadata_text, '{"a" : [ ]}');
  });

  for (const [what, line] of [
    ['no whole version', LINE.replace('3}', '3.0}')],
    ['no version at all', LINE.replace(', "version": 3', '')],
    ['a payload that is a list', LINE.replace(/\{"reward.*"\}/, '[]')],
    ['something behind it', `${LINE} {}`],
    ['a list', `[${LINE}]`],
  ] as const) {
    it(`refuses a line with ${what}`, () => assert.throws(() => readEventLine(line), { code: 'bad-json' }));
  }

  it('reads the lines that JavaScript reads as it reads all others', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('2025-09-19 05:26:56', '"', '\\', '{'),
    );
    const payload = fc.oneof(
      fc.object({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
      fc.object({ maxDepth: 2 }).map((value) => JSON.stringify(value, null, ' ').replaceAll('\n', ' ')),
      fc.constantFrom('null', '[]', '"{}"', '{"a": 1.0, "a": 12345678901234567890}'),
    );
    const value = {
      ...Object.fromEntries(
        ['event_id', 'aggregate_id', 'aggregate_type', 'event_type', 'timestamp'].map((name) => [
          name,
          text.map((each) => JSON.stringify(each)),
        ]),
      ),
      ...Object.fromEntries(
        ['correlation_id', 'causation_id', 'user_id', 'service_name'].map((name) => [
          name,
          fc.option(text).map((each) => JSON.stringify(each)),
        ]),
      ),
      event_data: payload,
      metadata: payload,
      version: fc.oneof({ weight: 9, arbitrary: fc.integer().map(String) }, fc.constantFrom('1.0', '1e2', '"1"', '-0')),
    };
    const member = fc
      .constantFrom(...(Object.keys(value) as (keyof typeof value)[]), 'other')
      .chain((name) => fc.tuple(fc.constant(name), name === 'other' ? payload : value[name]!));
    const all = fc.tuple(...Object.entries(value).map(([name, each]) => fc.tuple(fc.constant(name), each)));
    const line = fc
      .tuple(all, fc.array(member, { maxLength: 3 }), fc.integer({ min: 0, max: 15 }), fc.boolean())
      .map(([members, more, without, isEscaped]) => {
        const kept = [...members.filter((_, index) => index !== without), ...more];
        const texts = kept.map(([name, each]) => `"${isEscaped ? name.replace('_', '\\u005f') : name}" : ${each}`);
        return `{${texts.join(', ')}`;
      });
    fc.assert(
      fc.property(line, (begun) => {
        // No JavaScript reads a NaN.
        assert.deepEqual(outcome(`${begun}}`), outcome(`${begun}, "last": NaN}`));
      }),
      { numRuns: 2_000 },
    );
  });
});

function outcome(line: string): unknown {
  try {
    return readEventLine(line).row;
  } catch (error) {
    if (isDomainError(error)) return [error.code, error.message];
    throw error;
  }
}
