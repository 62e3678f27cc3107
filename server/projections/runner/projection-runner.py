"""The process that runs the user's Python: projection-runner.py FILE FUNCTION.

Reads requests from descriptor 3 and writes answers to descriptor 4, so that stdout and stderr stay the user's own. A
request is the number of its items, and an item a line of JSON; the answer is a line for each, and `done`. What is printed
meanwhile is said in between, so that it belongs to an item. Python 3.8 is enough.
"""

import codecs
import dataclasses
import datetime
import enum
import importlib.util
import inspect
import io
import json
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Mapping

REQUESTS, ANSWERS = 3, 4
WORK_SECONDS = 0.05
LONGEST_PRINT = 50_000
SAYING = threading.RLock()  # The user's code may have threads, and they may print.


class Event(dict):
    """An event whose fields are attributes, as in a dataclass, and items, as in a dict."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"an event has no field '{name}'") from None

    __setattr__ = dict.__setitem__


class WorkingState:
    """The state of one stream within a request.

    It is kept as texts, one for each top-level key: that tells a value that was mutated in place from one that stayed,
    undoes what a failing event did before it threw, and makes the state the same wherever a request begins.
    """

    def __init__(self, state):
        self.state = state
        self.texts = texts_of(state)

    def change(self, fold):
        try:
            result = fold(self.state)
            result = self.state if result is None else to_dict(result)
            return self.accept(result)
        except BaseException:
            self.state = {key: json.loads(text) for key, text in self.texts.items()}
            raise

    def accept(self, result):
        texts = texts_of(result)
        changed = {key: text for key, text in texts.items() if self.texts.get(key) != text}
        deleted = [key for key in self.texts if key not in texts]
        self.state = {key: json.loads(text) for key, text in texts.items()}
        self.texts = texts
        entries = ", ".join(f"{json.dumps(key)}: {text}" for key, text in changed.items())
        return f'{{"set": {{{entries}}}, "deleted": {json.dumps(deleted)}}}'


class Prints(io.RawIOBase):
    """Where sys.stdout and sys.stderr write to. Once the user's code is loaded, what is written is said instead."""

    are_said = False

    def __init__(self, stream, word):
        self.name = stream.name
        self.descriptor = stream.fileno()
        self.word = word
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self):
        return True

    def fileno(self):
        return self.descriptor

    def write(self, data):
        data = bytes(data)
        if Prints.are_said:
            text = self.decoder.decode(data)
            for start in range(0, len(text), LONGEST_PRINT):
                say(f"{self.word} {json.dumps(text[start:start + LONGEST_PRINT])}")
        else:
            write_all(self.descriptor, data)
        return len(data)


def printing(stream, word):
    stream.reconfigure(line_buffering=True)  # It stays what sys.__stdout__ is.
    # A line is said at once: what is printed before a function that never returns is seen.
    return io.TextIOWrapper(
        Prints(stream, word), encoding="utf-8", errors=stream.errors, newline="\n", line_buffering=True
    )


def to_dict(result):
    if isinstance(result, Mapping):
        return result
    plain = to_plain(result)
    if isinstance(plain, dict):
        return plain
    raise TypeError(f"the projection returned {type(result).__name__}; it must return the new state, a dict")


def texts_of(state):
    return {str_key(key): to_text(value) for key, value in state.items()}


def str_key(key):
    if isinstance(key, str):
        return key
    if key is None or isinstance(key, (bool, int, float)):
        return next(iter(json.loads(json.dumps({key: None}))))  # As JSON spells it.
    return str(key)


def to_text(value):
    try:
        return json.dumps(value)
    except TypeError:
        return json.dumps(to_plain(value))


def to_plain(value):
    """What JSON has no place for, as the next best thing that it has."""
    if value is None or isinstance(value, (bool, int, float, str)) and not isinstance(value, enum.Enum):
        return value
    if isinstance(value, enum.Enum):
        return to_plain(value.value)
    if isinstance(value, Mapping):
        return {str_key(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return in_order([to_plain(item) for item in value])
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", "replace")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    for method in ("model_dump", "to_dict", "tolist"):
        if callable(getattr(type(value), method, None)):
            return to_plain(getattr(value, method)())
    return str(value)


def in_order(items):
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=repr)


def to_event(fields):
    event = Event(fields)
    if not isinstance(event["metadata"], dict):
        event["metadata"] = {}
    try:
        event["timestamp"] = datetime.datetime.fromisoformat(event["timestamp"].rstrip("Z"))
    except ValueError:
        pass  # A timestamp that cannot be read stays the text that was found.
    return event


def load(file, name):
    """The user's function and the state that it starts from."""
    sys.path[0] = os.path.dirname(file)
    stem = os.path.splitext(os.path.basename(file))[0]
    module_name = stem if stem not in sys.modules else f"projection_{stem}"
    spec = importlib.util.spec_from_file_location(module_name, file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    spec.loader.exec_module(module)
    function = getattr(module, name, None)
    if not callable(function):
        own = [key for key, value in vars(module).items() if getattr(value, "__module__", None) == module_name]
        there = [key for key in own if inspect.isfunction(getattr(module, key))]
        known = f"it has {', '.join(there)}" if there else "it has none"
        base = os.path.basename(file)
        raise AttributeError(f"{base} has no function '{name}' ({known}): name one as {base}:FUNCTION")
    initial = getattr(module, "initial_state", None)
    return function, to_dict(initial() if callable(initial) else initial or {})


def own_files(file):
    """The file, and those of the user's that it brought in."""
    folders = tuple(folder + os.sep for folder in (os.path.dirname(file), os.getcwd()))
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())} - {__file__}
    own = (each for each in files if each.startswith(folders) and each.endswith(".py") and "site-packages" not in each)
    return sorted({file, *own})


def describe(error):
    """The error as Python prints it, without our own part of the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename != __file__ and "importlib" not in frame.filename]
    last = "".join(traceback.format_exception_only(type(error), error)).strip()
    stack = "".join(["Traceback (most recent call last):\n", *traceback.format_list(own), last])
    if isinstance(error, SyntaxError):
        last = f"{type(error).__name__}: {error.msg} ({os.path.basename(error.filename or '')}, line {error.lineno})"
    return json.dumps({"failed": {"message": last, "stack": stack}})


def say(line):
    """Written at once: whoever waits must see it even if the next item never returns."""
    with SAYING:
        write_all(ANSWERS, (line + "\n").encode())


def write_all(descriptor, data):
    while data:
        data = data[os.write(descriptor, data):]


def read_requests(requests):
    """In a thread of its own: when nobody asks any more the process ends, whatever the user's code is doing."""
    with os.fdopen(REQUESTS, "rb") as lines:
        for count in lines:
            requests.put([lines.readline() for _ in range(int(count))])
    os._exit(0)


def answer(states, item, function):
    event = to_event(item["event"])
    if "state" in item:
        states[event["aggregate_id"]] = WorkingState(item["state"])
    if not isinstance(event["event_data"], dict):
        return "{}"  # An event whose payload cannot be read changes nothing.

    def fold(state):
        result = function(state, event)
        if inspect.iscoroutine(result):
            import asyncio

            return asyncio.run(result)
        return result

    return states[event["aggregate_id"]].change(fold)


def serve(requests, function):
    while True:
        lines = requests.get()
        started = time.monotonic()
        states = {}
        for line in lines:
            item = None
            try:
                item = json.loads(line)
                text = answer(states, item, function)
            except BaseException as error:  # sys.exit is an error of this event too.
                text = describe(error)
            flush()
            say(text)
            # What was not read may hold the state of the items that follow: the next request brings it again.
            if item is None or time.monotonic() - started > WORK_SECONDS:
                break
        say("done")


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass


def main():
    file, name = sys.argv[1:]
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    sys.stdout, sys.stderr = printing(sys.stdout, "out"), printing(sys.stderr, "err")
    requests = queue.SimpleQueue()
    threading.Thread(target=read_requests, args=(requests,), daemon=True).start()
    try:
        function, initial = load(file, name)
        hello = {"initialState": to_plain(initial), "files": own_files(file)}
    except BaseException as error:
        flush()
        say(describe(error))
        return
    flush()
    say(json.dumps(hello))
    Prints.are_said = True
    serve(requests, function)


main()
