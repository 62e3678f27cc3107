import assert from 'node:assert/strict';
import { foldAll, recorded, stateAfter, UserCode } from './user-code.ts';

describe('A projection in Python', () => {
  let code: UserCode;
  beforeEach(() => {
    code = new UserCode();
  });
  afterEach(() => code.close());

  it('is apply_event_to_state when no function is named, and finds the modules beside it', async () => {
    code.write('projections/rewards.py', 'def add(total, data):\n    return total + data.get("reward", 0)\n');
    const projection = await code.load(
      'projections/agent.py',
      `
from rewards import add

initial_state = {"total": 1}

def apply_event_to_state(state, event):
    return {"total": add(state["total"], event.event_data)}
`,
    );
    assert.equal(projection.name, 'agent.py:apply_event_to_state');
    const events = [recorded(1, '{"reward": 0.5}'), recorded(2, '{}')];
    assert.equal(await stateAfter(projection, events), '{"total": 1.5}');
  });

  it('is given an event whose fields are attributes and items, with a naive datetime', async () => {
    const projection = await code.load(
      'agent.py',
      `
def apply_event_to_state(state, event):
    fields = "event_id aggregate_id aggregate_type event_type version correlation_id causation_id user_id service_name"
    assert all(getattr(event, name) == event[name] for name in fields.split()), event
    assert event.get("nothing") is None and not hasattr(event, "nothing")
    assert event.timestamp.tzinfo is None
    return {"at": event.timestamp, "type": event.event_type, "retry": event.metadata["retry"], "user": event.user_id}
`,
    );
    const event = recorded(1, '{}', { timestamp: '2025-09-19T05:26:56.006400Z', metadata_text: '{"retry": 1.0}' });
    const state = await stateAfter(projection, [event]);
    assert.equal(state, '{"at": "2025-09-19T05:26:56.006400", "type": "updated", "retry": 1.0, "user": null}');
  });

  it('gets numbers and texts as they were recorded, and gives them back', async () => {
    const projection = await code.load(
      'agent.py',
      'def apply_event_to_state(state, event):\n    state.update(event.event_data)\n',
    );
    const text =
      '{"id": 12345678901234567890, "nan": NaN, "inf": -Infinity, "one": 1.0, "half": "\\ud800", "__proto__": {"a": 1e+16}}';
    assert.equal(await stateAfter(projection, [recorded(1, text), recorded(2, '{}')]), text);
  });

  it('tells 1 from 1.0 and from True', async () => {
    const projection = await code.load(
      'agent.py',
      'def apply_event_to_state(state, event):\n    state["a"] = [1, 1.0, True][event.version - 1]\n',
    );
    for (const [count, wanted] of [
      [1, '1'],
      [2, '1.0'],
      [3, 'true'],
    ] as const) {
      const events = [1, 2, 3].slice(0, count).map((version) => recorded(version, '{}'));
      assert.equal(await stateAfter(projection, events), `{"a": ${wanted}}`);
    }
  });

  it('may leave in the state what JSON has no place for', async () => {
    const projection = await code.load(
      'agent.py',
      `
import datetime, decimal, enum, uuid
from dataclasses import dataclass, field

class Status(enum.Enum):
    BUSY = "busy"

@dataclass
class Point:
    x: float
    tags: set = field(default_factory=lambda: {"b", "a"})

class Custom:
    def __str__(self):
        return "custom"

def apply_event_to_state(state, event):
    return {
        "set": {3, 1, 2}, "mixed": {(1, "a")}, "point": Point(1.0), "status": Status.BUSY,
        "day": datetime.date(2025, 9, 19), "price": decimal.Decimal("1.10"), "id": uuid.UUID(int=1), "bytes": b"ab",
        "custom": Custom(), ("a", 1): None, None: {1.5: 2, (1, 2): (3,)},
    }
`,
    );
    const wanted = [
      '"set": [1, 2, 3], "mixed": [[1, "a"]], "point": {"x": 1.0, "tags": ["a", "b"]}, "status": "busy"',
      '"day": "2025-09-19", "price": "1.10", "id": "00000000-0000-0000-0000-000000000001", "bytes": "ab"',
      '"custom": "custom", "(\'a\', 1)": null, "null": {"1.5": 2, "(1, 2)": [3]}',
    ];
    assert.equal(await stateAfter(projection, [recorded(1, '{}')]), `{${wanted.join(', ')}}`);
  });

  it('may be a coroutine', async () => {
    const projection = await code.load(
      'agent.py',
      'import asyncio\nasync def apply_event_to_state(state, event):\n    await asyncio.sleep(0)\n    return {"v": event.version}\n',
    );
    assert.equal(await stateAfter(projection, [recorded(1, '{}'), recorded(2, '{}')]), '{"v": 2}');
  });

  it('fails on the event on which it calls sys.exit, recurs without end, or makes no state', async () => {
    const projection = await code.load(
      'agent.py',
      `
import sys

def apply_event_to_state(state, event):
    if event.version == 1:
        sys.exit("enough")
    if event.version == 2:
        return apply_event_to_state(state, event)
    if event.version == 3:
        return 5
    if event.version == 4:
        state["self"] = state
    state["v"] = event.version
`,
    );
    const { states, failures } = await foldAll(
      projection,
      [1, 2, 3, 4, 5].map((version) => recorded(version, '{}')),
    );
    const messages = [...failures.values()].map(({ message }) => message);
    assert.match(messages[0]!, /^SystemExit: enough$/);
    assert.match(messages[1]!, /^RecursionError: /);
    assert.equal(messages[2], 'TypeError: the projection returned int; it must return the new state, a dict');
    assert.match(messages[3]!, /^ValueError: Circular reference detected$/);
    assert.deepEqual({ ...states.get('agent-123') }, { v: 5 });
  });

  it('prints in order to stdout and stderr, whatever the script, also through what was made while it was loaded', async () => {
    const projection = await code.load(
      'agent.py',
      `
import logging, sys

logging.basicConfig(format="%(levelname)s %(message)s")
out = sys.stdout

def apply_event_to_state(state, event):
    print("grüße", event.version, file=out)
    logging.warning("few rewards")
    sys.stdout.buffer.write("ж🙂\\n".encode())
    print("half", end="")
`,
    );
    const { printed } = await foldAll(projection, [recorded(1, '{}'), recorded(2, '[]')]);
    assert.deepEqual(
      [...printed],
      [
        [
          1,
          [
            { text: 'grüße 1\n', stream: 'stdout' },
            { text: 'WARNING few rewards\n', stream: 'stderr' },
            { text: 'ж🙂\nhalf\n', stream: 'stdout' },
          ],
        ],
      ],
    );
  });

  it('prints past Python, as subprocesses do, without an event', async () => {
    const projection = await code.load(
      'agent.py',
      `
import subprocess, sys

print("loaded")

def apply_event_to_state(state, event):
    print("called")
    subprocess.run([sys.executable, "-c", "print('from a subprocess')"])
`,
    );
    const { printed } = await foldAll(projection, [recorded(1, '{}')]);
    assert.deepEqual(printed.get(1), [{ text: 'called\n', stream: 'stdout' }]);
    await code.hasPrinted((text) => text === 'loaded\nfrom a subprocess\n');
  });

  it('leaves no compiled files in the folder of the user', async () => {
    const { existsSync } = await import('node:fs');
    code.write('rewards.py', 'A = 1\n');
    await code.load('agent.py', 'import rewards\ndef apply_event_to_state(state, event): pass\n');
    assert(!existsSync(`${code.folder}/__pycache__`));
  });
});
