"""Appends to a SQLite store as Agent Lightning does, through SQLAlchemy; one line of JSON in, milliseconds out."""

import datetime
import json
import sys
import time
import uuid

from sqlalchemy import JSON, Column, DateTime, Integer, String, create_engine, event
from sqlalchemy.orm import declarative_base, sessionmaker

Base = declarative_base()


class StoredEvent(Base):
    __tablename__ = "events"
    id = Column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    event_id = Column(String(36), unique=True, nullable=False)
    aggregate_id = Column(String(36), nullable=False)
    aggregate_type = Column(String(50), nullable=False)
    event_type = Column(String(50), nullable=False)
    event_data = Column(JSON, nullable=False)
    timestamp = Column(DateTime, nullable=False)
    version = Column(Integer, nullable=False)
    correlation_id = Column(String(36))
    event_metadata = Column(JSON)


engine = create_engine("sqlite:///" + sys.argv[1])


@event.listens_for(engine, "connect")
def as_durable(connection, _record):
    connection.execute("PRAGMA synchronous = FULL")


Session = sessionmaker(bind=engine)

PAYLOAD = json.loads(sys.argv[2])


def row(aggregate_id, version):
    return StoredEvent(
        event_id=str(uuid.uuid4()), aggregate_id=aggregate_id, aggregate_type="agent", event_type="status",
        event_data=PAYLOAD, timestamp=datetime.datetime.utcnow(), version=version, event_metadata={},
    )


for line in sys.stdin:
    job = json.loads(line)
    begin = time.perf_counter()
    size = job["size"]
    for first in range(1, job["count"] + 1, size):
        session = Session()
        session.add_all([row(job["aggregate_id"], first + n) for n in range(size)])
        session.commit()
        session.close()
    print((time.perf_counter() - begin) * 1000, flush=True)
