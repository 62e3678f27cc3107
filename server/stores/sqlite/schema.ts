import type { Connection } from './driver.ts';

/** The reference's tables and indexes, and two indexes of ours at the end. */
export const SCHEMA = `
CREATE TABLE events (
  id VARCHAR(36) PRIMARY KEY,
  event_id VARCHAR(36) UNIQUE NOT NULL,
  aggregate_id VARCHAR(36) NOT NULL,
  aggregate_type VARCHAR(50) NOT NULL,
  event_type VARCHAR(50) NOT NULL,
  event_data JSON NOT NULL,
  timestamp TIMESTAMP WITH TIME ZONE NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  correlation_id VARCHAR(36),
  causation_id VARCHAR(36),
  user_id VARCHAR(36),
  service_name VARCHAR(50),
  event_metadata JSON DEFAULT '{}'
);
CREATE INDEX idx_events_aggregate_id ON events(aggregate_id);
CREATE INDEX idx_events_aggregate_type ON events(aggregate_type);
CREATE INDEX idx_events_event_type ON events(event_type);
CREATE INDEX idx_events_timestamp ON events(timestamp);
CREATE INDEX idx_events_correlation_id ON events(correlation_id);

CREATE TABLE event_snapshots (
  id VARCHAR(36) PRIMARY KEY,
  aggregate_id VARCHAR(36) NOT NULL,
  aggregate_type VARCHAR(50) NOT NULL,
  snapshot_data JSON NOT NULL,
  version INTEGER NOT NULL,
  last_event_id VARCHAR(36) NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE
);

-- What makes optimistic concurrency true.
CREATE UNIQUE INDEX ux_events_aggregate_id_version ON events(aggregate_id, version);
CREATE INDEX idx_events_causation_id ON events(causation_id);
`;

/** Makes the tables, unless another process made them since we looked. */
export function createSchema(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  const create = connection.transaction(() => {
    const exists = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get();
    if (!exists) connection.exec(SCHEMA);
  });
  create.immediate();
}
