"""Answers lines: reads {"names": …, "cases": [source, …]}, prints each case's repr, or its error as Type: message.

Sets are shown in order of their members' repr. A case that takes too long or too much is answered with `too much`.
"""

import json
import resource
import signal
import sys
from datetime import date, datetime, time, timedelta, timezone

SECONDS = 2
MEMORY = 2 << 30
LONGEST = 100_000


class TooMuch(BaseException):
    pass


def stop(*_):
    raise TooMuch


def show(value, depth=0):
    if depth < 20:
        if type(value) in (set, frozenset) and value:
            members = sorted(show(member, depth + 1) for member in value)
            return "{" + ", ".join(members) + "}"
        if type(value) is list:
            return "[" + ", ".join(show(item, depth + 1) for item in value) + "]"
        if type(value) is tuple:
            items = ", ".join(show(item, depth + 1) for item in value)
            return "(" + items + (",)" if len(value) == 1 else ")")
        if type(value) is dict:
            entries = (show(key, depth + 1) + ": " + show(item, depth + 1) for key, item in value.items())
            return "{" + ", ".join(entries) + "}"
    return repr(value)


def outcome(source, names):
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        answer = show(eval(source, dict(names)))
    except (TooMuch, MemoryError, RecursionError):
        return "too much"
    except Exception as error:
        answer = f"{type(error).__name__}: {error}".removesuffix(": ")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return answer if len(answer) <= LONGEST else "too much"


def bind(names):
    names["timestamp"] = datetime.fromisoformat(names["timestamp"])
    names["event"]["timestamp"] = names["timestamp"]
    names.update(date=date, datetime=datetime, time=time, timedelta=timedelta, timezone=timezone)
    return names


signal.signal(signal.SIGALRM, stop)
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
for line in sys.stdin:
    request = json.loads(line)
    names = bind(request["names"])
    answers = [outcome(source, names) for source in request["cases"]]
    # A lone half of a surrogate pair has no UTF-8; JSON's escapes carry it.
    print(json.dumps(answers), flush=True)
