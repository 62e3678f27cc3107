"""Writes a database as Agent Lightning's event store does: json.dumps, utcnow, max(version) + 1 without a lock."""

import datetime
import json
import sqlite3
import sys
import uuid

path, faults = sys.argv[1], sys.argv[2] == "faults"
database = sqlite3.connect(path)
database.executescript(
    """
    CREATE TABLE events (
        id VARCHAR NOT NULL PRIMARY KEY, event_id VARCHAR, aggregate_id VARCHAR, aggregate_type VARCHAR,
        event_type VARCHAR, event_data TEXT, timestamp DATETIME, version INTEGER, correlation_id VARCHAR,
        causation_id VARCHAR, user_id VARCHAR, service_name VARCHAR, metadata TEXT DEFAULT '{}');
    CREATE INDEX ix_events_aggregate_id ON events (aggregate_id);
    CREATE TABLE event_snapshots (
        id VARCHAR NOT NULL PRIMARY KEY, aggregate_id VARCHAR, aggregate_type VARCHAR, snapshot_data TEXT,
        version INTEGER, last_event_id VARCHAR, created_at DATETIME, expires_at DATETIME);
    """
)
begin = datetime.datetime(2025, 9, 19, 5, 26, 56, 6400)
written = 0


def write(aggregate_id, aggregate_type, event_type, data, version=None, text=None, event_id=True, metadata="{}", seconds=None):
    global written
    (highest,) = database.execute("SELECT max(version) FROM events WHERE aggregate_id = ?", (aggregate_id,)).fetchone()
    written += 1
    known = str(uuid.UUID(int=written)) if event_id is True else event_id
    moment = begin + datetime.timedelta(seconds=written if seconds is None else seconds)
    row = (
        str(uuid.uuid4()), known, aggregate_id, aggregate_type, event_type, json.dumps(data) if text is None else text,
        str(moment), (highest or 0) + 1 if version is None else version, None, None, "user-456", "agent_runner", metadata,
    )
    database.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    return known


def snapshot(aggregate_id, version, last_event_id, data):
    row = (str(uuid.uuid4()), aggregate_id, "agent", json.dumps(data), version, last_event_id, str(begin), None)
    database.execute("INSERT INTO event_snapshots VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


write("agent-123", "agent", "created", {"name": "Größe", "temperature": 1.0, "seed": 2**70, "bound": float("inf")})
second = write("agent-123", "agent", "agent.updated", {"temperature": 0.7, "note": "\ud83e", "nan": float("nan")})
for reward in (0.2, 0.9, 1.0):
    write("task-789", "task", "completed", {"reward": reward})
snapshot("agent-123", 2, second, {"temperature": 0.7})
if faults:
    # Two writers of one version, of whom the later was written first.
    write("agent-123", "agent", "updated", {"temperature": 0.3}, version=3, seconds=300)
    write("agent-123", "agent", "updated", {"temperature": 0.2}, version=3, seconds=200, metadata='{"attempt": 1.50}')
    write("agent-123", "agent", "updated", {"temperature": 0.4}, version=4, seconds=400)
    write("task-789", "task", "failed", None, text='{"reward": 0.9')
    write("task-789", "task", "completed", {"reward": 0.1}, version="five")
    write("task-790", "task", "received", {"prompt": "Refund order 5531"}, event_id=None)
    taken = write("task-791", "task", "received", {"prompt": "one"})
    write("task-791", "task", "started", {"prompt": "another"}, event_id=taken)
    snapshot("agent-123", 4, "00000000-0000-0000-0000-000000000008", {"temperature": 0.4})
    snapshot("agent-123", 1, "no such event", {})
    snapshot("agent-999", 1, "no such event", {})
    database.execute("ALTER TABLE events ADD COLUMN tenant_id VARCHAR")
    database.execute("UPDATE events SET tenant_id = 'acme' WHERE aggregate_id = 'task-789'")
database.commit()
