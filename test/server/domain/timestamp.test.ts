import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isNormalTimestamp,
  normaliseTimestamp,
  now,
  toMicros,
  toSqlTimestamp,
} from '../../../server/domain/timestamp.ts';

describe('normaliseTimestamp', () => {
  const readings: readonly (readonly [string | number | bigint, string])[] = [
    ['2025-09-19T05:26:56.006400Z', '2025-09-19T05:26:56.006400Z'],
    ['2025-09-19 05:26:56.006400', '2025-09-19T05:26:56.006400Z'],
    ['2025-09-19 05:26:56', '2025-09-19T05:26:56.000000Z'],
    ['2025-09-30 05:26:56.5', '2025-09-30T05:26:56.500000Z'],
    ['2025-09-19T05:26:56,006400', '2025-09-19T05:26:56.006400Z'],
    ['2025-09-19T05:26:56.006400123Z', '2025-09-19T05:26:56.006400Z'],
    ['2025-09-19T07:26:56.006400+02:00', '2025-09-19T05:26:56.006400Z'],
    ['2025-09-18 23:56:56-0530', '2025-09-19T05:26:56.000000Z'],
    ['2025-09-19 05:26:56+00', '2025-09-19T05:26:56.000000Z'],
    ['2025-09-19 05:26:56 UTC', '2025-09-19T05:26:56.000000Z'],
    ['2025-09-19 05:26', '2025-09-19T05:26:00.000000Z'],
    ['2025-09-19', '2025-09-19T00:00:00.000000Z'],
    [' 2025-09-19 05:26:56 ', '2025-09-19T05:26:56.000000Z'],
    ['2024-02-29 00:00:00', '2024-02-29T00:00:00.000000Z'],
    [1758259616, '2025-09-19T05:26:56.000000Z'],
    [1758259616.5, '2025-09-19T05:26:56.500000Z'],
    [1758259616007, '2025-09-19T05:26:56.007000Z'],
    [1758259616n, '2025-09-19T05:26:56.000000Z'],
    ['1758259616.25', '2025-09-19T05:26:56.250000Z'],
    [-1.5, '1969-12-31T23:59:58.500000Z'],
  ];
  for (const [found, expected] of readings) {
    it(`reads ${JSON.stringify(String(found))}`, () => assert.equal(normaliseTimestamp(found), expected));
  }

  for (const found of [
    '',
    'noon',
    '2025-02-29 05:26:56',
    '2025-13-01',
    '2025-09-19 24:00:00',
    '2025-09-19 05:60:00',
    Number.NaN,
  ]) {
    it(`refuses ${JSON.stringify(found)}`, () => {
      assert.throws(() => normaliseTimestamp(found), { code: 'bad-timestamp' });
    });
  }

  it('keeps the message short, however long the text is', () => {
    assert.throws(
      () => normaliseTimestamp('x'.repeat(10_000)),
      ({ message }: Error) => message.length < 200,
    );
  });

  it('is its own inverse by way of the form that SQLAlchemy keeps', () => {
    fc.assert(
      fc.property(anyTime, (time) => {
        assert.equal(normaliseTimestamp(toSqlTimestamp(time)), time);
        assert.equal(normaliseTimestamp(time), time);
        assert.ok(isNormalTimestamp(time));
      }),
    );
  });

  it('orders texts as time does', () => {
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        assert.equal(a < b, toMicros(a) < toMicros(b));
        assert.equal(toSqlTimestamp(a) < toSqlTimestamp(b), toMicros(a) < toMicros(b));
      }),
    );
  });
});

describe('now', () => {
  it('is in normal form', () => assert.ok(isNormalTimestamp(now())));
});

describe('isNormalTimestamp', () => {
  it('is false for what only looks like a time', () => {
    for (const text of ['2025-09-19 05:26:56.006400', '2025-09-19T05:26:56Z', 'yesterday', '']) {
      assert.equal(isNormalTimestamp(text), false, text);
    }
  });
});

/** Any microsecond from 1970 to 2200, whole seconds often. */
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 7_258_118_399 }), fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999 })))
  .map(
    ([second, micros]) => `${new Date(second * 1000).toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}Z`,
  );
