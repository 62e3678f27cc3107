"""Reads {"names": …, "cases": [source, …]} and prints each case's repr, or its error as Type: message."""

import json
import sys


def outcome(source, names):
    try:
        return repr(eval(source, dict(names)))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


request = json.load(sys.stdin)
print(json.dumps([outcome(source, request["names"]) for source in request["cases"]]))
