import Database from 'better-sqlite3';

/** A row as it lies in the table; what is left out is what Agent Lightning writes into such a column. */
export interface ReferenceRow {
  readonly event_id: string | null;
  readonly aggregate_id: string;
  readonly aggregate_type: string;
  readonly event_type: string;
  readonly event_data: unknown;
  readonly timestamp: unknown;
  readonly version: unknown;
  readonly correlation_id?: string | null;
  readonly causation_id?: string | null;
  readonly user_id?: string | null;
  readonly service_name?: string | null;
  readonly metadata?: unknown;
}

/** The table as the Python code really makes it: no unique (aggregate_id, version), and the last column is `metadata`. */
const PYTHON_TABLE = `
CREATE TABLE events (
  id VARCHAR NOT NULL,
  event_id VARCHAR,
  aggregate_id VARCHAR,
  aggregate_type VARCHAR,
  event_type VARCHAR,
  event_data TEXT,
  timestamp DATETIME,
  version INTEGER,
  correlation_id VARCHAR,
  causation_id VARCHAR,
  user_id VARCHAR,
  service_name VARCHAR,
  metadata TEXT DEFAULT '{}',
  PRIMARY KEY (id)
);
`;
const PYTHON_INDEXES = `
CREATE UNIQUE INDEX ix_events_event_id ON events (event_id);
${[
  'aggregate_id',
  'aggregate_type',
  'event_type',
  'timestamp',
  'correlation_id',
  'causation_id',
  'user_id',
  'service_name',
]
  .map((column) => `CREATE INDEX ix_events_${column} ON events (${column});`)
  .join('\n')}
`;

/** The table as the document describes it. */
const DOCUMENT_TABLE = `
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
`;

const TABLES = { python: PYTHON_TABLE + PYTHON_INDEXES, bare: PYTHON_TABLE, document: DOCUMENT_TABLE } as const;

/** `python`: the real table; `bare`: the same without any index but that of its key; `document`: the document's own. */
export type ReferenceShape = keyof typeof TABLES;

/** Makes such a database with these rows, in this order of appending. */
export function makeReferenceDatabase(
  file: string,
  { shape = 'python', rows = referenceRows() }: { shape?: ReferenceShape; rows?: readonly ReferenceRow[] } = {},
): void {
  const database = new Database(file);
  database.exec(TABLES[shape]);
  insertReferenceRows(database, rows);
  database.close();
}

export function insertReferenceRows(database: Database.Database, rows: readonly ReferenceRow[]): void {
  const columns = database.pragma('table_info(events)') as { name: string }[];
  const metadata = columns.at(-1)!.name;
  const insert = database.prepare(
    `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version,
       correlation_id, causation_id, user_id, service_name, ${metadata}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const { n } = database.prepare('SELECT count(*) AS n FROM events').get() as { n: number };
  database.transaction(() => {
    for (const [index, row] of rows.entries()) {
      insert.run(
        uuid(900_000 + n + index),
        row.event_id,
        row.aggregate_id,
        row.aggregate_type,
        row.event_type,
        row.event_data,
        row.timestamp,
        row.version,
        row.correlation_id ?? null,
        row.causation_id ?? null,
        row.user_id ?? null,
        row.service_name ?? null,
        row.metadata === undefined ? '{}' : row.metadata,
      );
    }
  })();
}

/**
 * What a database of Agent Lightning holds, oldest first, the faults included: two aggregate types in one stream
 * (`local_task_001`), a version written twice and one left out (`agent-123`: 1, 2, 2, 4), and payloads that only
 * Python's JSON reads (`task-789`: NaN, an integer beyond 2^53, half of a surrogate pair; its last is no JSON at all).
 */
export function referenceRows(): ReferenceRow[] {
  const runner = { user_id: 'agent_e667e2cb', service_name: 'agent_runner' };
  const task = { aggregate_id: 'local_task_001', ...runner };
  const agent = {
    aggregate_id: 'agent-123',
    aggregate_type: 'agent',
    user_id: 'user-456',
    service_name: 'agent_service',
  };
  const odd = {
    aggregate_id: 'task-789',
    aggregate_type: 'task',
    event_type: 'completed',
    correlation_id: 'workflow-101',
  };
  const rows: Omit<ReferenceRow, 'event_id' | 'timestamp'>[] = [
    {
      ...task,
      aggregate_type: 'task',
      event_type: 'received',
      version: 1,
      event_data: '{"task_input": {"value": 1.0}, "mode": null, "resources_id": "local", "worker_id": null}',
    },
    {
      ...task,
      aggregate_type: 'rollout',
      event_type: 'started',
      version: 2,
      causation_id: uuid(1),
      event_data:
        '{"task_input": {"value": 1.0}, "mode": null, "resources_id": "local", "worker_id": null, "agent_id": "agent_e667e2cb"}',
    },
    {
      ...task,
      aggregate_type: 'rollout',
      event_type: 'completed',
      version: 3,
      causation_id: uuid(2),
      event_data: '{"final_reward": 0.95, "triplet_count": 3, "execution_time": 45.2, "mode": null, "worker_id": null}',
    },
    {
      ...agent,
      event_type: 'created',
      version: 1,
      event_data: '{"name": "Customer Support Agent", "model": "gpt-4", "capabilities": ["chat", "analysis"]}',
    },
    { ...agent, event_type: 'updated', version: 2, event_data: '{"temperature": 0.2}' },
    { ...agent, event_type: 'updated', version: 2, event_data: '{"temperature": 0.7}' },
    { ...agent, event_type: 'agent.deployed', version: 4, event_data: '{"region": "eu \\u2013 west"}' },
    { ...odd, version: 1, event_data: '{"reward": NaN, "bound": -Infinity}' },
    { ...odd, version: 2, event_data: '{"seed": 123456789012345678901234567890, "reward": 1.0}' },
    { ...odd, version: 3, event_data: '{"result": "\\ud83e", "reward": 0.95}', metadata: '{"attempt": 2}' },
    { ...odd, version: 4, event_data: '{"reward": 0.9', event_type: 'failed' },
  ];
  // Python leaves out the microseconds when there are none: the first row has none.
  return rows.map((row, index) => ({ ...row, event_id: uuid(index + 1), timestamp: naiveTime(index) }));
}

/** The n-th second of the morning, as `str(datetime.utcnow())` writes it. */
export function naiveTime(second: number, micros = second * 6400): string {
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`;
  return `2025-09-19 05:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}${fraction}`;
}

function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
