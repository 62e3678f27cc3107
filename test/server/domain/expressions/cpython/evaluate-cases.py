"""Reads {"names": …, "cases": [source, …]} and prints each case's repr, or its error as Type: message."""

import json
import sys
from datetime import date, datetime, time, timedelta, timezone


def outcome(source, names):
    try:
        return repr(eval(source, dict(names)))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


request = json.load(sys.stdin)
names = request["names"]
names["timestamp"] = datetime.fromisoformat(names["timestamp"])
names["event"]["timestamp"] = names["timestamp"]
names.update(date=date, datetime=datetime, time=time, timedelta=timedelta, timezone=timezone)
print(json.dumps([outcome(source, names) for source in request["cases"]]))
