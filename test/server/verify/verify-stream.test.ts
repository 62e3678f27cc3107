import assert from 'node:assert/strict';
import type { EventStore } from '../../../server/domain/event-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import type { Finding } from '../../../server/verify/finding.ts';
import { RULES, type Rule } from '../../../server/verify/rule.ts';
import { type VerifyOptions, verifyStream } from '../../../server/verify/verify-stream.ts';
import { UserCode } from '../projections/user-code.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { addSnapshots, makeBrokenDatabase } from './broken-database.ts';

describe('verifyStream', () => {
  const file = temporaryFolder();
  let store: EventStore;
  beforeEach(async () => {
    makeBrokenDatabase(file('broken.db'));
    addSnapshots(file('broken.db'), [
      { version: 1, data: '{"balance": 1}', event: 'agent-123/1' },
      { version: 3, data: '{"balance": 7}', event: 'agent-123/3' },
      { version: 4, data: '{"balance": 40}', event: 'agent-123/4b' },
      { version: 4, data: '{"balance": 40}', event: 'agent-123/4a' },
      { version: 9, data: '{}', event: 'agent-123/9' },
      { version: 3, data: '{"balance": 8}', event: 'agent-123/3', expires: '2025-09-20 00:00:00.000000' },
    ]);
    store = await openStore(file('broken.db'));
  });
  afterEach(() => store.close());

  async function verify(aggregateId: string, options: VerifyOptions = {}): Promise<Finding[]> {
    const findings: Finding[] = [];
    await verifyStream(store, aggregateId, options, async (finding) => void findings.push(finding));
    return findings;
  }
  const only = (...rules: Rule[]) => ({ rules: new Set(rules) });

  it('tells what is wrong, of each rule, and where', async () => {
    const findings = await verify('agent-123');
    assert.deepEqual(
      findings.map(({ rule, version, event_id, message }) => `${rule} v${version} ${event_id}: ${message}`),
      [
        'version-order v3 agent-123/3: The stream has a gap: version 2 is missing',
        'snapshot v3 agent-123/3: The snapshot of version 3 disagrees with the replay at balance',
        'time-order v4 agent-123/4a: Time goes backwards: 2025-09-19T12:59:00.000000Z comes after 2025-09-19T13:00:03.000000Z',
        'version-order v4 agent-123/4b: The stream has version 4 more than once',
        'missing-cause v4 agent-123/4b: The event names a cause that is not in the store: nobody',
        'snapshot v4 agent-123/4a: The snapshot of version 4 names another event than the stream has there',
        'malformed-event v5 agent-123/5: The event cannot be read: event_data is not JSON: Unexpected end of text at offset 12',
        'snapshot v9 agent-123/9: A snapshot names version 9, which no event of the stream has',
      ],
    );
    assert.deepEqual(findings[0], {
      rule: 'version-order',
      aggregate_id: 'agent-123',
      version: 3,
      position: 2,
      event_id: 'agent-123/3',
      timestamp: '2025-09-19T13:00:03.000000Z',
      type: 'agent.updated',
      message: 'The stream has a gap: version 2 is missing',
      expected: 'version 2',
      found: 'version 3',
    });
    assert.deepEqual(findings[1]?.expected, '3');
    assert.deepEqual(findings[1]?.found, '7');
  });

  it('finds nothing wrong with a stream that says that something failed', async () => {
    assert.deepEqual(await verify('task-789'), []);
    assert.ok(!(RULES as readonly string[]).includes('failed-event'));
  });

  it('looks for what it is asked to', async () => {
    const rules = async (...wanted: Rule[]) => (await verify('agent-123', only(...wanted))).map(({ rule }) => rule);
    assert.deepEqual(await rules('missing-cause'), ['missing-cause']);
    assert.deepEqual(await rules('time-order', 'malformed-event'), ['time-order', 'malformed-event']);
    assert.deepEqual(await rules('schema-violation', 'upcast-failed', 'projection-error'), []);
  });

  it('counts the events, and knows no stream that is not there', async () => {
    assert.equal(await verifyStream(store, 'agent-123', {}, async () => {}), 5);
    await assert.rejects(verify('agent-999'), { code: 'stream-not-found' });
  });

  it('holds payloads against schemas when there are some', async () => {
    const findViolation: VerifyOptions['findViolation'] = ({ version }) =>
      version === 3 ? { kind: 'schema-violation', message: 'not so', expected: 'more', found: 'less' } : undefined;
    const findings = await verify('agent-123', { ...only('schema-violation'), findViolation });
    assert.deepEqual(
      findings.map(({ version, message, expected }) => [version, message, expected]),
      [[3, 'not so', 'more']],
    );
  });

  it("tells where the user's projection fails, and compares no snapshots after that", async () => {
    const code = new UserCode();
    try {
      code.write(
        'agent.mjs',
        'export function apply(state, event) { if (event.version === 3) throw new Error("no"); return state; }',
      );
      const projection = await code.reload({ projection: 'agent.mjs' });
      const findings = await verify('agent-123', { ...only('projection-error', 'snapshot'), projection });
      assert.deepEqual(
        findings.map(({ rule, version, message }) => `${rule} v${version}: ${message}`),
        [
          'snapshot v1: The snapshot of version 1 disagrees with the replay at balance',
          'projection-error v3: The projection fails: Error: no',
          'snapshot v9: A snapshot names version 9, which no event of the stream has',
        ],
      );
    } finally {
      await code.close();
    }
  });

  it('can be given up', async () => {
    await assert.rejects(verify('agent-123', { signal: AbortSignal.abort() }), { code: 'cancelled' });
  });
});
