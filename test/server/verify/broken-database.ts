import Database from 'better-sqlite3';
import { makeReferenceDatabase, type ReferenceRow } from '../stores/reference-database.ts';

/** An event of a stream as nobody protected it. */
function row(aggregate_id: string, version: number, fields: Partial<ReferenceRow> = {}): ReferenceRow {
  return {
    event_id: `${aggregate_id}/${version}`,
    aggregate_id,
    aggregate_type: aggregate_id.split('-')[0]!,
    event_type: 'updated',
    event_data: `{"balance": ${version}}`,
    timestamp: `2025-09-19 13:00:0${version}.000000`,
    version,
    ...fields,
  };
}

/**
 * A database with one fault of each kind: agent-123 has a gap, two events of one version, a clock that went back, a cause
 * that nobody recorded, and a payload that is no JSON; task-789 is sound, and its type says that it failed.
 */
export function makeBrokenDatabase(file: string): void {
  makeReferenceDatabase(file, {
    rows: [
      row('agent-123', 1),
      row('agent-123', 3),
      row('agent-123', 4, { event_id: 'agent-123/4a', timestamp: '2025-09-19 12:59:00.000000' }),
      row('agent-123', 4, { event_id: 'agent-123/4b', causation_id: 'nobody', event_data: '{"balance": 40}' }),
      row('agent-123', 5, { event_data: '{"balance": ' }),
      row('task-789', 1, { event_type: 'failed', causation_id: 'agent-123/1' }),
    ],
  });
}

/** Adds the table of snapshots, and these of agent-123: the state after a version, and the event that it names. */
export function addSnapshots(
  file: string,
  snapshots: readonly { version: number; data: string; event: string; expires?: string }[],
): void {
  const database = new Database(file);
  database.exec(`CREATE TABLE event_snapshots (
    id VARCHAR(36) PRIMARY KEY, aggregate_id VARCHAR(36) NOT NULL, aggregate_type VARCHAR(50) NOT NULL,
    snapshot_data JSON NOT NULL, version INTEGER NOT NULL, last_event_id VARCHAR(36) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL, expires_at TIMESTAMP WITH TIME ZONE)`);
  const insert = database.prepare(
    "INSERT INTO event_snapshots VALUES (?, 'agent-123', 'agent', ?, ?, ?, '2025-09-19 14:00:00.000000', ?)",
  );
  for (const [index, { version, data, event, expires }] of snapshots.entries()) {
    insert.run(`snapshot-${index}`, data, version, event, expires ?? null);
  }
  database.close();
}
